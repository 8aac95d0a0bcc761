package dev.platine.sim.body;

/** A timer's capture input: measures a square wave at a pin. Inside the rack only. */
public interface PwmCapture {
    /**
     * The frequency.
     *
     * @return hertz; 0 when there is no wave, or no edge for 100 ms
     */
    double hz();

    /**
     * The part of the period that the pin is high.
     *
     * @return 0 to 1; 0 or 1 by the steady level when there is no wave
     */
    double duty();
}
