package dev.platine.sim.body;

/** A digital input of a microcontroller. Inside the rack only. */
public interface DigitalPin {
    /**
     * Reads the level at this instant.
     *
     * @return true when high
     */
    boolean read();

    /**
     * Calls on every edge, as a pin interrupt does; edges of a wave cost two events a period.
     *
     * @param interrupt runs inside the rack after the level changed
     */
    void onEdge(Runnable interrupt);

    /** Switches the internal pull-up of 40 kOhm on. */
    void pullUp();

    /** Switches the internal pull-down of 40 kOhm on. */
    void pullDown();
}
