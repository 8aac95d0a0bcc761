package dev.platine.sim.net;

/**
 * A digital threshold with hysteresis: true above the upper voltage, false below the lower one, as before in between.
 *
 * <p>Inside the rack only.
 */
public final class Schmitt {
    private final double lowV;
    private final double highV;
    private boolean on;

    /**
     * A threshold that is false.
     *
     * @param lowV below this it gets false
     * @param highV above this it gets true, at least {@code lowV}
     * @throws IllegalArgumentException when the upper voltage is below the lower one or one is not a number
     */
    public Schmitt(double lowV, double highV) {
        if (!(highV >= lowV)) {
            throw new IllegalArgumentException("must be at least lowV=" + lowV + ": highV=" + highV);
        }
        this.lowV = lowV;
        this.highV = highV;
    }

    /**
     * Looks at a voltage.
     *
     * @param volts the voltage now
     * @return the level now
     */
    public boolean read(double volts) {
        if (volts > highV) {
            on = true;
        } else if (volts < lowV) {
            on = false;
        }
        return on;
    }

    /**
     * The level at the last look.
     *
     * @return true when high
     */
    public boolean on() {
        return on;
    }
}
