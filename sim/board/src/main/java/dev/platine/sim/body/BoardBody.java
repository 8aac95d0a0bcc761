package dev.platine.sim.body;

/** What makes one board behave. Inside the rack only; what a method throws crashes the board. */
public interface BoardBody {
    /** Starts from power-on or reset, with everything that was before forgotten. */
    void boot();

    /** Stops at once: power is gone, or the board has crashed. Lets all pins go and cancels all timers. */
    void halt();
}
