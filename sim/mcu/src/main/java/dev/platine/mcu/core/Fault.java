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
    /** A breakpoint that no debugger took. */
    BREAKPOINT(Exceptions.HARD_FAULT, 0, false);

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
