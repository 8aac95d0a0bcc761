package dev.platine.sim.net;

/**
 * Measures a square wave at a pin, whether it is one of the net's waves or comes edge by edge, as from the timer of an emulated
 * microcontroller. Whoever listens to the pin lets it look at each change.
 *
 * <p>Inside the rack only.
 */
public final class EdgeMeter {
    private static final long NEVER = Long.MIN_VALUE;

    private final Pin pin;
    private final double lowV;
    private final double highV;
    private final Schmitt level;
    private final long timeoutNs;
    private long roseNs = NEVER;
    private long fellNs = NEVER;
    private long edgeNs = NEVER;
    private long periodNs;
    private long highNs;

    /**
     * A meter that has seen nothing.
     *
     * @param pin where; when its wire is cut, it sees what is behind the cut
     * @param lowV the wave must get below
     * @param highV the wave must get above, at least {@code lowV}
     * @param timeoutNs how long after an edge the wave counts, in nanoseconds
     * @throws IllegalArgumentException when the upper voltage is below the lower one or one is not a number
     */
    public EdgeMeter(Pin pin, double lowV, double highV, long timeoutNs) {
        this.pin = pin;
        this.lowV = lowV;
        this.highV = highV;
        this.timeoutNs = timeoutNs;
        level = new Schmitt(lowV, highV);
        level.read(pin.volts());
    }

    /** What the pin sees has changed. */
    public void look() {
        Net net = pin.net();
        boolean before = level.on();
        boolean now = level.read(net.volts());
        if (net.waveHz() != 0) {
            roseNs = NEVER;
            periodNs = 0;
        } else if (now != before) {
            edge(now, net.timeNs());
        }
    }

    private void edge(boolean rising, long ns) {
        edgeNs = ns;
        if (!rising) {
            fellNs = ns;
            return;
        }
        if (roseNs != NEVER && fellNs >= roseNs) {
            periodNs = ns - roseNs;
            highNs = fellNs - roseNs;
        }
        roseNs = ns;
    }

    private boolean wave() {
        Net net = pin.net();
        return net.waveHz() != 0 && net.highVolts() > highV && net.lowVolts() < lowV;
    }

    private boolean timed() {
        return periodNs > 0 && pin.net().waveHz() == 0 && pin.net().timeNs() - edgeNs <= timeoutNs;
    }

    /**
     * The frequency.
     *
     * @return hertz; 0 while there is no wave
     */
    public double hz() {
        return wave() ? pin.net().waveHz() : timed() ? 1e9 / periodNs : 0;
    }

    /**
     * The share of a period that the wave is high.
     *
     * @return 0 to 1; while there is no wave 1 when the pin is high, 0 when it is low
     */
    public double duty() {
        if (wave()) {
            return pin.net().waveDuty();
        }
        return timed() ? (double) highNs / periodNs : level.read(pin.volts()) ? 1 : 0;
    }
}
