package dev.platine.hal.local;

import dev.platine.core.channel.BoardDescription;
import dev.platine.core.channel.ChannelSpec;

/**
 * An open device of this computer: words in, words out. {@link LocalBoardPort} makes a board of it.
 *
 * <p>One call at a time; all on one thread, unless the board was opened for direct calls. A call may block; the callers of
 * the board then give up at their deadlines, and the board counts as lost after 2 s. Methods throw {@link LocalException}.
 */
public interface LocalDevice {
    /** In {@code untilNs}: leave the output as it is. */
    long LEAVE = 0;
    /** In {@code untilNs}: hold the set-point until the next one. */
    long FOREVER = -1;

    /** {@link #exchange} did what it says. */
    int OK = 0;
    /** The device is gone; it is closed and opened again until it is back. */
    int LOST = -1;
    /** The device failed and has done nothing; {@link #failure()} says why. */
    int FAILED = -2;

    /**
     * Who the board is and which channels it has.
     *
     * @return always the same
     */
    BoardDescription description();

    /**
     * Whether the device makes outputs safe by itself when their time is over, whatever becomes of this process.
     *
     * @return true when a closing board may be left to it
     */
    boolean keepsLifetimes();

    /**
     * Whether each opening starts the device anew, its time from 0 and its outputs safe.
     *
     * @return true when one that was lost and is open again has restarted, whatever its time says; false unless overridden
     */
    default boolean startsWhenOpened() {
        return false;
    }

    /**
     * Whether set-points without a lifetime stay when the device is closed.
     *
     * @return true unless overridden; always the same
     */
    default boolean keepsSetpoints() {
        return true;
    }

    /**
     * Whether changes of a channel come as events, so that two samples need not be compared.
     *
     * @param channel its id
     * @return true when {@link #nextEvent} tells every change of it
     */
    boolean tellsChanges(int channel);

    /**
     * How often to look for changes and events.
     *
     * @return nanoseconds, at least 100,000
     */
    long scanNs();

    /**
     * One step: applies outputs together, then takes one sample. Allocates nothing.
     *
     * @param values one for each channel, by id; outputs hold their set-points. Filled with the inputs and with the
     *     set-points in force
     * @param untilNs one for each channel, by id: for an output, until when the set-point holds by {@link System#nanoTime()},
     *     {@link #LEAVE} or {@link #FOREVER}; only read
     * @return {@link #OK}, {@link #LOST} or {@link #FAILED}
     */
    int exchange(int[] values, long[] untilNs);

    /**
     * When the last sample was taken.
     *
     * @return nanoseconds since the board's boot
     */
    long timeNs();

    /**
     * Whether the board reported a fault of its own with the last sample.
     *
     * @return true when it did
     */
    boolean fault();

    /**
     * Why the last exchange was not OK.
     *
     * @return the reason
     */
    LocalException failure();

    /**
     * Takes the oldest event that waits.
     *
     * @param into gets it
     * @return false when none waits
     */
    boolean nextEvent(LocalEvent into);

    /**
     * Sends a line to a text output.
     *
     * @param channel the channel
     * @param line at most 191 bytes of UTF-8
     */
    void writeText(ChannelSpec channel, String line);

    /** Restarts the device: its time begins again, its outputs are safe. */
    void reset();

    /** Gives the device back. Does not throw. */
    void close();

    /** Opens a device, again and again when it gets lost. */
    @FunctionalInterface
    interface Opener {
        /**
         * Opens it. May block.
         *
         * @return the device
         */
        LocalDevice open();
    }
}
