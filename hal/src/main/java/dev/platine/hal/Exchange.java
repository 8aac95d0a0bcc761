package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.spi.BoardPort;
import dev.platine.hal.spi.ExchangeBuffer;
import dev.platine.hal.spi.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One control step, prepared once and run often: writes all set-points together, then takes all readings as one sample.
 *
 * <p>One thread at a time: whoever runs it also sets its {@link Setpoint}s and reads its {@link Reading}s. Exchanges of
 * one board may run at once on several threads. {@link #close} may be called by any thread. A run allocates nothing in the
 * steady state and does not hand over to another thread. After a lost link the plan is made known to the board again by
 * itself.
 */
public final class Exchange implements AutoCloseable {
    /** The exchange did what it says. */
    public static final int OK = BoardPort.OK;
    /** No answer by the deadline; whether the board applied the writes is not known. */
    public static final int DEADLINE = BoardPort.DEADLINE;
    /** The link is down; whether the board applied the writes is not known if it broke during this exchange. */
    public static final int LINK_LOST = BoardPort.LINK_LOST;
    /** The board refused; {@link #failure} says why. */
    public static final int REFUSED = BoardPort.REFUSED;
    /** The exchange or its board is closed. */
    public static final int CLOSED = BoardPort.CLOSED;

    private final Board board;
    private final BoardPort port;
    private final ExchangeBuffer buffer;
    private final long deadlineNs;
    private final boolean immediate;
    private volatile Plan plan;
    private volatile boolean closed;

    private Exchange(Board board, Plan plan, ExchangeBuffer buffer, long deadlineNs) {
        this.board = board;
        this.port = board.port();
        this.immediate = port.isImmediate();
        this.plan = plan;
        this.buffer = buffer;
        this.deadlineNs = deadlineNs;
    }

    static Exchange prepare(Board board, List<Reading> reads, List<Setpoint> writes, long lifetimeNs, long deadlineNs) {
        List<ChannelSpec> readSpecs = reads.stream().map(Reading::spec).toList();
        List<ChannelSpec> writeSpecs = writes.stream().map(Setpoint::spec).toList();
        int id = board.plans().take();
        Plan plan = new Plan(id, readSpecs, writeSpecs, lifetimeNs);
        try {
            board.port().register(plan, board.deadlineNs());
        } catch (RuntimeException e) {
            board.plans().free(id);
            throw e;
        }
        ExchangeBuffer buffer = new ExchangeBuffer(plan);
        for (int i = 0; i < reads.size(); i++) {
            reads.get(i).bind(buffer.reads, i);
        }
        for (int i = 0; i < writes.size(); i++) {
            writes.get(i).bind(buffer.writes, i);
        }
        return new Exchange(board, plan, buffer, deadlineNs);
    }

    /**
     * Runs one exchange within the plan's deadline. Never throws for what the board or the link does.
     *
     * @return {@link #OK} or one of the negative codes; the readings are as before when it is not OK
     */
    public int run() {
        return run(immediate ? Long.MAX_VALUE : System.nanoTime() + deadlineNs);
    }

    /**
     * Runs one exchange. Never throws for what the board or the link does.
     *
     * @param deadlineNs when to give up, a value of {@link System#nanoTime()}
     * @return {@link #OK} or one of the negative codes; the readings are as before when it is not OK
     */
    public int run(long deadlineNs) {
        return closed ? CLOSED : port.exchange(plan, buffer, deadlineNs);
    }

    /**
     * Runs one exchange within the plan's deadline.
     *
     * @throws BoardException when it is not OK; the readings are then as before
     */
    public void runOrThrow() {
        int status = run();
        if (status != OK) {
            throw failure(status);
        }
    }

    /**
     * Puts a status into words. Allocates.
     *
     * @param status what {@link #run()} has returned, not {@link #OK}
     * @return the exception that {@link #runOrThrow} throws for it
     * @throws IllegalArgumentException when the status is OK or none of the codes
     */
    public BoardException failure(int status) {
        return switch (status) {
            case DEADLINE -> fail(Kind.DEADLINE, "no answer in time: check the load of both ends or allow more");
            case LINK_LOST ->
                fail(Kind.LINK_LOST, "the link is down: check cable and power; it is opened again by itself");
            case CLOSED -> fail(Kind.CLOSED, "used after close");
            case REFUSED -> {
                @Nullable BoardException refusal = port.lastRefusal(plan);
                yield refusal != null ? refusal : fail(Kind.BOARD_FAILURE, "the board refused and gave no reason");
            }
            default -> throw new IllegalArgumentException("must be a negative status of run(): " + status);
        };
    }

    private BoardException fail(Kind kind, String reason) {
        return new BoardException(kind, board.name(), "exchange", reason);
    }

    /**
     * When the last successful sample was taken.
     *
     * @return nanoseconds since the board's boot; 0 before the first
     */
    public long boardTimeNs() {
        return buffer.boardTimeNs;
    }

    /**
     * Whether the plan's set-points had run out before the last successful exchange, so that outputs stood at their safe
     * values meanwhile.
     *
     * @return true when they had
     */
    public boolean outputsHadExpired() {
        return (buffer.flags & ExchangeBuffer.FLAG_OUTPUTS_HAD_EXPIRED) != 0;
    }

    /**
     * Whether the board reported a fault of its own with the last successful exchange.
     *
     * @return true when it did; its channels say more
     */
    public boolean boardFault() {
        return (buffer.flags & ExchangeBuffer.FLAG_BOARD_FAULT) != 0;
    }

    /**
     * The board.
     *
     * @return the board that this exchange belongs to
     */
    public Board board() {
        return board;
    }

    /** How long set-points hold, nanoseconds; 0 for ever. */
    long lifetimeNs() {
        return plan.lifetimeNs();
    }

    boolean writesAnything() {
        return !plan.writes().isEmpty();
    }

    /** Writes the safe value of every output of the plan; tells whether the board has confirmed it. Never throws. */
    boolean writeSafeValues() {
        for (int i = 0; i < buffer.writes.length; i++) {
            buffer.writes[i] = plan.writes().get(i).safeBits();
        }
        if (!writesAnything() || run(board.deadlineNs()) == OK) {
            return true;
        }
        try {
            board.makeSafe();
            return true;
        } catch (BoardException e) {
            return false; // their lifetime ends them
        }
    }

    /** Registers the plan again with another lifetime. */
    void changeLifetime(long lifetimeNs) {
        Plan changed = new Plan(plan.id(), plan.reads(), plan.writes(), lifetimeNs);
        port.register(changed, board.deadlineNs());
        plan = changed;
    }

    /**
     * Forgets the plan, here and on the board. A run under way on another thread still ends by its deadline. Outputs keep
     * their set-points for their lifetime. Does nothing the second time.
     */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try {
            port.drop(plan.id(), board.deadlineNs());
            board.plans().free(plan.id());
        } catch (BoardException notDropped) {
            // Not told: the board may still know the plan, so its number is not used again.
        }
    }
}
