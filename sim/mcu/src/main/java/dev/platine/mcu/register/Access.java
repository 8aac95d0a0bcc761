package dev.platine.mcu.register;

import java.util.Locale;

/** What reading and writing does to a field, in the words of the reference manual's list of abbreviations (RM0090 section 1.1). */
public enum Access {
    /** Read and written. */
    RW,
    /** Read only. */
    R,
    /** Written only; reads as 0. */
    W,
    /** Read; cleared by writing 1. */
    RC_W1,
    /** Read; cleared by writing 0. */
    RC_W0,
    /** Read and set by writing 1; 0 has no effect. */
    RS,
    /** Read, which clears it. */
    RC_R,
    /** Toggled by writing 1. */
    T,
    /** Read; written once after reset. Whoever owns the register sees to it. */
    RWO;

    static Access of(String word) {
        return switch (word) {
            case "rw" -> RW;
            case "r" -> R;
            case "w" -> W;
            case "rwo" -> RWO;
            default -> valueOf(word.toUpperCase(Locale.ROOT));
        };
    }
}
