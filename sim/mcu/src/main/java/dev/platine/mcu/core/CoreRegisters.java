package dev.platine.mcu.core;

import dev.platine.mcu.isa.Special;

/** Every register of the processor by number, as debuggers read and write them. Used on the simulation's thread only. */
public final class CoreRegisters {
    /** The stack pointer in use; R0 to R12 are 0 to 12. */
    public static final int SP = 13;
    /** The link register. */
    public static final int LR = 14;
    /** The instruction to come. */
    public static final int PC = 15;
    /** The status register with flags, IT state and the exception's number. */
    public static final int XPSR = 16;
    /** The main stack pointer. */
    public static final int MSP = 17;
    /** The process stack pointer. */
    public static final int PSP = 18;
    /** PRIMASK. */
    public static final int PRIMASK = 19;
    /** BASEPRI. */
    public static final int BASEPRI = 20;
    /** FAULTMASK. */
    public static final int FAULTMASK = 21;
    /** CONTROL. */
    public static final int CONTROL = 22;
    /** The floating-point status. */
    public static final int FPSCR = 23;
    /** S0; the others follow. */
    public static final int S0 = 32;
    /** One more than the highest number. */
    public static final int COUNT = 64;

    private static final int FPSCR_BITS = 0xF7C0009F;

    private final Processor processor;
    private final Cpu cpu;

    CoreRegisters(Processor processor) {
        this.processor = processor;
        cpu = processor.cpu();
    }

    /**
     * Reads.
     *
     * @param number 0 to 63
     * @return the value, without regard to privilege; 0 for a number without a register
     */
    public int get(int number) {
        Modes modes = processor.modes;
        if (number >= S0 && number < COUNT) {
            return cpu.s[number - S0];
        }
        if (number >= 0 && number < PC) {
            return cpu.r[number];
        }
        return switch (number) {
            case PC -> cpu.pc;
            case XPSR -> modes.xpsr();
            case MSP -> modes.stackPointer(false);
            case PSP -> modes.stackPointer(true);
            case PRIMASK -> modes.primask ? 1 : 0;
            case BASEPRI -> modes.basepri;
            case FAULTMASK -> modes.faultmask ? 1 : 0;
            case CONTROL -> modes.control;
            case FPSCR -> cpu.fpscr;
            default -> 0;
        };
    }

    /**
     * Writes. Stack pointers lose their lower two bits; the exception's number in XPSR stays; a new PC ends a sleep and a lock-up.
     *
     * @param number 0 to 63; one without a register does nothing
     * @param value what
     */
    public void set(int number, int value) {
        Modes modes = processor.modes;
        if (number >= S0 && number < COUNT) {
            cpu.s[number - S0] = value;
        } else if (number >= 0 && number < PC) {
            cpu.r[number] = number == SP ? value & ~3 : value;
        } else {
            switch (number) {
                case PC -> processor.jump(value & ~1);
                case XPSR -> modes.status(value);
                case MSP -> modes.stackPointer(false, value);
                case PSP -> modes.stackPointer(true, value);
                case PRIMASK -> modes.special(Special.PRIMASK, value);
                case BASEPRI -> modes.special(Special.BASEPRI, value);
                case FAULTMASK -> modes.faultmask = (value & 1) != 0;
                case CONTROL -> {
                    modes.special(Special.CONTROL, value);
                    processor.mapChanged();
                }
                case FPSCR -> {
                    cpu.fpscr = value & FPSCR_BITS;
                    processor.floatFlags();
                }
                default -> {}
            }
        }
    }
}
