package dev.platine.hal.spi;

import dev.platine.core.channel.BoardDescription;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.Bench;
import dev.platine.hal.LinkStatistics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open way to one board: what every kind of board does beneath the API. The API adds types, ranges, names and loops.
 *
 * <p>Safe for any thread. Every call ends by its deadline, which is a value of {@link System#nanoTime()}, and throws
 * {@link dev.platine.hal.BoardException} when it did not do what it says. A port may lose and regain its link by itself;
 * it then registers plans and subscriptions again and tells its {@link Listener}.
 */
public interface BoardPort extends AutoCloseable {
    /** {@link #exchange} did what it says. */
    int OK = 0;
    /** No answer by the deadline; whether the board applied the writes is not known. */
    int DEADLINE = -1;
    /** The link is down; whether the board applied the writes is not known if it broke during this exchange. */
    int LINK_LOST = -2;
    /** The board refused the exchange; {@link #lastRefusal} says why. */
    int REFUSED = -3;
    /** The port is closed. */
    int CLOSED = -4;

    /**
     * Who the board is and which channels it has, as read when the port was opened.
     *
     * @return the description; no input or output
     */
    BoardDescription description();

    /**
     * Makes a plan known to the board, and again after each reconnection.
     *
     * @param plan what to read and write; an equal id replaces the plan before it
     * @param deadlineNs when to give up
     */
    void register(Plan plan, long deadlineNs);

    /**
     * Forgets a plan. Does nothing on a closed or lost link.
     *
     * @param planId its number
     * @param deadlineNs when to give up
     */
    void drop(int planId, long deadlineNs);

    /**
     * One control step. Allocates nothing in the steady state and never throws for what the board or the link does. One
     * thread at a time per plan; exchanges of several plans may run at once.
     *
     * @param plan a registered plan
     * @param buffer values to write; on {@link #OK} also those read
     * @param deadlineNs when to give up
     * @return {@link #OK} or one of the negative codes
     */
    int exchange(Plan plan, ExchangeBuffer buffer, long deadlineNs);

    /**
     * Whether {@link #exchange} never waits for a reply, because the board is in the same JVM. Such a port does not look at
     * an exchange's deadline, and nobody has to read a clock for it.
     *
     * @return always the same; false as a rule
     */
    default boolean isImmediate() {
        return false;
    }

    /**
     * Why the last exchange of a plan was refused.
     *
     * @param plan a registered plan
     * @return the refusal, or null when there was none
     */
    dev.platine.hal.@Nullable BoardException lastRefusal(Plan plan);

    /**
     * Reads one channel that is not text.
     *
     * @param channel the channel
     * @param deadlineNs when to give up
     * @return its 32 bits
     */
    int read(ChannelSpec channel, long deadlineNs);

    /**
     * Reads the newest line of a text channel.
     *
     * @param channel a text channel
     * @param deadlineNs when to give up
     * @return the line, empty when there was none yet
     */
    String readText(ChannelSpec channel, long deadlineNs);

    /**
     * Sets one output.
     *
     * @param channel an output that is not text
     * @param bits the value
     * @param lifetimeNs how long it holds, nanoseconds; 0 until the next write
     * @param deadlineNs when to give up
     */
    void write(ChannelSpec channel, int bits, long lifetimeNs, long deadlineNs);

    /**
     * Sends a line to a text output.
     *
     * @param channel a text output
     * @param text the line
     * @param deadlineNs when to give up
     */
    void writeText(ChannelSpec channel, String text, long deadlineNs);

    /**
     * Starts a subscription, and again after each reconnection.
     *
     * @param id its number on this port, from 0
     * @param channels what to sample; a text channel stands alone
     * @param periodNs nanoseconds between samples; 0 for on change
     * @param deadBand on change: least difference, in the channel's unit
     * @param sink gets the samples
     * @param deadlineNs when to give up
     */
    void subscribe(int id, List<ChannelSpec> channels, long periodNs, float deadBand, SampleSink sink, long deadlineNs);

    /**
     * Ends a subscription. Does nothing on a closed or lost link.
     *
     * @param id its number
     * @param deadlineNs when to give up
     */
    void unsubscribe(int id, long deadlineNs);

    /**
     * Reads the board's clock.
     *
     * @param deadlineNs when to give up
     * @return nanoseconds since its boot
     */
    long readClockNs(long deadlineNs);

    /**
     * Puts all outputs to their safe values.
     *
     * @param deadlineNs when to give up
     */
    void makeSafe(long deadlineNs);

    /**
     * Restarts the board's firmware; the port reconnects where the link breaks by it.
     *
     * @param deadlineNs when to give up
     */
    void reset(long deadlineNs);

    /**
     * Whether the board is reachable now, as far as is known; truthful within the keep-alive time.
     *
     * @return false once the link is known to be down
     */
    boolean isConnected();

    /**
     * What went over the link so far.
     *
     * @return a copy of the counters
     */
    LinkStatistics statistics();

    /**
     * Opens the bench on which the board stands, over a way of its own.
     *
     * @param deadlineNs when to give up
     * @return the bench; the caller closes it
     * @throws dev.platine.hal.BoardException of kind UNSUPPORTED when the board is real
     */
    Bench openBench(long deadlineNs);

    /**
     * Sets who is told of changes of the link. At most one; called on a thread of the port, must not block.
     *
     * @param listener the listener, or null for none
     */
    void listen(@Nullable Listener listener);

    /** Closes the port. What waits fails at once with kind CLOSED. Does nothing the second time. */
    @Override
    void close();

    /** Told of changes of the link. */
    interface Listener {
        /**
         * The link broke.
         *
         * @param reason one line
         */
        void linkLost(String reason);

        /**
         * The link is back; plans and subscriptions are registered again.
         *
         * @param rebooted whether the board restarted meanwhile
         */
        void linkRestored(boolean rebooted);

        /**
         * Outputs went to their safe values.
         *
         * @param reason one line
         * @param boardTimeNs when, in the board's time
         */
        void outputsMadeSafe(String reason, long boardTimeNs);

        /**
         * A line from the board itself.
         *
         * @param text the line
         * @param boardTimeNs when, in the board's time
         */
        void notice(String text, long boardTimeNs);
    }

    /**
     * Whether set-points without a lifetime stay when this port is closed.
     *
     * @return true unless overridden
     */
    default boolean keepsSetpoints() {
        return true;
    }

    /** Gets the samples of a subscription. Called by whichever thread reads the link; must not block. */
    interface SampleSink {
        /**
         * A sample.
         *
         * @param sequence counts samples, lost ones included
         * @param lost samples lost on the board's side just before this one
         * @param boardTimeNs when it was taken, in the board's time
         * @param hostTimeNs when it was received, by {@link System#nanoTime()}
         * @param values one for each channel, valid during the call only; empty for text
         * @param text the line of a text channel, else null
         */
        void sample(int sequence, int lost, long boardTimeNs, long hostTimeNs, int[] values, @Nullable String text);

        /**
         * The link broke and is back: samples between were not taken or not received.
         *
         * @param rebooted whether the board restarted meanwhile; sequence and board time then start again
         */
        void gap(boolean rebooted);
    }
}
