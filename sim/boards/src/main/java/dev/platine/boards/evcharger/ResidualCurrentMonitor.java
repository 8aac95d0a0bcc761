package dev.platine.boards.evcharger;

/**
 * Watches residual current and tests its own sensor before each closing.
 *
 * <p>Largest times to trip: smooth DC by IEC 62955 table 2 (6 mA 10 s, 60 mA 0.3 s, 200 mA 0.1 s), AC by IEC 61008-1 table 1 for 30 mA
 * (1x 0.3 s, 2x 0.15 s, 5x 0.04 s). The firmware trips below the rated values and well within the times.
 */
final class ResidualCurrentMonitor {
    /** Phases of the self test. */
    enum Test {
        /** Not tested since the last {@link #forget()}. */
        NONE,
        /** The test current flows. */
        INJECTING,
        /** The test current is off and must be gone from the reading. */
        SETTLING,
        /** The sensor saw the test current come and go. */
        PASSED,
        /** It did not. */
        FAILED
    }

    static final double DC_TRIP_MA = 5;
    static final double AC_TRIP_MA = 24;
    static final long TEST_TIMEOUT_NS = 500_000_000;

    private static final double TEST_SEEN_MA = 15;
    private static final double TEST_GONE_MA = 3;

    private final Debounce dcSmall = new Debounce(200_000_000, 0);
    private final Debounce dcMedium = new Debounce(60_000_000, 0);
    private final Debounce dcLarge = new Debounce(10_000_000, 0);
    private final Debounce acSmall = new Debounce(100_000_000, 0);
    private final Debounce acMedium = new Debounce(40_000_000, 0);
    private final Debounce acLarge = new Debounce(5_000_000, 0);
    private Test test = Test.NONE;
    private long testSinceNs;

    void step(double acMa, double dcMa, long nowNs) {
        boolean watching = test != Test.INJECTING && test != Test.SETTLING;
        double ac = watching ? acMa : 0;
        double dc = watching ? Math.abs(dcMa) : 0;
        acSmall.step(ac >= AC_TRIP_MA, nowNs);
        acMedium.step(ac >= 60, nowNs);
        acLarge.step(ac >= 150, nowNs);
        dcSmall.step(dc >= DC_TRIP_MA, nowNs);
        dcMedium.step(dc >= 60, nowNs);
        dcLarge.step(dc >= 200, nowNs);
        stepTest(acMa, nowNs);
    }

    private void stepTest(double acMa, long nowNs) {
        if (test == Test.INJECTING && acMa >= TEST_SEEN_MA) {
            enter(Test.SETTLING, nowNs);
        } else if (test == Test.SETTLING && acMa < TEST_GONE_MA) {
            enter(Test.PASSED, nowNs);
        } else if (injecting() || test == Test.SETTLING) {
            if (nowNs - testSinceNs >= TEST_TIMEOUT_NS) {
                enter(Test.FAILED, nowNs);
            }
        }
    }

    private void enter(Test next, long nowNs) {
        test = next;
        testSinceNs = nowNs;
    }

    /** Begins the self test; only while the contactor is open. */
    void startTest(long nowNs) {
        enter(Test.INJECTING, nowNs);
    }

    /** The next closing needs a new test. */
    void forget() {
        test = Test.NONE;
    }

    Test test() {
        return test;
    }

    /** Whether the test winding is to be fed. */
    boolean injecting() {
        return test == Test.INJECTING;
    }

    boolean trippedAc() {
        return acSmall.on() || acMedium.on() || acLarge.on();
    }

    boolean trippedDc() {
        return dcSmall.on() || dcMedium.on() || dcLarge.on();
    }
}
