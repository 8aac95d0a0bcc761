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
    private final double thresholdV;
    private final long timeoutNs;
    private boolean high;
    private long roseNs = NEVER;
    private long fellNs = NEVER;
    private long edgeNs = NEVER;
    private long periodNs;
    private long highNs;

    /**
     * A meter that has seen nothing.
     *
     * @param pin where; when its wire is cut, it sees what is behind the cut
     * @param thresholdV above it the wave is high
     * @param timeoutNs how long after an edge the wave counts, in nanoseconds
     */
    public EdgeMeter(Pin pin, double thresholdV, long timeoutNs) {
        this.pin = pin;
        this.thresholdV = thresholdV;
        this.timeoutNs = timeoutNs;
        high = pin.volts() > thresholdV;
    }

    /** What the pin sees has changed. */
    public void look() {
        Net net = pin.net();
        boolean now = net.volts() > thresholdV;
        if (net.waveHz() != 0) {
            roseNs = NEVER;
            periodNs = 0;
        } else if (now != high) {
            edge(now, net.timeNs());
        }
        high = now;
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

    private boolean timed() {
        return periodNs > 0 && pin.net().timeNs() - edgeNs <= timeoutNs;
    }

    /**
     * The frequency.
     *
     * @return hertz; 0 while there is no wave
     */
    public double hz() {
        double wave = pin.net().waveHz();
        return wave != 0 ? wave : timed() ? 1e9 / periodNs : 0;
    }

    /**
     * The share of a period that the wave is high.
     *
     * @return 0 to 1; 0 while there is no wave
     */
    public double duty() {
        Net net = pin.net();
        return net.waveHz() != 0 ? net.waveDuty() : timed() ? (double) highNs / periodNs : 0;
    }
}
