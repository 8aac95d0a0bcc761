package dev.platine.mcu.core;

/** Carries out what a program asks its host for by {@code BKPT 0xAB}: semihosting. */
@FunctionalInterface
public interface HostCall {
    /**
     * Carries out one call: R0 is the operation, R1 its argument, the result goes to R0. Called behind the instruction, on the simulation's
     * thread.
     *
     * @param processor who asks
     * @return whether it is done; if not (no input yet), the instruction is carried out again later, and time passes as in a sleep
     */
    boolean call(Processor processor);
}
