package dev.platine.hal;

/** The control law: reads the exchange's readings and sets its set-points, which the next cycle writes. */
@FunctionalInterface
public interface LoopStep {
    /**
     * One step, after the exchange of its cycle. Called on the loop's thread, also when the exchange failed: see
     * {@link LoopCycle#status}. What it throws ends the loop.
     *
     * @param cycle which cycle, and how its exchange went; valid during the call only
     */
    void step(LoopCycle cycle);
}
