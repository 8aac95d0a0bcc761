package dev.platine.sim.clock;

/** Who is told when something of one board failed, so that its neighbours live. Inside the rack only; must not throw. */
@FunctionalInterface
public interface FaultSink {
    /**
     * Something threw.
     *
     * @param cause what it threw
     */
    void failed(Throwable cause);
}
