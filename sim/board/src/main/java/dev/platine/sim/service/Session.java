package dev.platine.sim.service;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.protocol.ProtocolLimits;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.spi.BoardPort;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has with a board: plans, subscriptions and the events that wait for it. No bytes.
 *
 * <p>Thread: inside the rack only. A call that the board refuses throws {@link ServiceException} and does nothing; only
 * {@link #exchange} answers with a number, and allocates nothing when it succeeds.
 */
public final class Session implements AutoCloseable {
    /** Plans that a session can have; their numbers are below this. */
    public static final int MAX_PLANS = ProtocolLimits.MAX_PLANS;
    /** Subscriptions that a session can have; their numbers are below this. */
    public static final int MAX_SUBSCRIPTIONS = 32;
    /** Shortest time between two samples of a subscription, in virtual nanoseconds. */
    public static final long MIN_PERIOD_NS = 100_000;
    /** Longest line of a text channel, in bytes of UTF-8. */
    public static final int MAX_TEXT_BYTES = ProtocolLimits.MAX_TEXT_BYTES;

    private final BoardService board;
    private final SessionListener listener;
    private final String client;
    private final @Nullable SessionPlan[] plans = new SessionPlan[MAX_PLANS];
    private final @Nullable Subscriber[] subscribers = new Subscriber[MAX_SUBSCRIPTIONS];
    private final EventQueue events;
    private boolean stale;
    private boolean closed;

    Session(BoardService board, SessionListener listener, String client) {
        this.board = board;
        this.listener = listener;
        this.client = client;
        this.events = new EventQueue(listener);
    }

    /**
     * Who is calling.
     *
     * @return the name that the client gave
     */
    public String client() {
        return client;
    }

    /**
     * Whether the board restarted since this session was opened, so that nothing of it is left.
     *
     * @return true when every call is refused with kind NOT_READY
     */
    public boolean isStale() {
        return stale;
    }

    /**
     * Registers a plan; an equal number replaces the plan before it.
     *
     * @param id its number, 0 to {@link #MAX_PLANS} - 1
     * @param reads channels to read, none twice, no text; copied
     * @param writes outputs to write, none twice, no text; copied
     * @param lifetimeNs how long its set-points hold, in virtual nanoseconds; 0 for ever
     * @return the plan, for {@link #exchange}
     * @throws ServiceException of kind NOT_FOUND, WRONG_DIRECTION, TOO_LARGE, MALFORMED or OUT_OF_RANGE when the plan
     *     breaks a rule; NOT_READY or BOARD_FAILURE when the board cannot
     */
    public SessionPlan register(int id, int[] reads, int[] writes, long lifetimeNs) {
        requireUsable();
        Rules.below(MAX_PLANS, "plan", id);
        Rules.require(lifetimeNs >= 0, Kind.OUT_OF_RANGE, "must be >= 0: lifetimeNs=" + lifetimeNs);
        Rules.values(board, reads, "reads");
        ChannelSpec[] writeSpecs = Rules.values(board, writes, "writes");
        for (ChannelSpec spec : writeSpecs) {
            Rules.requireOutput(spec);
        }
        forget(id);
        SessionPlan plan = new SessionPlan(id, reads.clone(), writes.clone(), writeSpecs, lifetimeNs);
        plans[id] = plan;
        return plan;
    }

    /**
     * Finds a plan.
     *
     * @param id its number; any value
     * @return the plan, or null when there is none of that number
     */
    public @Nullable SessionPlan plan(int id) {
        return id >= 0 && id < MAX_PLANS ? plans[id] : null;
    }

    /**
     * Forgets a plan. Its set-points keep their lifetimes.
     *
     * @param id its number
     * @throws ServiceException of kind NOT_FOUND when there is none of that number
     */
    public void drop(int id) {
        requireUsable();
        Rules.require(plan(id) != null, Kind.NOT_FOUND, "no such plan; register it first: plan=" + id);
        forget(id);
    }

    /**
     * One control step. All values are checked first; one that its channel does not take refuses the exchange, and nothing
     * is written. Then all writes are applied as one step, then all reads are one sample. {@link SessionPlan#boardTimeNs()}
     * and {@link SessionPlan#flags()} tell the rest.
     *
     * @param plan a plan of this session
     * @param writes one value for each written channel, at least as many as the plan has
     * @param reads gets one value for each read channel, at least as long as the plan has; kept when refused
     * @return {@link BoardPort#OK}, or {@link BoardPort#REFUSED}, and {@link SessionPlan#refusal()} says why
     */
    public int exchange(SessionPlan plan, int[] writes, int[] reads) {
        if (plan.dropped || stale || closed || board.failure() != null) {
            return refuse(plan);
        }
        int bad = plan.firstBad(writes);
        if (bad >= 0) {
            plan.refusal = ServiceException.outOfRange(plan.writeSpecs[bad], writes[bad]);
            return BoardPort.REFUSED;
        }
        int[] written = plan.writes;
        for (int i = 0; i < written.length; i++) {
            board.write(written[i], writes[i], plan.lifetimeNs);
        }
        ChannelBank bank = board.bank();
        int[] read = plan.reads;
        for (int i = 0; i < read.length; i++) {
            reads[i] = bank.get(read[i]);
        }
        plan.sampleTimeNs = board.timeNs();
        plan.sampleFlags = (plan.expired ? SessionPlan.FLAG_OUTPUTS_HAD_EXPIRED : 0)
                | (bank.fault() ? SessionPlan.FLAG_BOARD_FAULT : 0);
        plan.expired = false;
        plan.used = true;
        return BoardPort.OK;
    }

    private int refuse(SessionPlan plan) {
        try {
            requireUsable();
            plan.refusal = new ServiceException(Kind.NOT_FOUND, "no such plan; register it first: plan=" + plan.id);
        } catch (ServiceException e) {
            plan.refusal = e;
        }
        return BoardPort.REFUSED;
    }

    /**
     * Reads one channel; of an output, the set-point in force.
     *
     * @param channel its id; not text
     * @return its 32 bits
     * @throws ServiceException of kind NOT_FOUND, UNSUPPORTED, NOT_READY or BOARD_FAILURE
     */
    public int read(int channel) {
        requireUsable();
        Rules.requireValue(board.spec(channel));
        return board.bank().get(channel);
    }

    /**
     * Reads the newest line of a text channel.
     *
     * @param channel its id
     * @return the line, empty when there was none yet
     * @throws ServiceException of kind NOT_FOUND, UNSUPPORTED, NOT_READY or BOARD_FAILURE
     */
    public String readText(int channel) {
        requireUsable();
        Rules.requireText(board.spec(channel));
        return board.bank().text(channel);
    }

    /**
     * Tells what a channel is.
     *
     * @param channel its id
     * @return the channel
     * @throws ServiceException of kind NOT_FOUND when the board has none of that id
     */
    public ChannelSpec spec(int channel) {
        return board.spec(channel);
    }

    /**
     * Sets one output.
     *
     * @param channel its id; not text
     * @param bits the value
     * @param lifetimeNs how long it holds, in virtual nanoseconds; 0 until the next write
     * @throws ServiceException of kind NOT_FOUND, WRONG_DIRECTION, UNSUPPORTED, OUT_OF_RANGE, NOT_READY or BOARD_FAILURE
     */
    public void write(int channel, int bits, long lifetimeNs) {
        requireUsable();
        ChannelSpec spec = board.spec(channel);
        Rules.requireValue(spec);
        Rules.requireOutput(spec);
        Rules.require(lifetimeNs >= 0, Kind.OUT_OF_RANGE, "must be >= 0: lifetimeNs=" + lifetimeNs);
        if (!spec.accepts(bits)) {
            throw ServiceException.outOfRange(spec, bits);
        }
        board.write(channel, bits, lifetimeNs);
    }

    /**
     * Sends a line to a text output.
     *
     * @param channel its id
     * @param line at most {@link #MAX_TEXT_BYTES} bytes of UTF-8
     * @throws ServiceException of kind NOT_FOUND, WRONG_DIRECTION, UNSUPPORTED, TOO_LARGE, NOT_READY or BOARD_FAILURE
     */
    public void writeText(int channel, String line) {
        requireUsable();
        ChannelSpec spec = board.spec(channel);
        Rules.requireText(spec);
        Rules.requireOutput(spec);
        int bytes = line.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_TEXT_BYTES) {
            throw new ServiceException(
                    Kind.TOO_LARGE,
                    channel,
                    "a line must have at most " + MAX_TEXT_BYTES + " bytes of UTF-8: " + bytes);
        }
        board.bank().text(channel, line);
    }

    /**
     * Subscribes to channels; an equal number replaces the subscription before it. The first sample is taken at once (of a
     * text channel on change: with its next line).
     *
     * @param id its number, 0 to {@link #MAX_SUBSCRIPTIONS} - 1
     * @param channels what to sample, none twice; a text channel stands alone
     * @param periodNs virtual nanoseconds between samples, at least {@link #MIN_PERIOD_NS}; 0 for on change
     * @param deadBand on change: least difference of an analog or PWM value, in its unit; 0 for any
     * @throws ServiceException of kind NOT_FOUND, UNSUPPORTED, TOO_LARGE, MALFORMED, OUT_OF_RANGE, NOT_READY or
     *     BOARD_FAILURE
     */
    public void subscribe(int id, int[] channels, long periodNs, float deadBand) {
        requireUsable();
        Rules.below(MAX_SUBSCRIPTIONS, "subscription", id);
        Rules.require(channels.length > 0, Kind.MALFORMED, "must name at least one channel: subscription=" + id);
        Rules.require(
                periodNs == 0 || periodNs >= MIN_PERIOD_NS,
                Kind.OUT_OF_RANGE,
                "must be 0 or at least " + MIN_PERIOD_NS + ": periodNs=" + periodNs);
        Rules.require(
                deadBand >= 0 && deadBand <= Float.MAX_VALUE, Kind.OUT_OF_RANGE, "must be >= 0: deadBand=" + deadBand);
        ChannelSpec[] specs = Rules.watched(board, channels);
        end(id);
        Subscriber subscriber = new Subscriber(this, board, id, specs, periodNs, deadBand);
        subscribers[id] = subscriber;
        if (!subscriber.periodic()) {
            board.watch(subscriber);
        }
        subscriber.start();
    }

    /**
     * Ends a subscription; samples that wait are forgotten.
     *
     * @param id its number
     * @throws ServiceException of kind NOT_FOUND when there is none of that number
     */
    public void unsubscribe(int id) {
        requireUsable();
        Rules.require(
                id >= 0 && id < MAX_SUBSCRIPTIONS && subscribers[id] != null,
                Kind.NOT_FOUND,
                "no such subscription: subscription=" + id);
        end(id);
    }

    /**
     * Reads the board's clock.
     *
     * @return nanoseconds since its boot
     * @throws ServiceException of kind NOT_READY or BOARD_FAILURE
     */
    public long clockNs() {
        requireUsable();
        return board.timeNs();
    }

    /**
     * Puts all outputs to their safe values; the other sessions are told.
     *
     * @throws ServiceException of kind NOT_READY or BOARD_FAILURE
     */
    public void makeSafe() {
        requireUsable();
        board.makeSafe(this);
    }

    /**
     * Restarts the board; every session, this one too, hears {@link SessionListener#rebooted()} before this returns.
     *
     * @throws ServiceException of kind NOT_READY or BOARD_FAILURE
     */
    public void reset() {
        requireUsable();
        board.reset();
    }

    /**
     * Takes the oldest event that waits.
     *
     * @param into gets it
     * @return false when none waits; the listener is then told of the next one
     */
    public boolean nextEvent(SessionEvent into) {
        return events.next(subscribers, into);
    }

    /**
     * How many events this session lost because they were not taken in time.
     *
     * @return 0 or more
     */
    public long lostEvents() {
        return events.lost();
    }

    /** Ends the session: its plans and subscriptions are forgotten; its set-points keep their lifetimes. */
    @Override
    public void close() {
        if (!closed) {
            forgetAll();
            closed = true;
            board.closed(this);
        }
    }

    EventQueue events() {
        return events;
    }

    void madeSafe(SessionEvent.SafeReason reason, int[] channels) {
        events.madeSafe(board.timeNs(), reason, channels);
    }

    void notice(String line) {
        events.notice(board.timeNs(), line);
    }

    void markExpired(boolean[] channels) {
        for (SessionPlan plan : plans) {
            if (plan != null && plan.used && plan.writesAnyOf(channels)) {
                plan.expired = true;
            }
        }
    }

    void boardRebooted() {
        if (!stale) {
            forgetAll();
            stale = true;
            listener.rebooted();
        }
    }

    private void forgetAll() {
        for (int id = 0; id < MAX_PLANS; id++) {
            forget(id);
        }
        for (int id = 0; id < MAX_SUBSCRIPTIONS; id++) {
            end(id);
        }
    }

    private void forget(int id) {
        SessionPlan plan = plans[id];
        if (plan != null) {
            plan.dropped = true;
            plans[id] = null;
        }
    }

    private void end(int id) {
        Subscriber subscriber = subscribers[id];
        if (subscriber != null) {
            subscriber.stop();
            board.unwatch(subscriber);
            subscribers[id] = null;
        }
    }

    private void requireUsable() {
        Rules.require(!closed, Kind.CLOSED, "the session is closed");
        Rules.require(!stale, Kind.NOT_READY, "the board restarted; say hello again");
        board.requireRunning();
    }
}
