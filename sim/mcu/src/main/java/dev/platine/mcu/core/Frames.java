package dev.platine.mcu.core;

/**
 * What an exception leaves on the stack, and takes from it: eight words, or twenty-six with a floating-point context, which is written
 * at once or only when somebody needs the registers (lazily).
 */
final class Frames {
    static final int BASIC_BYTES = 0x20;
    static final int FLOAT_BYTES = 0x68;

    private static final int ALIGNED = 1 << 9;
    private static final int DEFAULTS = 0x07C00000;

    private final Processor processor;
    private final Cpu cpu;
    private final int[] words = new int[8];

    Frames(Processor processor, Cpu cpu) {
        this.processor = processor;
        this.cpu = cpu;
    }

    /** Pushes the frame; false if the stack could not be written. */
    boolean push(int returnAddress, boolean withFloat) {
        int sp = cpu.r[13];
        boolean aligned8 = (processor.control.configuration & SystemControl.STKALIGN) != 0;
        int frame = sp - (withFloat ? FLOAT_BYTES : BASIC_BYTES);
        int padded = aligned8 || withFloat ? frame & ~7 : frame;
        int status = processor.modes.xpsr() | (padded != frame ? ALIGNED : 0);
        cpu.attention &= ~Cpu.TRAP;
        for (int i = 0; i < 4; i++) {
            cpu.store32(padded + 4 * i, cpu.r[i]);
        }
        cpu.store32(padded + 16, cpu.r[12]);
        cpu.store32(padded + 20, cpu.r[14]);
        cpu.store32(padded + 24, returnAddress);
        cpu.store32(padded + 28, status);
        if (withFloat) {
            pushFloat(padded + BASIC_BYTES);
        }
        cpu.r[13] = padded;
        return ok();
    }

    private void pushFloat(int address) {
        FloatContext context = processor.floatContext;
        if ((context.control & FloatContext.LSPEN) == 0) {
            store(address, false);
            return;
        }
        Modes modes = processor.modes;
        Exceptions exceptions = processor.exceptions();
        int running = modes.executingPriority();
        context.address = address;
        context.control = (context.control & ~FloatContext.STATE)
                | FloatContext.LSPACT
                | (modes.privileged() ? 0 : FloatContext.USER)
                | (modes.exceptionNumber == 0 ? FloatContext.THREAD : 0)
                | (running > -1 ? FloatContext.HFRDY : 0)
                | (ready(exceptions, Exceptions.MEM_MANAGE, running) ? FloatContext.MMRDY : 0)
                | (ready(exceptions, Exceptions.BUS_FAULT, running) ? FloatContext.BFRDY : 0)
                | (processor.debugControl.monitorEnabled() && exceptions.groupPriority(Exceptions.DEBUG) < running
                        ? FloatContext.MONRDY
                        : 0);
    }

    private static boolean ready(Exceptions exceptions, int number, int running) {
        return exceptions.isEnabled(number) && exceptions.groupPriority(number) < running;
    }

    /** Writes S0 to S15 and FPSCR, which begins anew, as the manual has it (PM0214, clearing of exception flags). */
    private void store(int address, boolean unprivileged) {
        for (int i = 0; i < 16 && ok(); i++) {
            store(address + 4 * i, cpu.s[i], unprivileged);
        }
        if (ok()) {
            store(address + 64, cpu.fpscr, unprivileged);
            cpu.fpscr = 0;
            processor.floatFlags();
        }
    }

    private void store(int address, int value, boolean unprivileged) {
        if (unprivileged) {
            cpu.slowStore(address, 4, value, true);
        } else {
            cpu.store32(address, value);
        }
    }

    /** Makes the unit ready for an instruction: access, what is still to be stacked, a new context. Traps if it may not be used. */
    void prepareFloat() {
        FloatContext context = processor.floatContext;
        Modes modes = processor.modes;
        if (!context.allowed(modes.privileged())) {
            cpu.trap(Fault.NO_COPROCESSOR, cpu.pc);
            return;
        }
        if ((context.control & FloatContext.LSPACT) != 0) {
            store(context.address, (context.control & FloatContext.USER) != 0);
            if (!ok()) {
                boolean protection = cpu.fault.exception() == Exceptions.MEM_MANAGE;
                Fault fault = protection ? Fault.LAZY_MEMORY : Fault.LAZY_BUS;
                if (!processor.flow.waits(fault)) {
                    cpu.trap(fault, cpu.faultAddress);
                    return;
                }
                cpu.attention = (cpu.attention & ~Cpu.TRAP) | Cpu.LOOK;
            }
            context.control &= ~FloatContext.LSPACT;
        }
        if ((context.control & FloatContext.ASPEN) != 0 && (modes.control & Modes.FPCA) == 0) {
            cpu.fpscr = (cpu.fpscr & ~DEFAULTS) | context.defaultStatus;
            processor.floatFlags();
            modes.control |= Modes.FPCA;
        }
        cpu.floatReady = true;
    }

    /** Pops the frame into the registers and returns its status word, which says nothing unless {@link #ok}. */
    int pop(int exceptionReturn) {
        boolean withFloat = (exceptionReturn & 0x10) == 0;
        int frame = cpu.r[13];
        cpu.attention &= ~Cpu.TRAP;
        for (int i = 0; i < words.length; i++) {
            words[i] = cpu.load32(frame + 4 * i);
        }
        if (!ok() || (withFloat && !popFloat(frame + BASIC_BYTES))) {
            return 0;
        }
        System.arraycopy(words, 0, cpu.r, 0, 4);
        cpu.r[12] = words[4];
        cpu.r[14] = words[5];
        cpu.pc = words[6] & ~1;
        boolean aligned8 = (processor.control.configuration & SystemControl.STKALIGN) != 0 || withFloat;
        int sp = frame + (withFloat ? FLOAT_BYTES : BASIC_BYTES);
        cpu.r[13] = aligned8 && (words[7] & ALIGNED) != 0 ? sp | 4 : sp;
        return words[7];
    }

    boolean ok() {
        return (cpu.attention & Cpu.TRAP) == 0;
    }

    private boolean popFloat(int address) {
        FloatContext context = processor.floatContext;
        if ((context.control & FloatContext.LSPACT) != 0) {
            // nobody used the registers since: they still hold what would be read
            context.control &= ~FloatContext.LSPACT;
            return true;
        }
        if (!context.allowed(processor.modes.privileged())) {
            cpu.trap(Fault.NO_COPROCESSOR, cpu.pc);
            return false;
        }
        for (int i = 0; i < 16; i++) {
            cpu.s[i] = cpu.load32(address + 4 * i);
        }
        cpu.fpscr = cpu.load32(address + 64);
        processor.floatFlags();
        return ok();
    }
}
