package dev.platine.boards.evcharger;

/**
 * What the cable can carry, by the resistor in its plug: IEC 61851-1:2017, annex B, table B.2. The board pulls the
 * proximity contact up to 3.3 V through 1 kOhm.
 */
final class CableRating {
    static final double PULL_UP_V = 3.3;
    static final double PULL_UP_OHMS = 1_000;

    private static final double[] MIN_OHMS = {75, 150, 400, 1_000};
    private static final double[] MAX_OHMS = {140, 330, 936, 2_500};
    private static final double[] RATING_A = {63, 32, 20, 13};
    private static final double OPEN_OHMS = 4_500;

    private CableRating() {}

    /** The resistance at the contact, in ohms. */
    static double ohms(double contactV) {
        double volts = Math.max(0, contactV);
        return volts >= PULL_UP_V ? Double.POSITIVE_INFINITY : volts * PULL_UP_OHMS / (PULL_UP_V - volts);
    }

    /** The rating in ampere; 0 when no plug is there or its resistor is none of the table's. */
    static double ratingA(double ohms) {
        for (int i = 0; i < RATING_A.length; i++) {
            if (ohms >= MIN_OHMS[i] && ohms <= MAX_OHMS[i]) {
                return RATING_A[i];
            }
        }
        return 0;
    }

    /** Whether a plug is there, good or not. */
    static boolean present(double ohms) {
        return ohms < OPEN_OHMS;
    }
}
