package dev.platine.mcu.core;

/** Why an instruction could not be carried out. */
public enum Fault {
    /** It could. */
    NONE(0, 0, false),
    /** The instruction is undefined, or unpredictable. */
    UNDEFINED(Exceptions.USAGE_FAULT, 1 << 16, false),
    /** The processor is not in Thumb state, or EPSR is not valid. */
    STATE(Exceptions.USAGE_FAULT, 1 << 17, false),
    /** The value of EXC_RETURN does not fit. */
    RETURN(Exceptions.USAGE_FAULT, 1 << 18, false),
    /** There is no such coprocessor, or it may not be used. */
    NO_COPROCESSOR(Exceptions.USAGE_FAULT, 1 << 19, false),
    /** An address is not aligned. */
    UNALIGNED(Exceptions.USAGE_FAULT, 1 << 24, false),
    /** A division by zero, while these trap. */
    DIVISION(Exceptions.USAGE_FAULT, 1 << 25, false),
    /** Nothing answers at the address of an instruction. */
    FETCH_BUS(Exceptions.BUS_FAULT, 1 << 8, false),
    /** Nothing answers at an address. */
    PRECISE_BUS(Exceptions.BUS_FAULT, 1 << 9 | 1 << 15, true),
    /** Instructions may not be fetched there. */
    FETCH_MEMORY(Exceptions.MEM_MANAGE, 1, false),
    /** That may not be accessed. */
    DATA_MEMORY(Exceptions.MEM_MANAGE, 1 << 1 | 1 << 7, true),
    /** The stack may not be written, on the way to a handler. */
    STACKING_MEMORY(Exceptions.MEM_MANAGE, 1 << 4, false),
    /** The stack may not be read, on the way back from a handler. */
    UNSTACKING_MEMORY(Exceptions.MEM_MANAGE, 1 << 3, false),
    /** The reserved place of the floating-point registers may not be written. */
    LAZY_MEMORY(Exceptions.MEM_MANAGE, 1 << 5, false),
    /** Nothing answers where the stack is, on the way to a handler. */
    STACKING_BUS(Exceptions.BUS_FAULT, 1 << 12, false),
    /** Nothing answers where the stack is, on the way back from a handler. */
    UNSTACKING_BUS(Exceptions.BUS_FAULT, 1 << 11, false),
    /** Nothing answers at the reserved place of the floating-point registers. */
    LAZY_BUS(Exceptions.BUS_FAULT, 1 << 13, false),
    /** Nothing answers where the address of a handler stands. */
    VECTOR(Exceptions.HARD_FAULT, 0, false),
    /** A breakpoint instruction that nobody takes. */
    BREAKPOINT(Exceptions.HARD_FAULT, 0, false),
    /** No fault: the engine met an instruction that was marked, and has not carried it out. */
    MARKED(Exceptions.HARD_FAULT, 0, false);

    private final int exception;
    private final int status;
    private final boolean addressed;

    Fault(int exception, int status, boolean addressed) {
        this.exception = exception;
        this.status = status;
        this.addressed = addressed;
    }

    /**
     * The exception that it is.
     *
     * @return its number
     */
    public int exception() {
        return exception;
    }

    /**
     * The bits that it sets in CFSR.
     *
     * @return bits
     */
    public int status() {
        return status;
    }

    /**
     * Whether it leaves an address in MMFAR or BFAR.
     *
     * @return whether it does
     */
    public boolean addressed() {
        return addressed;
    }
}
