package dev.platine.mcu.engine;

import dev.platine.mcu.core.Cpu;

/** Guest code that stands at an address and was translated. Used on the simulation's thread only. */
public abstract class Region {
    private int need = Integer.MAX_VALUE;
    private int entries;

    /** A region that cannot be entered before {@link #ready}. */
    protected Region() {}

    /**
     * It may be entered from now on.
     *
     * @param instructions how many it may carry out before it asks for the budget again
     */
    public final void ready(int instructions) {
        need = instructions;
    }

    /** It is not entered any more. */
    public final void retire() {
        need = Integer.MAX_VALUE;
    }

    /**
     * What the budget has to be for the region to begin.
     *
     * @return instructions; what no budget reaches for a region that must not be entered
     */
    public final int need() {
        return need;
    }

    /**
     * How often it was entered from the interpreter.
     *
     * @return a count
     */
    public final int entries() {
        return entries;
    }

    /**
     * Enters it from the interpreter.
     *
     * @param cpu the state, {@link Cpu#pc} at the region's start
     * @param left the budget, at least {@link #need}
     * @return the budget left; the same if nothing was done
     */
    final int enter(Cpu cpu, int left) {
        entries++;
        if (entries < YOUNG && left - need > SHORT) {
            int beyond = left - need - SHORT;
            cpu.beyond = beyond;
            int rest = run(cpu, need + SHORT, DEPTH);
            cpu.beyond = 0;
            return beyond + rest;
        }
        return run(cpu, left, DEPTH);
    }

    /**
     * A region that was entered less often is left soon: HotSpot compiles what is called often, but is slow to replace what has been called
     * once and loops.
     */
    private static final int YOUNG = 400;

    private static final int SHORT = 500;

    /** So many regions may call one another. */
    private static final int DEPTH = 64;

    /**
     * Carries out instructions until the budget does not reach, the code leaves the region, or {@link Cpu#attention} asks for it. All state
     * is in the processor before and afterwards, as between two instructions.
     *
     * @param cpu the state
     * @param left the budget, at least {@link #need}
     * @param depth how many regions may still be called from here
     * @return the budget left
     */
    public abstract int run(Cpu cpu, int left, int depth);
}
