package dev.platine.hal;

import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.spi.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what an {@link Exchange} reads and writes. Built by {@link Board#exchange()}; used once, by one thread.
 *
 * <p>All reads of an exchange are one sample, all its writes one step. A plan has at most {@value Plan#MAX_CHANNELS} reads
 * and as many writes; text is never part of one. The {@code read} and {@code write} methods throw
 * {@link IllegalArgumentException} for a channel of another board or a channel written twice, and
 * {@link IllegalStateException} once the plan is prepared.
 */
public final class ExchangePlan {
    private final Board board;
    private final List<Reading> reads = new ArrayList<>();
    private final List<Setpoint> writes = new ArrayList<>();
    private long lifetimeNs;
    private long deadlineNs;
    private boolean prepared;

    ExchangePlan(Board board, long deadlineNs) {
        this.board = board;
        this.deadlineNs = deadlineNs;
    }

    /**
     * Adds a digital input to what is read.
     *
     * @param channel the channel
     * @return where its value is after each exchange
     */
    public DigitalReading read(DigitalInput channel) {
        return addRead(channel, new DigitalReading(channel.spec()));
    }

    /**
     * Adds a digital output to what is read: its set-point in force.
     *
     * @param channel the channel
     * @return where its value is after each exchange
     */
    public DigitalReading read(DigitalOutput channel) {
        return addRead(channel, new DigitalReading(channel.spec()));
    }

    /**
     * Adds an analog input to what is read.
     *
     * @param channel the channel
     * @return where its value is after each exchange
     */
    public AnalogReading read(AnalogInput channel) {
        return addRead(channel, new AnalogReading(channel.spec()));
    }

    /**
     * Adds an analog output to what is read: its set-point in force.
     *
     * @param channel the channel
     * @return where its value is after each exchange
     */
    public AnalogReading read(AnalogOutput channel) {
        return addRead(channel, new AnalogReading(channel.spec()));
    }

    /**
     * Adds a PWM input to what is read.
     *
     * @param channel the channel
     * @return where its value is after each exchange
     */
    public PwmReading read(PwmInput channel) {
        return addRead(channel, new PwmReading(channel.spec()));
    }

    /**
     * Adds a PWM output to what is read: its set-point in force.
     *
     * @param channel the channel
     * @return where its value is after each exchange
     */
    public PwmReading read(PwmOutput channel) {
        return addRead(channel, new PwmReading(channel.spec()));
    }

    /**
     * Adds a counter input to what is read.
     *
     * @param channel the channel
     * @return where its value is after each exchange
     */
    public CounterReading read(CounterInput channel) {
        return addRead(channel, new CounterReading(channel.spec()));
    }

    /**
     * Adds a counter output to what is read: its set-point in force.
     *
     * @param channel the channel
     * @return where its value is after each exchange
     */
    public CounterReading read(CounterOutput channel) {
        return addRead(channel, new CounterReading(channel.spec()));
    }

    /**
     * Adds a channel to what is read, whatever its kind.
     *
     * @param channel an input, or an output whose set-point in force is wanted
     * @return where its value is after each exchange
     * @throws BoardException of kind WRONG_DIRECTION for a text channel
     */
    public Reading read(Channel channel) {
        return switch (channel.spec().kind()) {
            case DIGITAL -> addRead(channel, new DigitalReading(channel.spec()));
            case ANALOG -> addRead(channel, new AnalogReading(channel.spec()));
            case PWM -> addRead(channel, new PwmReading(channel.spec()));
            case COUNTER -> addRead(channel, new CounterReading(channel.spec()));
            case TEXT -> throw noText(channel, "read");
        };
    }

    /**
     * Adds a digital output to what is written.
     *
     * @param channel the channel
     * @return takes its value before each exchange; the safe value until it is set
     */
    public DigitalSetpoint write(DigitalOutput channel) {
        return addWrite(channel, new DigitalSetpoint(board.name(), channel.spec()));
    }

    /**
     * Adds an analog output to what is written.
     *
     * @param channel the channel
     * @return takes its value before each exchange; the safe value until it is set
     */
    public AnalogSetpoint write(AnalogOutput channel) {
        return addWrite(channel, new AnalogSetpoint(board.name(), channel.spec()));
    }

    /**
     * Adds a PWM output to what is written.
     *
     * @param channel the channel
     * @return takes its value before each exchange; the safe value until it is set
     */
    public PwmSetpoint write(PwmOutput channel) {
        return addWrite(channel, new PwmSetpoint(board.name(), channel.spec()));
    }

    /**
     * Adds a counter output to what is written.
     *
     * @param channel the channel
     * @return takes its value before each exchange; the safe value until it is set
     */
    public CounterSetpoint write(CounterOutput channel) {
        return addWrite(channel, new CounterSetpoint(board.name(), channel.spec()));
    }

    /**
     * Adds a channel to what is written, whatever its kind.
     *
     * @param channel an output
     * @return takes its value before each exchange
     * @throws BoardException of kind WRONG_DIRECTION for an input or a text channel
     */
    public Setpoint write(Channel channel) {
        if (channel instanceof DigitalOutput output) {
            return write(output);
        } else if (channel instanceof AnalogOutput output) {
            return write(output);
        } else if (channel instanceof PwmOutput output) {
            return write(output);
        } else if (channel instanceof CounterOutput output) {
            return write(output);
        } else if (channel instanceof TextOutput) {
            throw noText(channel, "write");
        }
        throw new BoardException(
                Kind.WRONG_DIRECTION, 0, board.name(), channel.name(), "write", "is an input: read it", null);
    }

    /**
     * Sets how long a set-point holds without a newer exchange; then the outputs of the plan go to their safe values. For
     * ever when this is not called.
     *
     * @param lifetime 1 us to 1 h, rounded up to a whole microsecond
     * @return this
     */
    public ExchangePlan lifetime(Duration lifetime) {
        lifetimeNs = Lifetimes.toNs(lifetime);
        return this;
    }

    /**
     * Sets how long {@link Exchange#run()} may take. The board's request deadline when this is not called.
     *
     * @param deadline above 0
     * @return this
     */
    public ExchangePlan deadline(Duration deadline) {
        deadlineNs = Board.positiveNs(deadline, "deadline");
        return this;
    }

    /**
     * Makes the plan known to the board.
     *
     * @return the exchange, to be closed by the caller
     * @throws BoardException of kind TOO_LARGE when the plan has too many channels or the board no room for another plan; of
     *     another kind when the board refuses, the link is lost or no answer comes within the board's request deadline
     * @throws IllegalStateException when the plan is empty or already prepared
     */
    public Exchange prepare() {
        requireOpen();
        if (reads.isEmpty() && writes.isEmpty()) {
            throw new IllegalStateException("must read or write at least one channel: board=" + board.name());
        }
        if (reads.size() > Plan.MAX_CHANNELS || writes.size() > Plan.MAX_CHANNELS) {
            String reason = "must be at most " + Plan.MAX_CHANNELS + " reads and as many writes: " + reads.size()
                    + " reads, " + writes.size() + " writes; use several exchanges";
            throw new BoardException(Kind.TOO_LARGE, board.name(), "prepare", reason);
        }
        prepared = true;
        return Exchange.prepare(board, reads, writes, lifetimeNs, deadlineNs);
    }

    private <R extends Reading> R addRead(Channel channel, R reading) {
        requireMine(channel);
        reads.add(reading);
        return reading;
    }

    private <S extends Setpoint> S addWrite(Channel channel, S setpoint) {
        requireMine(channel);
        for (Setpoint other : writes) {
            if (other.spec().id() == channel.spec().id()) {
                throw new IllegalArgumentException("must be written once in a plan: channel=" + channel.name());
            }
        }
        writes.add(setpoint);
        return setpoint;
    }

    private void requireMine(Channel channel) {
        requireOpen();
        if (channel.board() != board) {
            throw new IllegalArgumentException("must be a channel of " + board.name() + ": " + channel);
        }
    }

    private void requireOpen() {
        if (prepared) {
            throw new IllegalStateException("must not be used after prepare(): board=" + board.name());
        }
    }

    private BoardException noText(Channel channel, String operation) {
        String reason = "text is never part of an exchange: use the channel's own methods or subscribe";
        return new BoardException(Kind.WRONG_DIRECTION, 0, board.name(), channel.name(), operation, reason, null);
    }
}
