package dev.platine.boards.evcharger;

/**
 * Drives the contactors' coils and compares them with the feedback of the mirror contacts.
 *
 * <p>Feedback that does not follow the coil within {@value #FOLLOW_NS} ns is a fault: closed with the coil off is a welded
 * contact, open with the coil on a contactor that does not close or fell off. What follows from a fault is decided elsewhere.
 */
final class ContactorSupervisor {
    static final long FOLLOW_NS = 50_000_000;

    private final Debounce disagreesOff = new Debounce(FOLLOW_NS, 0);
    private final Debounce disagreesOn = new Debounce(FOLLOW_NS, 0);
    private boolean coil;
    private boolean closed;

    /**
     * One step.
     *
     * @param closeWanted what the session wants
     * @param anyClosed whether a mirror contact says closed
     * @param allClosed whether all do
     * @param nowNs the time
     */
    void step(boolean closeWanted, boolean anyClosed, boolean allClosed, long nowNs) {
        coil = closeWanted;
        closed = anyClosed;
        disagreesOff.step(!coil && anyClosed, nowNs);
        disagreesOn.step(coil && !allClosed, nowNs);
    }

    boolean coil() {
        return coil;
    }

    /** Whether a contact is closed, wanted or not. */
    boolean closed() {
        return closed;
    }

    boolean welded() {
        return disagreesOff.on();
    }

    boolean stuckOpen() {
        return disagreesOn.on();
    }
}
