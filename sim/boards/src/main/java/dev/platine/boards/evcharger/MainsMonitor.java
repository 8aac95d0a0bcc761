package dev.platine.boards.evcharger;

/**
 * Watches the voltage of the phases in use: EN 50160 allows 230 V +-10 %; 15 % beyond for longer than a flicker is too much
 * or too little. Voltage counts as good again after 5 s between 195 V and 253 V, so a swinging net does not switch the vehicle.
 * Frequency counts outside 47 Hz to 52 Hz (EN 50160), while there is voltage enough to tell it.
 */
final class MainsMonitor {
    private static final double HIGH_V = 264.5;
    private static final double LOW_V = 184;
    private static final double HIGH_AGAIN_V = 253;
    private static final double LOW_AGAIN_V = 195;
    private static final long TRIP_HIGH_NS = 200_000_000;
    private static final long TRIP_LOW_NS = 500_000_000;
    private static final long AGAIN_NS = 5_000_000_000L;

    private static final double LOW_HZ = 47;
    private static final double HIGH_HZ = 52;

    private final int phases;
    private final Debounce high = new Debounce(TRIP_HIGH_NS, AGAIN_NS);
    private final Debounce off = new Debounce(TRIP_LOW_NS, AGAIN_NS);
    private final Debounce low = new Debounce(TRIP_LOW_NS, AGAIN_NS);

    MainsMonitor(int phases) {
        this.phases = phases;
    }

    void step(double[] voltsV, double hz, long nowNs) {
        double most = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < phases; i++) {
            most = Math.max(most, voltsV[i]);
            least = Math.min(least, voltsV[i]);
        }
        high.step(most > (high.on() ? HIGH_AGAIN_V : HIGH_V), nowNs);
        low.step(least < (low.on() ? LOW_AGAIN_V : LOW_V), nowNs);
        off.step(least > LOW_V && (hz < LOW_HZ || hz > HIGH_HZ), nowNs);
    }

    boolean offFrequency() {
        return off.on();
    }

    boolean good() {
        return !high.on() && !low.on() && !off.on();
    }

    boolean tooHigh() {
        return high.on();
    }

    boolean tooLow() {
        return low.on();
    }
}
