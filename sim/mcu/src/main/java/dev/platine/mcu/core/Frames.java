package dev.platine.mcu.core;

/** What an exception leaves on the stack, and takes from it: eight words, or twenty-six with a floating-point context. */
final class Frames {
    static final int BASIC_BYTES = 0x20;
    static final int FLOAT_BYTES = 0x68;

    private static final int ALIGNED = 1 << 9;

    private final Processor processor;
    private final Cpu cpu;

    Frames(Processor processor, Cpu cpu) {
        this.processor = processor;
        this.cpu = cpu;
    }

    /** Pushes the frame; false if the stack could not be written. */
    boolean push(int returnAddress, boolean withFloat) {
        int sp = cpu.r[13];
        boolean aligned8 = (processor.control().configuration & SystemControl.STKALIGN) != 0;
        int frame = sp - (withFloat ? FLOAT_BYTES : BASIC_BYTES);
        int padded = aligned8 || withFloat ? frame & ~7 : frame;
        int status = processor.xpsr() | ((sp & 4) != 0 && padded != frame ? ALIGNED : 0);
        int[] words = {cpu.r[0], cpu.r[1], cpu.r[2], cpu.r[3], cpu.r[12], cpu.r[14], returnAddress, status};
        cpu.attention &= ~Cpu.TRAP;
        for (int i = 0; i < words.length; i++) {
            cpu.store32(padded + 4 * i, words[i]);
        }
        if (withFloat) {
            pushFloat(padded + BASIC_BYTES);
        }
        cpu.r[13] = padded;
        return (cpu.attention & Cpu.TRAP) == 0;
    }

    private void pushFloat(int address) {
        FloatContext context = processor.floatContext();
        if ((context.control & FloatContext.LSPEN) != 0) {
            context.address = address;
            int priority = processor.executingPriority();
            boolean thread = processor.exceptionNumber() == 0;
            context.control = (context.control & ~0x17B)
                    | FloatContext.LSPACT
                    | (processor.privileged() ? 0 : 2)
                    | (thread ? 8 : 0)
                    | (priority > -1 ? 16 : 0);
        } else {
            store(address);
            cpu.fpscr = context.defaultStatus;
        }
    }

    /** Writes S0 to S15 and FPSCR. */
    void store(int address) {
        for (int i = 0; i < 16; i++) {
            cpu.store32(address + 4 * i, cpu.s[i]);
        }
        cpu.store32(address + 64, cpu.fpscr);
    }

    /** Pops the frame into the registers, all but the exception's number; -1 in no case, the status word with {@link #ok}. */
    int pop(int exceptionReturn) {
        boolean withFloat = (exceptionReturn & 0x10) == 0;
        int frame = cpu.r[13];
        cpu.attention &= ~Cpu.TRAP;
        int[] words = new int[8];
        for (int i = 0; i < words.length; i++) {
            words[i] = cpu.load32(frame + 4 * i);
        }
        if (!ok()) {
            return 0;
        }
        if (withFloat && !popFloat(frame + BASIC_BYTES)) {
            return 0;
        }
        System.arraycopy(words, 0, cpu.r, 0, 4);
        cpu.r[12] = words[4];
        cpu.r[14] = words[5];
        cpu.pc = words[6] & ~1;
        boolean aligned8 = (processor.control().configuration & SystemControl.STKALIGN) != 0 || withFloat;
        int sp = frame + (withFloat ? FLOAT_BYTES : BASIC_BYTES);
        cpu.r[13] = aligned8 && (words[7] & ALIGNED) != 0 ? sp | 4 : sp;
        return words[7];
    }

    boolean ok() {
        return (cpu.attention & Cpu.TRAP) == 0;
    }

    private boolean popFloat(int address) {
        FloatContext context = processor.floatContext();
        if ((context.control & FloatContext.LSPACT) != 0) {
            context.control &= ~FloatContext.LSPACT;
            return true;
        }
        if (!context.allowed(processor.privileged())) {
            cpu.trap(Fault.NO_COPROCESSOR, cpu.pc);
            return false;
        }
        for (int i = 0; i < 16; i++) {
            cpu.s[i] = cpu.load32(address + 4 * i);
        }
        cpu.fpscr = cpu.load32(address + 64);
        return ok();
    }
}
