package dev.platine.sim.service;

import dev.platine.core.channel.BoardDescription;
import dev.platine.sim.clock.VirtualClock;
import org.jspecify.annotations.Nullable;

/**
 * What the protocol needs of a board with modelled firmware. A rack's board is one.
 *
 * <p>Thread: all methods inside the rack only, but {@link #description()}, which is immutable.
 */
public interface ServedBoard {
    /**
     * Who the board is and which channels it has.
     *
     * @return always the same
     */
    BoardDescription description();

    /**
     * The values that firmware and protocol share.
     *
     * @return always the same bank
     */
    ChannelBank channels();

    /**
     * The rack's time.
     *
     * @return always the same clock
     */
    VirtualClock clock();

    /**
     * Which boot this is.
     *
     * @return a number that changes with each boot
     */
    int bootId();

    /**
     * Why the board does not work now.
     *
     * @return null while its firmware runs; else one line: without power, or how it crashed
     */
    @Nullable
    String failure();

    /** Restarts the firmware; the listeners of {@link #onReboot} are told before this returns. */
    void reset();

    /**
     * Adds a listener that is told, inside the rack, after each boot but the first: reset, or power back on.
     *
     * @param listener must not block
     */
    void onReboot(Runnable listener);
}
