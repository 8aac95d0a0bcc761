package dev.platine.mcu.peripheral.power;

/** The detectors of the main supply: thresholds with hysteresis, the data sheets' typical values. */
final class Supply {
    private static final double[] PVD_RISING = {2.14, 2.30, 2.45, 2.60, 2.76, 2.93, 3.03, 3.14};
    private static final double[] PVD_FALLING = {2.04, 2.19, 2.35, 2.51, 2.66, 2.82, 2.93, 3.03};
    // By BOR_LEV: level 3, 2, 1, off; the last are those of the power-down reset.
    private static final double[] BOR_RISING = {2.93, 2.59, 2.29, 1.72};
    private static final double[] BOR_FALLING = {2.83, 2.50, 2.19, 1.68};

    private static final double POWER_RISING = 1.72;
    private static final double POWER_FALLING = 1.68;

    private boolean low;
    private boolean gone;
    private boolean brownOut;

    Supply() {}

    /** Whether the supply is below the detector's level; between its two thresholds it stays as it was. */
    boolean low(double volts, int level) {
        low = volts < (low ? PVD_RISING[level] : PVD_FALLING[level]);
        return low;
    }

    /** Whether the supply is below what power-on and power-down reset ask for, whatever the option bytes say. */
    boolean gone(double volts) {
        gone = volts < (gone ? POWER_RISING : POWER_FALLING);
        return gone;
    }

    /** Whether the supply is too low to run. */
    boolean brownOut(double volts, int level) {
        brownOut = volts < (brownOut ? BOR_RISING[level] : BOR_FALLING[level]);
        return brownOut;
    }

    void detectorOff() {
        low = false;
    }
}
