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
}
