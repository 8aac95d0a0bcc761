package dev.platine.boards.evcharger;

/**
 * The course of a charging session: IEC 61851-1:2017, annex A, table A.6.
 *
 * <p>The contactor closes only in state C or D with the pilot's wave on, after the residual-current monitor's test, well within the
 * 3 s that the table gives; it opens at once when the vehicle leaves C or D (100 ms from pilot to contact, the reader's debouncing
 * included) and on any fault. When the station ends charging, it first takes the wave away and gives the vehicle up to
 * {@value #GRACE_NS} ns to stop drawing current.
 */
final class ChargeStateMachine {
    /** Where a session is. */
    enum Phase {
        /** No vehicle (A1). */
        IDLE(0),
        /** A vehicle, but nothing is offered (B1, C1). */
        CONNECTED(1),
        /** Current is offered (B2). */
        OFFERING(2),
        /** The vehicle asks; locking and self test (C2, contactor open). */
        PREPARING(3),
        /** The contactor is closed (C2, D2). */
        CHARGING(4),
        /** The wave is off, the contactor still closed (C1, D1). */
        STOPPING(5),
        /** A fault keeps everything off (E, F or x1). */
        FAULT(6);

        private final int number;

        Phase(int number) {
            this.number = number;
        }

        /** In the channel {@code phase}. */
        int number() {
            return number;
        }
    }

    /** What the pilot's generator puts out. */
    enum Pilot {
        /** Steady 12 V. */
        STEADY,
        /** The wave that says the current. */
        WAVE,
        /** Steady -12 V. */
        UNAVAILABLE
    }

    static final long GRACE_NS = 6_000_000_000L;
    static final double STOPPED_A = 1;

    private Phase phase = Phase.IDLE;
    private long sinceNs;

    /**
     * One step.
     *
     * @param vehicle what the pilot says
     * @param allowed whether current is offered: host, cable, temperature
     * @param prepared whether the plug is locked and the monitor tested
     * @param faults what is wrong
     * @param currentA the largest current of a phase
     * @param nowNs the time
     */
    void step(PilotState vehicle, boolean allowed, boolean prepared, FaultLatch faults, double currentA, long nowNs) {
        Phase next = next(vehicle, allowed, prepared, faults, currentA, nowNs);
        if (next != phase) {
            phase = next;
            sinceNs = nowNs;
        }
    }

    private Phase next(
            PilotState vehicle, boolean allowed, boolean prepared, FaultLatch faults, double currentA, long nowNs) {
        if (faults.any()) {
            return Phase.FAULT;
        }
        if (!vehicle.connected()) {
            return Phase.IDLE;
        }
        boolean asks = vehicle.asksForEnergy();
        return switch (phase) {
            case IDLE, FAULT -> Phase.CONNECTED;
            case CONNECTED -> allowed ? Phase.OFFERING : Phase.CONNECTED;
            case OFFERING -> !allowed ? Phase.CONNECTED : asks ? Phase.PREPARING : Phase.OFFERING;
            case PREPARING ->
                !allowed ? Phase.CONNECTED : !asks ? Phase.OFFERING : prepared ? Phase.CHARGING : Phase.PREPARING;
            case CHARGING -> !asks ? idleNext(allowed) : allowed ? Phase.CHARGING : Phase.STOPPING;
            case STOPPING -> stopping(asks, allowed, currentA, nowNs);
        };
    }

    private static Phase idleNext(boolean allowed) {
        return allowed ? Phase.OFFERING : Phase.CONNECTED;
    }

    private Phase stopping(boolean asks, boolean allowed, double currentA, long nowNs) {
        if (!asks) {
            return idleNext(allowed);
        }
        if (allowed) {
            return Phase.CHARGING;
        }
        boolean stopped = currentA < STOPPED_A || nowNs - sinceNs >= GRACE_NS;
        return stopped ? Phase.CONNECTED : Phase.STOPPING;
    }

    Phase phase() {
        return phase;
    }

    Pilot pilot(FaultLatch faults) {
        return switch (phase) {
            case OFFERING, PREPARING, CHARGING -> Pilot.WAVE;
            case FAULT -> faults.unavailable() ? Pilot.UNAVAILABLE : Pilot.STEADY;
            default -> Pilot.STEADY;
        };
    }

    boolean contactor() {
        return phase == Phase.CHARGING || phase == Phase.STOPPING;
    }

    boolean preparing() {
        return phase == Phase.PREPARING;
    }

    /** Whether the plug must stay in. */
    boolean lock() {
        return phase == Phase.PREPARING || contactor();
    }
}
