package dev.platine.mcu.core;

import dev.platine.mcu.bus.Bus;

/** The private registers at 0xE0000000: system control block, interrupt controller, timer, protection, counters. */
final class SystemControl {
    static final int CPUID = 0x410FC241;
    static final int MEMFAULTENA = 1 << 16;
    static final int STKALIGN = 1 << 9;
    static final int DIV_0_TRP = 1 << 4;
    static final int UNALIGN_TRP = 1 << 3;
    static final int USERSETMPEND = 1 << 1;
    static final int NONBASETHRDENA = 1;
    static final int SLEEPONEXIT = 1 << 1;
    static final int SLEEPDEEP = 1 << 2;
    static final int SEVONPEND = 1 << 4;

    private static final int VECTKEY = 0x05FA;
    private static final int KEY_READ = 0xFA05;

    int vectors;
    int configuration = STKALIGN;
    int sleepControl;
    int enabledFaults;
    int faultStatus;
    int hardFaultStatus;
    int memoryAddress;
    int busAddress;
    int auxiliary;
    boolean resetRequested;

    private final Processor processor;

    SystemControl(Processor processor) {
        this.processor = processor;
    }

    void reset() {
        vectors = 0;
        configuration = STKALIGN;
        sleepControl = 0;
        enabledFaults = 0;
        faultStatus = 0;
        hardFaultStatus = 0;
        auxiliary = 0;
        resetRequested = false;
    }

    long read(int address, int size, boolean peek) {
        if (!processor.privileged() && !peek) {
            return Bus.ERROR;
        }
        int word = word(address & ~3, peek);
        return (word & 0xFFFFFFFFL) >>> (8 * (address & 3)) & 0xFFFFFFFFL >>> (32 - 8 * size);
    }

    boolean write(int address, int size, int value) {
        boolean trigger = address == 0xE000EF00 && (configuration & USERSETMPEND) != 0;
        if (!processor.privileged() && !trigger) {
            return false;
        }
        int at = address & ~3;
        if (size == 4) {
            word(at, value);
        } else if (isBytewise(at)) {
            int shift = 8 * (address & 3);
            int mask = (size == 1 ? 0xFF : 0xFFFF) << shift;
            int before = at == 0xE000ED28 ? 0 : word(at, true);
            word(at, (before & ~mask) | (value << shift & mask));
        }
        return true;
    }

    private static boolean isBytewise(int address) {
        return (address >= 0xE000E400 && address < 0xE000E4F0)
                || (address >= 0xE000ED18 && address <= 0xE000ED28)
                || address == 0xE000EF00
                || address < 0xE0000080;
    }

    private int word(int address, boolean peek) {
        long cycle = processor.cycles();
        if (address >= 0xE000E010 && address < 0xE000E020) {
            return processor.sysTick().read(address - 0xE000E010, cycle, peek);
        }
        if (address >= 0xE000E100 && address < 0xE000E4F0) {
            return interrupts(address);
        }
        if (address >= 0xE000ED90 && address < 0xE000EDC0) {
            return processor.mpu().read(address - 0xE000ED90);
        }
        if (address >= 0xE000EF30 && address < 0xE000EF50) {
            return processor.floatContext().read(address - 0xE000EF30);
        }
        if (address >= 0xE0001000 && address < 0xE0002000) {
            return processor.dwt().read(address - 0xE0001000, cycle);
        }
        return block(address);
    }

    private int block(int address) {
        Exceptions exceptions = processor.exceptions();
        return switch (address) {
            case 0xE000E004 -> (exceptions.count() - Exceptions.FIRST_INTERRUPT - 1) / 32;
            case 0xE000E008 -> auxiliary;
            case 0xE000ED00 -> CPUID;
            case 0xE000ED04 -> interruptState();
            case 0xE000ED08 -> vectors;
            case 0xE000ED0C -> KEY_READ << 16 | exceptions.group() << 8;
            case 0xE000ED10 -> sleepControl;
            case 0xE000ED14 -> configuration;
            case 0xE000ED18, 0xE000ED1C, 0xE000ED20 -> priorities(address - 0xE000ED18 + 4);
            case 0xE000ED24 -> handlers();
            case 0xE000ED28 -> faultStatus;
            case 0xE000ED2C -> hardFaultStatus;
            case 0xE000ED34 -> memoryAddress;
            case 0xE000ED38 -> busAddress;
            case 0xE000ED88 -> processor.floatContext().access;
            default -> 0;
        };
    }

