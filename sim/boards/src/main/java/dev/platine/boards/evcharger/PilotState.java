package dev.platine.boards.evcharger;

/**
 * What the control pilot says: IEC 61851-1:2017, annex A, table A.4. The number of a state is its ordinal.
 */
enum PilotState {
    /** 12 V: no vehicle. */
    A,
    /** 9 V: a vehicle, not ready. */
    B,
    /** 6 V: a vehicle that takes energy. */
    C,
    /** 3 V: a vehicle that takes energy where there is ventilation. */
    D,
    /** 0 V: the pilot is shorted, or its supply failed. */
    E,
    /** -12 V: the station is not available. */
    F;

    boolean asksForEnergy() {
        return this == C || this == D;
    }

    boolean connected() {
        return this == B || this == C || this == D;
    }
}
