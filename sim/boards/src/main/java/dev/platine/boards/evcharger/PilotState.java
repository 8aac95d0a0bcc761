package dev.platine.boards.evcharger;

/**
 * What the control pilot says: IEC 61851-1:2017, annex A, table A.4.
 */
enum PilotState {
    /** 12 V: no vehicle. */
    A(0),
    /** 9 V: a vehicle, not ready. */
    B(1),
    /** 6 V: a vehicle that takes energy. */
    C(2),
    /** 3 V: a vehicle that takes energy where there is ventilation. */
    D(3),
    /** 0 V: the pilot is shorted, or its supply failed. */
    E(4),
    /** -12 V: the station is not available. */
    F(5);

    private final int number;

    PilotState(int number) {
        this.number = number;
    }

    /** In the channel {@code pilot_state}. */
    int number() {
        return number;
    }

    boolean asksForEnergy() {
        return this == C || this == D;
    }

    boolean connected() {
        return this == B || this == C || this == D;
    }
}
