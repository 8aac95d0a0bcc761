package dev.platine.hal.linux.board;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.local.LocalEvent;
import dev.platine.hal.local.LocalException;

/**
 * An open device of a bus. One call at a time, not always on the same thread; a call may block. Arrays have one word for each
 * channel of the board, by its number; a bus touches only those of its own.
 *
 * <p>{@link #apply} and {@link #sample} allocate nothing while all is well, and answer with {@link
 * dev.platine.hal.local.LocalDevice#OK}, {@link dev.platine.hal.local.LocalDevice#LOST} when the device is gone (the whole board
 * is then closed, and opened again until it is back), or {@link dev.platine.hal.local.LocalDevice#FAILED}.
 */
public interface Bus {
    /**
     * Applies set-points. Called before each sample while the board is used, also when none of the bus's own is new: a bus that
     * finds only {@link dev.platine.hal.local.LocalDevice#LEAVE} does nothing.
     *
     * @param values the set-points; only read
     * @param untilNs {@link dev.platine.hal.local.LocalDevice#LEAVE} where an output stays as it is; any other value asks to apply
     *     the word. Lifetimes are not the bus's concern
     * @return OK, LOST or FAILED
     */
    int apply(int[] values, long[] untilNs);

    /**
     * Takes one sample of all inputs.
     *
     * @param values gets the inputs; holds the last ones, so an input without news is left as it is
     * @return OK, LOST or FAILED
     */
    int sample(int[] values);

    /**
     * Why the last call was not OK.
     *
     * @return the reason: what, where, what to do
     */
    LocalException failure();

    /**
     * Whether changes of a channel come as events.
     *
     * @param channel its number
     * @return true when {@link #nextEvent} tells every change; false unless overridden
     */
    default boolean tellsChanges(int channel) {
        return false;
    }

    /**
     * Takes the oldest event that waits. Asked at every scan, so it does not block.
     *
     * @param into gets it, with its time on the board's clock ({@link BusContext#boardNs})
     * @return false when none waits
     */
    default boolean nextEvent(LocalEvent into) {
        return false;
    }

    /**
     * Sends a line to a text output of this bus.
     *
     * @param channel the channel
     * @param line at most 191 bytes of UTF-8
     */
    default void writeText(ChannelSpec channel, String line) {
        throw new LocalException(Kind.UNSUPPORTED, 0, channel.name(), "takes no text");
    }

    /** Gives the device back. Outputs were made safe before, if they are to be. Does not throw. */
    void close();
}