    private int interruptState() {
        Exceptions exceptions = processor.exceptions();
        int next = exceptions.next();
        int value = processor.exceptionNumber() | next << 12;
        value |= exceptions.activeCount() <= 1 ? 1 << 11 : 0;
        value |= anyInterruptPending() ? 1 << 22 : 0;
        value |= exceptions.isPending(Exceptions.SYS_TICK) ? 1 << 26 : 0;
        value |= exceptions.isPending(Exceptions.PEND_SV) ? 1 << 28 : 0;
        return value | (exceptions.isPending(Exceptions.NMI) ? 1 << 31 : 0);
    }

    private boolean anyInterruptPending() {
        Exceptions exceptions = processor.exceptions();
        for (int i = Exceptions.FIRST_INTERRUPT; i < exceptions.count(); i++) {
            if (exceptions.isPending(i)) {
                return true;
            }
        }
        return false;
    }

    private int priorities(int first) {
        Exceptions exceptions = processor.exceptions();
        int value = 0;
        for (int i = 0; i < 4 && first + i < exceptions.count(); i++) {
            value |= Math.max(exceptions.priority(first + i), 0) << (8 * i);
        }
        return value;
    }

    private int handlers() {
        Exceptions exceptions = processor.exceptions();
        int value = enabledFaults;
        int[] active = {4, 5, -1, 6, -1, -1, -1, 11, 12, -1, 14, 15, -1, -1, -1, -1};
        for (int bit = 0; bit < 12; bit++) {
            value |= active[bit] > 0 && exceptions.isActive(active[bit]) ? 1 << bit : 0;
        }
        value |= exceptions.isPending(Exceptions.USAGE_FAULT) ? 1 << 12 : 0;
        value |= exceptions.isPending(Exceptions.MEM_MANAGE) ? 1 << 13 : 0;
        value |= exceptions.isPending(Exceptions.BUS_FAULT) ? 1 << 14 : 0;
        return value | (exceptions.isPending(Exceptions.SV_CALL) ? 1 << 15 : 0);
    }

    private int interrupts(int address) {
        Exceptions exceptions = processor.exceptions();
        int group = address >>> 7 & 7;
        if (address >= 0xE000E400) {
            return priorities(Exceptions.FIRST_INTERRUPT + address - 0xE000E400);
        }
        int value = 0;
        int first = Exceptions.FIRST_INTERRUPT + (address & 0x7F) * 8;
        for (int i = 0; i < 32 && first + i < exceptions.count(); i++) {
            boolean set = switch (group) {
                case 2, 3 -> exceptions.isEnabled(first + i);
                case 4, 5 -> exceptions.isPending(first + i);
                case 6 -> exceptions.isActive(first + i);
                default -> false;
            };
            value |= set ? 1 << i : 0;
        }
        return value;
    }

    private void word(int address, int value) {
        long cycle = processor.cycles();
        if (address >= 0xE000E010 && address < 0xE000E020) {
            processor.sysTick().write(address - 0xE000E010, value, cycle);
        } else if (address >= 0xE000E100 && address < 0xE000E4F0) {
            interrupts(address, value);
        } else if (address >= 0xE000ED90 && address < 0xE000EDC0) {
            processor.mpu().write(address - 0xE000ED90, value);
            processor.mapChanged();
        } else if (address >= 0xE000EF30 && address < 0xE000EF50) {
            processor.floatContext().write(address - 0xE000EF30, value);
        } else if (address >= 0xE0001000 && address < 0xE0002000) {
            processor.dwt().write(address - 0xE0001000, value, cycle);
        } else {
            block(address, value);
        }
        processor.look();
    }

