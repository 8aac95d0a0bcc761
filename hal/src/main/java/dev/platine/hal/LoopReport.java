package dev.platine.hal;

/**
 * How a control loop went. Immutable.
 *
 * @param cycles cycles run
 * @param ok cycles whose exchange did what it says
 * @param missed cycles that did not start a period's length after the one before because an earlier one overran, plus those
 *     whose reply came after the deadline
 * @param deadlines cycles without a reply by the deadline
 * @param lost cycles without a link
 * @param refused cycles that the board refused
 * @param resumed times an exchange worked again after the link was lost
 * @param expired cycles that found their outputs at the safe values because the set-points had run out
 * @param end why the loop ended, or {@link LoopEnd#RUNNING}
 * @param madeSafe whether the board has confirmed safe values for the loop's outputs at its end
 * @param latency round trips of the exchanges that were OK
 * @param jitter start of each cycle minus when it was due
 */
public record LoopReport(
        long cycles,
        long ok,
        long missed,
        long deadlines,
        long lost,
        long refused,
        long resumed,
        long expired,
        LoopEnd end,
        boolean madeSafe,
        Distribution latency,
        Distribution jitter) {}
