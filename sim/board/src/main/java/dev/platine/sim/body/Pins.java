package dev.platine.sim.body;

/**
 * The pins of a board's microcontroller, by the names in {@code body.pins} of the board's description.
 *
 * <p>Ask for each once, while booting. A name that the description does not have throws {@link IllegalArgumentException},
 * which lists those that it has. Inside the rack only. Reading and driving allocate nothing.
 */
public interface Pins {
    /** Supply voltage of the microcontroller's pins, in volts. */
    double SUPPLY_V = 3.3;

    /**
     * A digital input with the thresholds of 3.3 V CMOS: low below 30 %, high above 70 % of the supply.
     *
     * @param pin the pin's name
     * @return the input
     */
    DigitalPin digitalIn(String pin);

    /**
     * A digital input.
     *
     * @param pin the pin's name
     * @param lowV low below this, in volts
     * @param highV high above this, in volts
     * @return the input
     */
    DigitalPin digitalIn(String pin, double lowV, double highV);

    /**
     * An analog input through a converter: what it reads is cut to 0 to full scale and rounded to a step.
     *
     * @param pin the pin's name
     * @param fullScaleV the converter's range, above 0, in volts
     * @param bits its resolution, 1 to 24
     * @return the input
     */
    AnalogPin analogIn(String pin, double fullScaleV, int bits);

    /**
     * An output, released at first.
     *
     * @param pin the pin's name
     * @return the output, 0 V or {@link #SUPPLY_V} through 30 ohms
     */
    DrivePin out(String pin);

    /**
     * An output with a driver stage behind it, such as the +-12 V of a control pilot; released at first.
     *
     * @param pin the pin's name
     * @param lowV what it drives when low, in volts
     * @param highV what it drives when high, in volts
     * @param ohms source resistance, above 0
     * @return the output
     */
    DrivePin out(String pin, double lowV, double highV, double ohms);

    /**
     * A timer's capture input.
     *
     * @param pin the pin's name
     * @return the input, thresholds of 3.3 V CMOS
     */
    PwmCapture pwmIn(String pin);
}
