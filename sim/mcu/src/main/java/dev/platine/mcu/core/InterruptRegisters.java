package dev.platine.mcu.core;

/** The interrupt controller's registers: ISER, ICER, ISPR, ICPR, IABR, IPR, STIR, and the system handlers' priorities. */
final class InterruptRegisters {
    private static final int PRIORITIES = 0xE000E400;
    private static final int REGISTER_BYTES = 0x80;

    private final Exceptions exceptions;

    InterruptRegisters(Exceptions exceptions) {
        this.exceptions = exceptions;
    }

    int read(int address) {
        if (address >= PRIORITIES) {
            return priorities(Exceptions.FIRST_INTERRUPT + address - PRIORITIES);
        }
        int value = 0;
        int first = Exceptions.FIRST_INTERRUPT + (address & REGISTER_BYTES - 1) * 8;
        for (int i = 0; i < 32 && first + i < exceptions.count(); i++) {
            boolean set = switch (address >>> 7 & 7) {
                case 2, 3 -> exceptions.isEnabled(first + i);
                case 4, 5 -> exceptions.isPending(first + i);
                case 6 -> exceptions.isActive(first + i);
                default -> false;
            };
            value |= set ? 1 << i : 0;
        }
        return value;
    }

    void write(int address, int value) {
        if (address >= PRIORITIES) {
            priorities(Exceptions.FIRST_INTERRUPT + address - PRIORITIES, value);
            return;
        }
        int first = Exceptions.FIRST_INTERRUPT + (address & REGISTER_BYTES - 1) * 8;
        for (int i = 0; i < 32 && first + i < exceptions.count(); i++) {
            if ((value & 1 << i) != 0) {
                switch (address >>> 7 & 7) {
                    case 2 -> exceptions.enable(first + i, true);
                    case 3 -> exceptions.enable(first + i, false);
                    case 4 -> exceptions.pend(first + i, true);
                    case 5 -> exceptions.unpend(first + i);
                    default -> {}
                }
            }
        }
    }

    int priorities(int first) {
        int value = 0;
        for (int i = 0; i < 4 && first + i < exceptions.count(); i++) {
            value |= Math.max(exceptions.priority(first + i), 0) << (8 * i);
        }
        return value;
    }

    void priorities(int first, int value) {
        for (int i = 0; i < 4 && first + i < exceptions.count(); i++) {
            exceptions.priority(first + i, value >>> (8 * i) & 0xFF);
        }
    }

    void trigger(int interrupt) {
        if (Exceptions.FIRST_INTERRUPT + interrupt < exceptions.count()) {
            exceptions.pend(Exceptions.FIRST_INTERRUPT + interrupt, true);
        }
    }

    boolean anyPending() {
        for (int i = Exceptions.FIRST_INTERRUPT; i < exceptions.count(); i++) {
            if (exceptions.isPending(i)) {
                return true;
            }
        }
        return false;
    }
}
