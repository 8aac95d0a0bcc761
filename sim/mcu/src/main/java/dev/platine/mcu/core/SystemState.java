package dev.platine.mcu.core;

/**
 * What surrounds the instructions, as the instructions see it: modes, special registers, the private registers, protection, branches that
 * may return from exceptions. Used on the simulation's thread only.
 */
public interface SystemState {
    /** One of {@link Cpu#FLOAT_INTERRUPT} in {@link Cpu#fpscr} may have changed. */
    void floatFlags();

    /**
     * Whether unaligned accesses trap.
     *
     * @return CCR.UNALIGN_TRP
     */
    boolean trapsUnaligned();

    /**
     * Whether divisions by zero trap.
     *
     * @return CCR.DIV_0_TRP
     */
    boolean trapsDivision();

    /**
     * Whether data may be accessed.
     *
     * @param address where
     * @param size how many bytes
     * @param store whether it is written
     * @param unprivileged whether without privilege in any case
     * @return {@link Fault#NONE}, or why not
     */
    Fault check(int address, int size, boolean store, boolean unprivileged);

    /**
     * Whether an instruction may be fetched.
     *
     * @param address where
     * @return {@link Fault#NONE}, or why not
     */
    Fault checkFetch(int address);

    /**
     * Reads a private register at 0xE0000000.
     *
     * @param address where
     * @param size 1, 2 or 4 bytes
     * @param unprivileged whether without privilege in any case
     * @return the value, or {@link dev.platine.mcu.bus.Bus#ERROR}
     */
    long read(int address, int size, boolean unprivileged);

    /**
     * Writes a private register at 0xE0000000.
     *
     * @param address where
     * @param size 1, 2 or 4 bytes
     * @param value what
     * @param unprivileged whether without privilege in any case
     * @return whether it may be written
     */
    boolean write(int address, int size, int value, boolean unprivileged);

    /**
     * Whether a data access that nothing answers is ignored (CCR.BFHFNMIGN, in handlers of faults); notes it if so.
     *
     * @param address where
     * @return whether there is no fault
     */
    boolean ignoresBusFault(int address);

    /**
     * A store is about to be done, while {@link Cpu#watched}.
     *
     * @param address where
     * @param size how many bytes
     */
    void accessing(int address, int size);

    /**
     * A load or store was done, while {@link Cpu#watched}.
     *
     * @param address where
     * @param size how many bytes
     * @param store whether it was written
     * @param value what
     */
    void accessed(int address, int size, boolean store, int value);

    /**
     * Branches to an address that came from a register or memory: sets {@link Cpu#pc}, returns from an exception, or traps.
     *
     * @param cpu the state
     * @param target the address with its state bit, or EXC_RETURN
     */
    void branch(Cpu cpu, int target);

    /**
     * As {@link #branch}, but never returns from an exception (BLX).
     *
     * @param cpu the state
     * @param target the address with its state bit
     */
    void branchTo(Cpu cpu, int target);

    /**
     * Reads a special register (MRS).
     *
     * @param cpu the state
     * @param number a number of {@link dev.platine.mcu.isa.Special}
     * @return its value; 0 for what may not be read
     */
    int special(Cpu cpu, int number);

    /**
     * Writes a special register (MSR).
     *
     * @param cpu the state
     * @param number a number of {@link dev.platine.mcu.isa.Special}
     * @param mask which flags, 2 for NZCVQ and 1 for GE
     * @param value what
     */
    void special(Cpu cpu, int number, int mask, int value);

    /**
     * Holds exceptions off, or lets them through (CPS).
     *
     * @param cpu the state
     * @param enable whether they are let through
     * @param priority whether PRIMASK is meant
     * @param fault whether FAULTMASK is meant
     */
    void interruptsEnabled(Cpu cpu, boolean enable, boolean priority, boolean fault);

    /**
     * Makes the floating-point unit ready for an instruction: access rights, lazy stacking, a new context. Traps if it may not be used.
     *
     * @param cpu the state; {@link Cpu#floatReady} is set if all is well
     */
    void prepareFloat(Cpu cpu);

    /**
     * A supervisor call.
     *
     * @param cpu the state
     */
    void supervisorCall(Cpu cpu);

    /**
     * A breakpoint instruction.
     *
     * @param cpu the state
     * @param number its number
     */
    void breakpoint(Cpu cpu, int number);

    /**
     * Waits for an interrupt or an event.
     *
     * @param cpu the state
     * @param event whether an event is enough
     */
    void sleep(Cpu cpu, boolean event);

    /**
     * Tells an event to who waits for one.
     */
    void sendEvent();
}
