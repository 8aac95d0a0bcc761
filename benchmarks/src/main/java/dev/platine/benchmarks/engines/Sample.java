package dev.platine.benchmarks.engines;

/**
 * One measurement.
 *
 * @param instructions of the guest, as our chip counts them
 * @param wallSeconds how long they took
 * @param cpuSeconds processor time that they took, of all threads
 */
record Sample(long instructions, double wallSeconds, double cpuSeconds) {
    private static final double MILLION = 1e6;

    static Sample of(Timed timed, long instructions) {
        return new Sample(instructions, timed.wallSeconds(), timed.cpuSeconds());
    }

    /** What is left without the beginning. */
    Sample without(Sample beginning) {
        return new Sample(
                instructions - beginning.instructions,
                wallSeconds - beginning.wallSeconds,
                cpuSeconds - beginning.cpuSeconds);
    }

    /** Millions of instructions a second. */
    double mips() {
        return instructions / wallSeconds / MILLION;
    }

    /** Millions of instructions a second of processor time. */
    double cpuMips() {
        return instructions / cpuSeconds / MILLION;
    }
}
