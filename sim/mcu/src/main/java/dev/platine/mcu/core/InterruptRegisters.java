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
        int first = (address & REGISTER_BYTES - 1) * 8;
        return switch (address >>> 7 & 7) {
            case 2, 3 -> exceptions.enabledInterrupts(first);
            case 4, 5 -> exceptions.pendingInterrupts(first);
            case 6 -> exceptions.activeInterrupts(first);
            default -> 0;
        };
    }

    void write(int address, int value) {
        if (address >= PRIORITIES) {
            priorities(Exceptions.FIRST_INTERRUPT + address - PRIORITIES, value);
            return;
        }
        int first = Exceptions.FIRST_INTERRUPT + (address & REGISTER_BYTES - 1) * 8;
        for (int left = value; left != 0; left &= left - 1) {
            int number = first + Integer.numberOfTrailingZeros(left);
            if (number < exceptions.count()) {
                write(address >>> 7 & 7, number, exceptions);
            }
        }
    }

    private static void write(int kind, int number, Exceptions exceptions) {
        switch (kind) {
            case 2 -> exceptions.enable(number, true);
            case 3 -> exceptions.enable(number, false);
            case 4 -> exceptions.pend(number, true);
            case 5 -> exceptions.unpend(number);
            default -> {}
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
}
