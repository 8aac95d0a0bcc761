package dev.platine.sim.clock;

import dev.platine.core.time.NanoClock;

/**
 * Virtual time and the timers in it, as seen by one owner: the whole rack, one board, one part.
 *
 * <p>Inside the rack only. Timers of a board's source report what they throw to that board.
 */
public interface TimerSource extends NanoClock {
    /**
     * Makes a timer that is not armed yet.
     *
     * @param name what it is for, for diagnostics; need not be unique
     * @param onDue what runs when it is due, inside the rack; must not block
     * @return the timer
     */
    Timer timer(String name, Runnable onDue);

    /**
     * Adds something that goes on by itself, until it is removed.
     *
     * @param runner what; runs in the order of adding where two are due at once
     */
    void add(Runner runner);

    /**
     * Takes a runner away. Does nothing when it is not there.
     *
     * @param runner which
     */
    void remove(Runner runner);
}
