package dev.platine.sim.service;

import dev.platine.core.channel.BoardDescription;
import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.sim.clock.FaultSink;
import dev.platine.sim.clock.Guarded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The channels that a board's firmware and its hosts share: 32 bits a channel, coded as the channel's kind says.
 *
 * <p>Inside the rack only. Values are not range-checked here: who writes from outside checks first with
 * {@link ChannelSpec#accepts(int)}. Reading and writing allocate nothing. Listeners run in the order of registration.
 */
public final class ChannelBank {
    private final BoardDescription description;
    private final FaultSink faults;
    private final ChannelSpec[] specs;
    private final int[] values;
    private final String[] lines;
    private final List<SetpointListener> firmware = new ArrayList<>();
    private final List<ChannelListener> observers = new ArrayList<>();
    private long version;
    private boolean fault;

    /**
     * A bank with every input at 0 and every output at its safe value.
     *
     * @param description the board's channels
     * @param faults who is told when the firmware's listener throws
     */
    public ChannelBank(BoardDescription description, FaultSink faults) {
        this.description = description;
        this.faults = faults;
        this.specs = description.channels().toArray(ChannelSpec[]::new);
        this.values = new int[specs.length];
        this.lines = new String[specs.length];
        Arrays.fill(lines, "");
        for (int i = 0; i < specs.length; i++) {
            values[i] = specs[i].safeBits();
        }
    }

    /**
     * The channels.
     *
     * @return the board's description
     */
    public BoardDescription description() {
        return description;
    }

    /**
     * Finds a channel's id.
     *
     * @param name the channel's name
     * @return its id
     * @throws IllegalArgumentException when the board has no such channel
     */
    public int id(String name) {
        ChannelSpec spec = description.find(name);
        if (spec == null) {
            throw new IllegalArgumentException("board " + description.info().name() + " has no channel " + name);
        }
        return spec.id();
    }

    /**
     * Reads a channel.
     *
     * @param channel its id
     * @return the value of an input, or the set-point in force
     * @throws IndexOutOfBoundsException when there is no such channel
     */
    public int get(int channel) {
        return values[channel];
    }

    /**
     * Reads a channel as a number.
     *
     * @param channel its id
     * @return the value in the channel's unit
     * @throws IndexOutOfBoundsException when there is no such channel
     */
    public double number(int channel) {
        return specs[channel].toNumber(values[channel]);
    }

    /**
     * Reads a digital channel.
     *
     * @param channel its id
     * @return true for anything but 0
     * @throws IndexOutOfBoundsException when there is no such channel
     */
    public boolean flag(int channel) {
        return values[channel] != 0;
    }

    /**
     * The firmware tells the value of an input.
     *
     * @param inputChannel its id
     * @param bits the value
     * @throws IllegalArgumentException when the channel is an output or text
     * @throws IndexOutOfBoundsException when there is no such channel
     */
    public void publish(int inputChannel, int bits) {
        require(inputChannel, Direction.INPUT);
        store(inputChannel, bits);
    }

    /**
     * The firmware tells the value of an input as a number, which is kept inside the channel's range; not-a-number is kept
     * as it is.
     *
     * @param inputChannel its id
     * @param value in the channel's unit
     * @throws IllegalArgumentException when the channel is an output or text
     * @throws IndexOutOfBoundsException when there is no such channel
     */
    public void publish(int inputChannel, double value) {
        ChannelSpec spec = specs[inputChannel];
        publish(
                inputChannel,
                spec.kind().isReal()
                        ? spec.toBits(Math.max(spec.minimum(), Math.min(spec.maximum(), value)))
                        : spec.toBits(value));
    }

    /**
     * The firmware tells the value of a digital input.
     *
     * @param inputChannel its id
     * @param on the value
     * @throws IllegalArgumentException when the channel is an output or text
     * @throws IndexOutOfBoundsException when there is no such channel
     */
    public void publish(int inputChannel, boolean on) {
        publish(inputChannel, on ? 1 : 0);
    }

    /**
     * A host sets an output; the firmware's listener hears it at once, also when the value is the same.
     *
     * @param outputChannel its id
     * @param bits the value, accepted by the channel
     * @throws IllegalArgumentException when the channel is an input or text
     * @throws IndexOutOfBoundsException when there is no such channel
     */
    public void setpoint(int outputChannel, int bits) {
        require(outputChannel, Direction.OUTPUT);
        store(outputChannel, bits);
        for (int i = 0; i < firmware.size(); i++) {
            try {
                firmware.get(i).setpoint(outputChannel, bits);
            } catch (RuntimeException | Error cause) {
                faults.failed(Guarded.keepable(cause));
            }
        }
    }

    /**
     * Sets an output to its safe value, as {@link #setpoint} does.
     *
     * @param outputChannel its id
     * @throws IllegalArgumentException when the channel is an input or text
     * @throws IndexOutOfBoundsException when there is no such channel
     */
    public void makeSafe(int outputChannel) {
        setpoint(outputChannel, specs[outputChannel].safeBits());
    }

    /**
     * Puts a line on a text channel: the firmware on an input, a host on an output.
     *
     * @param channel its id
     * @param line the line, without a line end
     * @throws IllegalArgumentException when the channel is not text
     * @throws IndexOutOfBoundsException when there is no such channel
     */
    public void text(int channel, String line) {
        requireText(channel);
        lines[channel] = line;
        version++;
        for (int i = 0; i < observers.size(); i++) {
            observers.get(i).line(channel, line);
        }
    }

    /**
     * The newest line of a text channel.
     *
     * @param channel its id
     * @return the line, empty when there was none since boot
     * @throws IllegalArgumentException when the channel is not text
     * @throws IndexOutOfBoundsException when there is no such channel
     */
    public String text(int channel) {
        requireText(channel);
        return lines[channel];
    }

    /**
     * The firmware listens for set-points, until the next {@link #reboot()}.
     *
     * @param listener is called for every set-point written
     */
    public void onSetpoint(SetpointListener listener) {
        firmware.add(listener);
    }

    /**
     * Listens for every change, over reboots too.
     *
     * @param listener is called for every value that changed
     */
    public void observe(ChannelListener listener) {
        observers.add(listener);
    }

    /**
     * Ends what {@link #observe} began. Does nothing when the listener is not there. Not from inside a listener.
     *
     * @param listener the same object
     */
    public void unobserve(ChannelListener listener) {
        observers.remove(listener);
    }

    /**
     * How many changes there were: equal numbers mean that nothing changed between.
     *
     * @return the count
     */
    public long version() {
        return version;
    }

    /**
     * Tells whether the firmware reports a fault of its own.
     *
     * @return the firmware's fault flag
     */
    public boolean fault() {
        return fault;
    }

    /**
     * The firmware reports a fault of its own, or that it is over.
     *
     * @param on the fault flag
     */
    public void fault(boolean on) {
        if (fault != on) {
            fault = on;
            version++;
        }
    }

    /** As after power-on: inputs 0, outputs safe, no lines, no fault, the old firmware's listeners gone. */
    public void reboot() {
        firmware.clear();
        fault(false);
        for (int i = 0; i < values.length; i++) {
            lines[i] = "";
            store(i, specs[i].safeBits());
        }
    }

    private void store(int channel, int bits) {
        if (values[channel] == bits) {
            return;
        }
        values[channel] = bits;
        version++;
        for (int i = 0; i < observers.size(); i++) {
            observers.get(i).changed(channel, bits);
        }
    }

    private void require(int channel, Direction direction) {
        ChannelSpec spec = specs[channel];
        if (spec.direction() != direction || spec.kind() == ChannelKind.TEXT) {
            throw new IllegalArgumentException("must be an " + (direction == Direction.INPUT ? "input" : "output")
                    + " that is not text: channel " + spec.name());
        }
    }

    private void requireText(int channel) {
        if (specs[channel].kind() != ChannelKind.TEXT) {
            throw new IllegalArgumentException("must be a text channel: channel " + specs[channel].name());
        }
    }
}
