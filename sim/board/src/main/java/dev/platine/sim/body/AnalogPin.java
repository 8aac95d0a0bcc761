package dev.platine.sim.body;

/** An analog input of a microcontroller, through its converter. Inside the rack only. */
public interface AnalogPin {
    /**
     * Converts at this instant.
     *
     * @return volts, a whole number of steps, 0 to full scale
     */
    double readV();

    /**
     * Converts at this instant.
     *
     * @return 0 to 2^bits - 1
     */
    int readCounts();

    /**
     * Converts what a low-pass before the converter would give: the mean over a wave's period.
     *
     * @return volts, a whole number of steps
     */
    double readAverageV();

    /**
     * Converts while the wave at the pin is high, as a converter triggered by a timer does.
     *
     * @return volts, a whole number of steps; as {@link #readV} when there is no wave
     */
    double readHighV();

    /**
     * Converts while the wave at the pin is low.
     *
     * @return volts, a whole number of steps; as {@link #readV} when there is no wave
     */
    double readLowV();
}
