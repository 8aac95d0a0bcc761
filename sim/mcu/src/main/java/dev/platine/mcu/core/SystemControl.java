package dev.platine.mcu.core;

/** The private registers at 0xE0000000: system control block, interrupt controller, timer, protection, counters. */
final class SystemControl {
    static final int CPUID = 0x410FC241;
    static final int MEMFAULTENA = 1 << 16;
    static final int STKALIGN = 1 << 9;
    static final int DIV_0_TRP = 1 << 4;
    static final int UNALIGN_TRP = 1 << 3;
    static final int USERSETMPEND = 1 << 1;
    static final int BFHFNMIGN = 1 << 8;
    static final int NONBASETHRDENA = 1;
    static final int SLEEPONEXIT = 1 << 1;
    static final int SLEEPDEEP = 1 << 2;
    static final int SEVONPEND = 1 << 4;

    private static final int ITM = 0xE0000000;
    private static final int DWT = 0xE0001000;
    private static final int TRIGGER = 0xE000EF00;
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

    /** CPUID's neighbours 0xE000ED40 to 0xE000ED70: what the instruction set holds, as the reference manual of this processor lists it. */
    private static final int[] IDENTITY = {
        0x00000030,
        0x00000200,
        0x00100000,
        0,
        0x00000030,
        0,
        0x01000000,
        0,
        0x01101110,
        0x02112000,
        0x21232231,
        0x01111131,
        0x01310132
    };

    /** Whose active state is at which bit of SHCSR; 0 where no bit is. */
    private static final int[] HANDLERS = {4, 5, 0, 6, 0, 0, 0, 11, 12, 0, 14, 15};

    private final Processor processor;
    private final InterruptRegisters interrupts;

