package dev.platine.boards.evcharger;

/** Which faults are there: latched ones until they are reset and their cause is gone, others while their cause lasts. */
final class FaultLatch {
    private static final int UNAVAILABLE = mask(false);
    private static final int LATCHED = mask(true);

    private int causes;
    private int bits;

    private static int mask(boolean latched) {
        int mask = 0;
        for (Fault fault : Fault.values()) {
            if (latched ? fault.latched() : fault.unavailable()) {
                mask |= fault.bit();
            }
        }
        return mask;
    }

    /** Says whether a fault's cause is there now. */
    void cause(Fault fault, boolean there) {
        if (there) {
            causes |= fault.bit();
            bits |= fault.bit();
        } else {
            causes &= ~fault.bit();
            if (!fault.latched()) {
                bits &= ~fault.bit();
            }
        }
    }

    /** Forgets latched faults whose cause is gone. */
    void reset() {
        bits &= causes | ~LATCHED;
    }

    int bits() {
        return bits;
    }

    boolean any() {
        return bits != 0;
    }

    boolean unavailable() {
        return (bits & UNAVAILABLE) != 0;
    }

    boolean has(Fault fault) {
        return (bits & fault.bit()) != 0;
    }
}
