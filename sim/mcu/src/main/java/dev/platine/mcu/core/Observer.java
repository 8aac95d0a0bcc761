package dev.platine.mcu.core;

/**
 * Is told what the processor does besides instructions: for event logs, statistics and diagnostics. Called on the simulation's thread, in
 * the middle of a run: it may read, and must not change the processor. Every method does nothing unless it is overridden.
 */
public interface Observer {
    /**
     * A handler begins.
     *
     * @param exception its number
     */
    default void entered(int exception) {}

    /**
     * A handler ended by a valid return; another may follow at once.
     *
     * @param exception its number
     */
    default void left(int exception) {}

    /**
     * An instruction, a stacking or a return could not be done.
     *
     * @param fault why
     * @param pc the instruction's address
     * @param address what it was about, 0 if the fault has none
     * @param exception what is entered for it: {@link Exceptions#HARD_FAULT} when it was escalated
     */
    default void faulted(Fault fault, int pc, int address, int exception) {}

    /**
     * A fault met no handler that could take it. Only a reset or a non-maskable interrupt helps.
     *
     * @param pc the instruction's address
     */
    default void lockedUp(int pc) {}

    /**
     * Nothing is done until an interrupt or an event.
     *
     * @param deep whether SLEEPDEEP is set
     */
    default void slept(boolean deep) {}

    /** Sleep is over. */
    default void woke() {}

    /**
     * A private address without a register of ours was touched.
     *
     * @param address where
     * @param store whether it was written
     */
    default void unknownRegister(int address, boolean store) {}
}
