package dev.platine.boards.evcharger;

/**
 * From the pilot's voltages to its state.
 *
 * <p>Table A.4 of IEC 61851-1:2017 names 12, 9, 6, 3 and 0 V, each with a tolerance of 1 V. The thresholds stand in the middle
 * between, and a state is left only 0.25 V beyond its threshold. A new state counts when it was seen for {@value #DEBOUNCE_NS} ns
 * without a break. The vehicle's diode blocks the negative half: without it, the negative peak is loaded too.
 */
final class PilotReader {
    static final long DEBOUNCE_NS = 20_000_000;
    static final long DIODE_DEBOUNCE_NS = 100_000_000;

    /** Upper bound of B, C, D, E and F, in volts. */
    private static final double[] BELOW_V = {10.5, 7.5, 4.5, 1.5, -1.5};

    private static final PilotState[] STATES = PilotState.values();
    private static final double HYSTERESIS_V = 0.25;
    /** A blocked negative half is -12 V less 10 %. */
    private static final double DIODE_MAX_V = -10.8;

    private PilotState state = PilotState.A;
    private PilotState seen = PilotState.A;
    private long seenSinceNs;
    private boolean diodeSuspected;
    private long diodeSinceNs;
    private boolean diodeMissing;

    /**
     * Takes one period's samples.
     *
     * @param highV in the positive part of the period
     * @param lowV in the negative part; the same as {@code highV} when the pilot is steady
     * @param pwm whether the pilot alternates
     * @param nowNs the time
     */
    void sample(double highV, double lowV, boolean pwm, long nowNs) {
        PilotState now = classify(highV);
        if (now != seen) {
            seen = now;
            seenSinceNs = nowNs;
        }
        if (seen != state && nowNs - seenSinceNs >= DEBOUNCE_NS) {
            state = seen;
        }
        checkDiode(lowV, pwm, nowNs);
    }

    private PilotState classify(double highV) {
        int index = 0;
        while (index < BELOW_V.length && highV < threshold(index)) {
            index++;
        }
        return STATES[index];
    }

    private double threshold(int index) {
        boolean above = state.number() <= index;
        return BELOW_V[index] + (above ? -HYSTERESIS_V : HYSTERESIS_V);
    }

    private void checkDiode(double lowV, boolean pwm, long nowNs) {
        if (state == PilotState.A) {
            diodeMissing = false;
        }
        boolean loaded = pwm && state.connected() && lowV > DIODE_MAX_V;
        if (loaded && !diodeSuspected) {
            diodeSinceNs = nowNs;
        }
        diodeSuspected = loaded;
        diodeMissing |= loaded && nowNs - diodeSinceNs >= DIODE_DEBOUNCE_NS;
    }

    PilotState state() {
        return state;
    }

    /** Whether the vehicle's diode is missing; until the vehicle is gone. */
    boolean diodeMissing() {
        return diodeMissing;
    }
}
