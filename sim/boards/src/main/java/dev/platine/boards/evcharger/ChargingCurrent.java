package dev.platine.boards.evcharger;

/**
 * Duty cycle of the control pilot and current limit, both ways: IEC 61851-1:2017, annex A, tables A.7 (what a station
 * offers) and A.8 (what a vehicle takes). Pure functions; duty cycles are 0 to 1, currents ampere.
 */
public final class ChargingCurrent {
    /** Least current that can be offered. */
    public static final double MIN_A = 6;
    /** Largest current that can be offered. */
    public static final double MAX_A = 80;

    private static final double BREAK_A = 51;
    private static final double BREAK_DUTY = 0.85;
    private static final double UPPER_START_A = 52.5;

    private ChargingCurrent() {}

    /**
     * Table A.7: the duty cycle that offers a current. Between 51 A and 52.5 A, which no duty cycle says, it is that of 51 A,
     * so never more is offered than asked.
     *
     * @param currentA from {@value #MIN_A} to {@value #MAX_A}
     * @return the duty cycle, 0.10 to 0.96
     * @throws IllegalArgumentException when the current is outside that range
     */
    public static double dutyFor(double currentA) {
        if (!(currentA >= MIN_A && currentA <= MAX_A)) {
            throw new IllegalArgumentException("must be from 6 to 80: currentA=" + currentA);
        }
        if (currentA < UPPER_START_A) {
            return Math.min(currentA, BREAK_A) / 60;
        }
        return (currentA / 2.5 + 64) / 100;
    }

    /**
     * Table A.8: the current that a vehicle may draw.
     *
     * @param duty the duty cycle seen, 0 to 1
     * @return the largest current; 0 where the table allows no charging or asks for digital communication, which is not offered here
     */
    public static double limitFor(double duty) {
        double percent = duty * 100;
        if (!(percent >= 8) || percent > 97) {
            return 0;
        }
        if (percent < 10) {
            return MIN_A;
        }
        if (duty <= BREAK_DUTY) {
            return percent * 0.6;
        }
        return percent > 96 ? MAX_A : (percent - 64) * 2.5;
    }
}
