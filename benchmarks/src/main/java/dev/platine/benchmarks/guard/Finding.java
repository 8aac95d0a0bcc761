package dev.platine.benchmarks.guard;

import org.jspecify.annotations.Nullable;

/**
 * One line of the guard's table.
 *
 * @param what what was measured, for people
 * @param p50Us median in microseconds; not-a-number where it has no meaning
 * @param p99Us 99th percentile in microseconds; not-a-number where it has no meaning
 * @param figure what is compared, with its spread
 * @param limit what it is held against, or null when it is only shown
 */
public record Finding(
        String what,
        double p50Us,
        double p99Us,
        Spread figure,
        @Nullable Limit limit) {
    /** What the guard says of a finding. */
    public enum Verdict {
        /** Inside the limit. */
        PASS,
        /** Past the limit. */
        FAIL,
        /** Shown, not gated. */
        SHOWN
    }

    /**
     * Judges the figure's median.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        if (limit == null) {
            return Verdict.SHOWN;
        }
        return limit.passes(figure.median()) ? Verdict.PASS : Verdict.FAIL;
    }

    /**
     * Whether the figure reaches what the project wants; true when nothing is wanted.
     *
     * @return false when it misses the target
     */
    public boolean onTarget() {
        return limit == null || limit.reaches(figure.median());
    }
}
