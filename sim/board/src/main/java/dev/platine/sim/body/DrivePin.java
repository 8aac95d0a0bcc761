package dev.platine.sim.body;

/** An output of a microcontroller, perhaps with a driver stage behind it. Inside the rack only. */
public interface DrivePin {
    /**
     * Push-pull: drives high or low.
     *
     * @param high the level
     */
    void set(boolean high);

    /**
     * Open drain: pulls low, or lets go.
     *
     * @param low true to pull low
     */
    void pullLow(boolean low);

    /**
     * Drives a square wave.
     *
     * @param hz frequency, above 0, at most 100 MHz
     * @param duty part of the period that is high, 0 to 1
     * @throws IllegalArgumentException when a value is out of range
     */
    void pwm(double hz, double duty);

    /** Lets the pin go. */
    void release();
}
