package dev.platine.benchmarks.engines;

import java.util.Arrays;

/**
 * The middle of some figures, and the range in which half of them are.
 *
 * @param low a quarter is below
 * @param median half are below
 * @param high a quarter is above
 */
record Quartiles(double low, double median, double high) {
    /**
     * Sums up figures; between two of them linearly.
     *
     * @param figures at least one, in any order; left as they are
     * @throws IllegalArgumentException when there is none
     */
    static Quartiles of(double[] figures) {
        if (figures.length == 0) {
            throw new IllegalArgumentException("must be at least one figure");
        }
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    private static double at(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
