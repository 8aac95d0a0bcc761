package dev.platine.mcu.core;

/** Access to the floating-point unit and its lazily stacked context: CPACR, FPCCR, FPCAR, FPDSCR. */
final class FloatContext {
    static final int ASPEN = 1 << 31;
    static final int LSPEN = 1 << 30;
    static final int LSPACT = 1;
    static final int USER = 1 << 1;
    static final int THREAD = 1 << 3;
    static final int HFRDY = 1 << 4;
    static final int MMRDY = 1 << 5;
    static final int BFRDY = 1 << 6;
    static final int MONRDY = 1 << 8;
    /** All that stacking notes. */
    static final int STATE = LSPACT | USER | THREAD | HFRDY | MMRDY | BFRDY | MONRDY;

    private static final int FULL = 0xF << 20;
    private static final int PRIVILEGED = 0x5 << 20;

    int access;
    int control = ASPEN | LSPEN;
    int address;
    int defaultStatus;

    void reset() {
        access = 0;
        control = ASPEN | LSPEN;
        address = 0;
        defaultStatus = 0;
    }

    boolean allowed(boolean privileged) {
        int bits = access & FULL;
        return bits == FULL || (privileged && bits == PRIVILEGED);
    }

    /** Whether a fault could be taken when the place for the registers was reserved. */
    boolean isReady(int exception) {
        return (control & (exception == Exceptions.MEM_MANAGE ? MMRDY : BFRDY)) != 0;
    }

    int read(int offset) {
        return switch (offset) {
            case 0x4 -> control;
            case 0x8 -> address;
            case 0xC -> defaultStatus;
            case 0x10 -> 0x10110021;
            case 0x14 -> 0x11000011;
            default -> 0;
        };
    }

    void write(int offset, int value) {
        switch (offset) {
            case 0x4 -> control = value & 0xC000017B;
            case 0x8 -> address = value & ~7;
            case 0xC -> defaultStatus = value & 0x07C00000;
            default -> {}
        }
    }
}
