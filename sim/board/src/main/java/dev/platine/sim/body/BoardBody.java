package dev.platine.sim.body;

import org.jspecify.annotations.Nullable;

/** What makes one board behave. Inside the rack only; what a method throws crashes the board. */
public interface BoardBody {
    /** Starts from power-on or reset, with everything that was before forgotten. */
    void boot();

    /** Stops at once: power is gone, or the board has crashed. Lets all pins go and cancels all timers. */
    void halt();

    /** The firmware starts again while power stays: as from power-on, unless the body knows better what a reset keeps. */
    default void reset() {
        halt();
        boot();
    }

    /**
     * The serial line to a firmware that speaks the board protocol itself.
     *
     * @return always the same; null when the rack answers for the firmware, as it does for modelled ones
     */
    default @Nullable HostLine hostLine() {
        return null;
    }

    /** Gives back what the body holds outside the rack: files, processes. The rack is closed; never booted again. */
    default void close() {}
}
