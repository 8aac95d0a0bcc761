package dev.platine.app;

/**
 * What the demo's control saw in one cycle.
 *
 * @param boardTimeNs when, in the board's time
 * @param state the vehicle's state, A to F
 * @param offeredA what the board offers the vehicle
 * @param currentA what the vehicle draws, phase 1
 * @param powerW of all phases
 * @param residualMa alternating residual current
 * @param contactorClosed whether a mirror contact says closed
 * @param charging whether the board charges
 * @param fault whether the board has a fault
 * @param energyWh what the board's meter has counted
 * @param sessions how often the contactors closed
 * @param grid what the grid asks for
 */
record SessionView(
        long boardTimeNs,
        char state,
        double offeredA,
        double currentA,
        double powerW,
        double residualMa,
        boolean contactorClosed,
        boolean charging,
        boolean fault,
        long energyWh,
        long sessions,
        GridSignal.Stretch grid) {
    /** Before the first cycle. */
    static final SessionView NONE = new SessionView(0, '-', 0, 0, 0, 0, false, false, false, 0, 0, GridSignal.at(0));
}
