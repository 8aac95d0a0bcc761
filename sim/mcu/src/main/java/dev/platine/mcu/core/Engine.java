package dev.platine.mcu.core;

/** What carries out instructions. Engines give the same state at the same count. */
public interface Engine {
    /**
     * Carries out instructions until the budget is used up or {@link Cpu#attention} asks for a stop. The state is in the processor then,
     * as between two instructions; after a trap, as before the instruction that trapped.
     *
     * @param cpu the state
     * @param budget how many instructions, above 0
     * @return how many were begun, a trapping one counted
     */
    int run(Cpu cpu, int budget);

    /** Forgets where code was found: memory moved, or its protection changed. What was decoded stays. */
    void forget();
}