    SystemControl(Processor processor, Exceptions exceptions) {
        this.processor = processor;
        interrupts = new InterruptRegisters(exceptions);
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

    /** Whether a register may be read without privilege: the trace ports. */
    boolean isOpen(int address) {
        return address < DWT && processor.itm.allows(address - ITM);
    }

    long read(int address, int size, boolean peek) {
        int word = word(address & ~3, peek);
        return (word & 0xFFFFFFFFL) >>> (8 * (address & 3)) & 0xFFFFFFFFL >>> (32 - 8 * size);
    }

    boolean write(int address, int size, int value, boolean privileged) {
        boolean trigger = address == TRIGGER && (configuration & USERSETMPEND) != 0;
        if (!privileged && !trigger && !isOpen(address)) {
            return false;
        }
        int at = address & ~3;
        if (at < DWT) {
            processor.itm.write(at - ITM, size, value, processor.debugControl.traced());
        } else if (size == 4) {
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
                || address == TRIGGER;
    }

    private int word(int address, boolean peek) {
        if (ComponentId.isAt(address)) {
            return ComponentId.read(address);
        }
        if (address < DWT) {
            return processor.itm.read(address - ITM, processor.debugControl.traced());
        }
        if (address < DWT + 0x1000) {
            noteCounter(address, false, peek);
            long awake = processor.awakeCycles();
            return processor.dwt.read(address - DWT, awake, processor.cycles() - awake, processor.cpu().at, peek);
        }
        if (address >= 0xE000E010 && address < 0xE000E020) {
            return processor.sysTick.read(address - 0xE000E010, processor.cycles(), peek);
        }
        if (address >= 0xE000E100 && address < 0xE000E4F0) {
            return interrupts.read(address);
        }
        if (address >= 0xE000ED90 && address < 0xE000EDC0) {
            return processor.mpu.read(address - 0xE000ED90);
        }
        if (address >= 0xE000EF34 && address < 0xE000EF4C) {
            return processor.floatContext.read(address - 0xE000EF30);
        }
        return block(address, peek);
    }

    private int block(int address, boolean peek) {
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
            case 0xE000ED18, 0xE000ED1C, 0xE000ED20 -> interrupts.priorities(address - 0xE000ED18 + 4);
            case 0xE000ED24 -> handlers();
            case 0xE000ED28 -> faultStatus;
            case 0xE000ED2C -> hardFaultStatus;
            case 0xE000ED34 -> memoryAddress;
            case 0xE000ED38 -> busAddress;
            case 0xE000ED30, 0xE000EDF0, 0xE000EDF8, 0xE000EDFC -> processor.debugControl.read(address);
            case 0xE000ED88 -> processor.floatContext.access;
            default -> other(address, peek);
        };
    }

    private int other(int address, boolean peek) {
        if (address >= 0xE000ED40 && address < 0xE000ED40 + 4 * IDENTITY.length) {
            return IDENTITY[(address - 0xE000ED40) >> 2];
        }
        if (!peek && address != 0xE000ED3C && address != TRIGGER) {
            processor.unknownRegister(address, false);
        }
        return 0;
    }

    private int interruptState() {
        Exceptions exceptions = processor.exceptions();
        int next = exceptions.next();
        int value = processor.exceptionNumber() | next << 12;
        value |= exceptions.activeCount() == 1 ? 1 << 11 : 0;
        value |= exceptions.anyInterruptPending() ? 1 << 22 : 0;
        value |= exceptions.isPending(Exceptions.SYS_TICK) ? 1 << 26 : 0;
        value |= exceptions.isPending(Exceptions.PEND_SV) ? 1 << 28 : 0;
        return value | (exceptions.isPending(Exceptions.NMI) ? 1 << 31 : 0);
    }

    private int handlers() {
        Exceptions exceptions = processor.exceptions();
        int value = enabledFaults;
        for (int bit = 0; bit < HANDLERS.length; bit++) {
            value |= HANDLERS[bit] > 0 && exceptions.isActive(HANDLERS[bit]) ? 1 << bit : 0;
        }
        value |= exceptions.isPending(Exceptions.USAGE_FAULT) ? 1 << 12 : 0;
        value |= exceptions.isPending(Exceptions.MEM_MANAGE) ? 1 << 13 : 0;
        value |= exceptions.isPending(Exceptions.BUS_FAULT) ? 1 << 14 : 0;
        return value | (exceptions.isPending(Exceptions.SV_CALL) ? 1 << 15 : 0);
    }

    /** The counters of extra cycles stay 0: no instruction here takes more than one. */
    private void noteCounter(int address, boolean store, boolean peek) {
        int offset = address - DWT;
        if (!peek && offset >= 0x8 && offset <= 0x18 && offset != 0x10) {
            processor.unknownRegister(address, store);
        }
    }

    private void word(int address, int value) {
        if (address < DWT + 0x1000) {
            noteCounter(address, true, false);
            processor.writeDwt(address - DWT, value);
        } else if (address >= 0xE000E010 && address < 0xE000E020) {
            long zeroAt = processor.sysTick.zeroAt();
            processor.sysTick.write(address - 0xE000E010, value, processor.cycles());
            if (processor.sysTick.zeroAt() < zeroAt) {
                processor.look();
            }
        } else if (address >= 0xE000E100 && address < 0xE000E4F0) {
            interrupts.write(address, value);
            processor.lookAtExceptions();
        } else if (address >= 0xE000ED90 && address < 0xE000EDC0) {
            processor.mpu.write(address - 0xE000ED90, value);
            processor.mapChanged();
        } else if (address >= 0xE000EF34 && address < 0xE000EF4C) {
            processor.floatContext.write(address - 0xE000EF30, value);
            processor.cpu().floatReady = false;
        } else {
            block(address, value);
            processor.lookAtExceptions();
        }
    }

    private void block(int address, int value) {
        switch (address) {
            case 0xE000E008 -> auxiliary = value & 0x307;
            case 0xE000ED04 -> pend(value);
            case 0xE000ED08 -> vectors = value & 0x3FFFFF80;
            case 0xE000ED0C -> applicationInterrupt(value);
            case 0xE000ED10 -> sleep(value & 0x16);
            case 0xE000ED14 -> {
                configuration = value & 0x31B;
                processor.mapChanged();
            }
            case 0xE000ED18, 0xE000ED1C, 0xE000ED20 -> interrupts.priorities(address - 0xE000ED18 + 4, value);
            case 0xE000ED24 -> enableFaults(value);
            case 0xE000ED28 -> faultStatus &= ~value;
            case 0xE000ED2C -> hardFaultStatus &= ~value;
            case 0xE000ED34 -> memoryAddress = value;
            case 0xE000ED38 -> busAddress = value;
            case 0xE000ED88 -> {
                processor.floatContext.access = value & 0xF << 20;
                processor.cpu().floatReady = false;
            }
            case TRIGGER -> interrupts.trigger(value & 0x1FF);
            case 0xE000ED30, 0xE000EDF0, 0xE000EDF4, 0xE000EDF8, 0xE000EDFC ->
                processor.debugControl.write(address, value);
            case 0xE000ED3C -> {}
            default -> processor.unknownRegister(address, true);
        }
    }

    /** What became pending before SEVONPEND was set is no event. */
    private void sleep(int control) {
        if ((sleepControl & SEVONPEND) == 0) {
            processor.exceptions().takeNews();
        }
        sleepControl = control;
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
            if ((value & 4) != 0) {
                resetRequested = true;
                processor.look();
            }
            if ((value & 3) != 0) {
                // VECTRESET, VECTCLRACTIVE: a debugger's, without an effect here
                processor.unknownRegister(0xE000ED0C, true);
            }
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
        for (int bit = 0; bit < HANDLERS.length; bit++) {
            if (HANDLERS[bit] > 0) {
                exceptions.activate(HANDLERS[bit], (value & 1 << bit) != 0);
            }
        }
    }
}
