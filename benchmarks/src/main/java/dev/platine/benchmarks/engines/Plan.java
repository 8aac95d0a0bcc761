package dev.platine.benchmarks.engines;

import dev.platine.mcu.engine.choice.EngineChoice;

/**
 * How much of a workload is done, and what that is in instructions, counted by our chip. Two engines have to count the same.
 *
 * @param workload which
 * @param whole what 5 s of guest work are at 168 MHz, or a quarter of that where QEMU takes too long
 * @param first what its first 100 ms are
 */
record Plan(Workload workload, Amount whole, Amount first) {
    /** Instructions of {@link #whole}, about. */
    static final long WHOLE = 840_000_000;
    /** Instructions of {@link #first}, about. */
    static final long FIRST = 16_800_000;

    private static final int TRIAL = 64;

    /**
     * So much work.
     *
     * @param rounds how often the program's step is done
     * @param instructions from reset to the program's end, exactly
     * @param sum what the program tells at its end
     */
    record Amount(int rounds, long instructions, Sum sum) {}

    static Plan of(Workload workload) {
        long one = amount(workload, 1).instructions;
        double step = (amount(workload, 1 + TRIAL).instructions - one) / (double) TRIAL;
        Amount first = about(workload, FIRST, one, step);
        Amount again = amount(workload, first.rounds, EngineChoice.INTERPRETER);
        if (!again.equals(first)) {
            throw new IllegalStateException(
                    workload.label() + ": the interpreter gives " + again + ", the compiler " + first);
        }
        return new Plan(workload, about(workload, WHOLE / workload.whole(), one, step), first);
    }

    private static Amount about(Workload workload, long instructions, long one, double step) {
        return amount(workload, 1 + (int) Math.max(0, Math.round((instructions - one) / step)));
    }

    private static Amount amount(Workload workload, int rounds) {
        return amount(workload, rounds, EngineChoice.AUTO);
    }

    private static Amount amount(Workload workload, int rounds, EngineChoice engine) {
        GuestChip guest = new GuestChip(Program.of(workload, rounds, workload.tickInstructions()), engine.create());
        guest.finish(2 * WHOLE);
        return new Amount(rounds, guest.instructions(), Sum.in(guest.text()));
    }
}