    private void block(int address, int value) {
        switch (address) {
            case 0xE000E008 -> auxiliary = value & 0x307;
            case 0xE000ED04 -> pend(value);
            case 0xE000ED08 -> vectors = value & 0x3FFFFF80;
            case 0xE000ED0C -> applicationInterrupt(value);
            case 0xE000ED10 -> sleepControl = value & 0x16;
            case 0xE000ED14 -> {
                configuration = value & 0x31B;
                processor.mapChanged();
            }
            case 0xE000ED18, 0xE000ED1C, 0xE000ED20 -> setPriorities(address - 0xE000ED18 + 4, value);
            case 0xE000ED24 -> enableFaults(value);
            case 0xE000ED28 -> faultStatus &= ~value;
            case 0xE000ED2C -> hardFaultStatus &= ~value;
            case 0xE000ED34 -> memoryAddress = value;
            case 0xE000ED38 -> busAddress = value;
            case 0xE000ED88 -> {
                processor.floatContext().access = value & 0xF << 20;
                processor.floatChanged();
            }
            case 0xE000EF00 -> trigger(value & 0x1FF);
            default -> {}
        }
    }

    private void pend(int value) {
        Exceptions exceptions = processor.exceptions();
        if (value < 0) {
            exceptions.pend(Exceptions.NMI, true);
        }
        if ((value & 3 << 27) != 0) {
            exceptions.pend(Exceptions.PEND_SV, (value & 1 << 28) != 0);
        }
        if ((value & 3 << 25) != 0) {
            exceptions.pend(Exceptions.SYS_TICK, (value & 1 << 26) != 0);
        }
    }

    private void applicationInterrupt(int value) {
        if (value >>> 16 == VECTKEY) {
            processor.exceptions().group(value >>> 8);
            resetRequested |= (value & 4) != 0;
        }
    }

    private void enableFaults(int value) {
        enabledFaults = value & 7 << 16;
        Exceptions exceptions = processor.exceptions();
        for (int i = 0; i < 3; i++) {
            exceptions.enable(Exceptions.MEM_MANAGE + i, (value & MEMFAULTENA << i) != 0);
        }
        exceptions.pend(Exceptions.USAGE_FAULT, (value & 1 << 12) != 0);
        exceptions.pend(Exceptions.MEM_MANAGE, (value & 1 << 13) != 0);
        exceptions.pend(Exceptions.BUS_FAULT, (value & 1 << 14) != 0);
        exceptions.pend(Exceptions.SV_CALL, (value & 1 << 15) != 0);
    }

    private void trigger(int interrupt) {
        if (Exceptions.FIRST_INTERRUPT + interrupt < processor.exceptions().count()) {
            processor.exceptions().pend(Exceptions.FIRST_INTERRUPT + interrupt, true);
        }
    }

    private void setPriorities(int first, int value) {
        Exceptions exceptions = processor.exceptions();
        for (int i = 0; i < 4 && first + i < exceptions.count(); i++) {
            exceptions.priority(first + i, value >>> (8 * i) & 0xFF);
        }
    }

    private void interrupts(int address, int value) {
        Exceptions exceptions = processor.exceptions();
        if (address >= 0xE000E400) {
            setPriorities(Exceptions.FIRST_INTERRUPT + address - 0xE000E400, value);
            return;
        }
        int first = Exceptions.FIRST_INTERRUPT + (address & 0x7F) * 8;
        for (int i = 0; i < 32 && first + i < exceptions.count(); i++) {
            if ((value & 1 << i) != 0) {
                switch (address >>> 7 & 7) {
                    case 2 -> exceptions.enable(first + i, true);
                    case 3 -> exceptions.enable(first + i, false);
                    case 4 -> exceptions.pend(first + i, true);
                    case 5 -> exceptions.pend(first + i, false);
                    default -> {}
                }
            }
        }
    }
}
