package dev.platine.mcu.peripheral.adc;

import dev.platine.mcu.peripheral.Externals;

/**
 * The supplies that analog blocks measure by, and what the temperature sensor says. The board may change them at any time; a conversion takes what
 * they are when its sampling ends. Used on the simulation's thread only.
 */
public final class AnalogSupply {
    /** The internal reference. */
    public static final double VREFINT_V = 1.21;
    /** The temperature sensor at 25 degrees. */
    public static final double SENSOR_AT_25_V = 0.76;
    /** How the temperature sensor rises. */
    public static final double SENSOR_V_PER_DEG_C = 0.0025;
    /** Where the word stands that tells the conversion of VREFINT at 3.3 V, 16 bits. */
    public static final int VREFINT_CAL_ADDRESS = 0x1FFF7A2A;
    /** Where the word stands that tells the sensor's conversion at 30 degrees and 3.3 V, 16 bits. */
    public static final int TS_CAL1_ADDRESS = 0x1FFF7A2C;
    /** Where the word stands that tells the sensor's conversion at 110 degrees and 3.3 V, 16 bits. */
    public static final int TS_CAL2_ADDRESS = 0x1FFF7A2E;
    /** What stands at {@link #VREFINT_CAL_ADDRESS}. */
    public static final int VREFINT_CAL = 1502;
    /** What stands at {@link #TS_CAL1_ADDRESS}. */
    public static final int TS_CAL1 = 959;
    /** What stands at {@link #TS_CAL2_ADDRESS}. */
    public static final int TS_CAL2 = 1207;

    private static final int STEPS = 4096;

    private final Externals externals;
    private double referenceV = Double.NaN;
    private double bufferMarginV = 0.2;

    /**
     * VDDA and VREF+ as VDD.
     *
     * @param externals the board's supplies and its temperature
     */
    public AnalogSupply(Externals externals) {
        this.externals = externals;
    }

    /**
     * VDDA and VREF+.
     *
     * @return volts
     */
    public double referenceV() {
        return Double.isNaN(referenceV) ? externals.vddV() : referenceV;
    }

    /**
     * Gives VDDA and VREF+ a supply of their own.
     *
     * @param volts 1.7 to 3.6
     * @throws IllegalArgumentException if it is out of the data sheet's range
     */
    public void referenceV(double volts) {
        referenceV = within("VDDA in volts", volts, 1.7, 3.6);
    }

    /**
     * VBAT.
     *
     * @return volts; VDD where it is tied to that
     */
    public double batteryV() {
        return externals.vbatV() > 0 ? externals.vbatV() : externals.vddV();
    }

    /**
     * How near to ground and VDDA the output buffers of the DAC come.
     *
     * @return volts
     */
    public double bufferMarginV() {
        return bufferMarginV;
    }

    /**
     * Sets how near to ground and VDDA the output buffers of the DAC come.
     *
     * @param volts 0 to 0.2, which the data sheet promises at full load
     * @throws IllegalArgumentException if it is out of range
     */
    public void bufferMarginV(double volts) {
        bufferMarginV = within("margin of the buffer in volts", volts, 0, 0.2);
    }

    /**
     * The temperature sensor's output.
     *
     * @return volts
     */
    public double sensorV() {
        return SENSOR_AT_25_V + (externals.temperatureDegC() - 25) * SENSOR_V_PER_DEG_C;
    }

    /**
     * What an ideal converter makes of a voltage: each code reaches half a step to both sides.
     *
     * @param volts at the input; what is no number counts as 0
     * @return 0 to 4095
     */
    public int code(double volts) {
        double steps = Math.floor(volts / referenceV() * STEPS + 0.5);
        return (int) Math.max(0, Math.min(steps, STEPS - 1));
    }

    private static double within(String what, double value, double least, double most) {
        if (Double.isNaN(value) || value < least || value > most) {
            throw new IllegalArgumentException("must be " + least + " to " + most + ": " + what + "=" + value);
        }
        return value;
    }
}
