package dev.platine.benchmarks.guard;

import java.util.Arrays;

/**
 * The middle and the ends of several figures of one kind.
 *
 * @param median the middle one; of an even number the lower of the two
 * @param min the smallest
 * @param max the largest
 */
public record Spread(double median, double min, double max) {
    /**
     * Sums up figures.
     *
     * @param figures at least one; left as they are
     * @return their spread
     * @throws IllegalArgumentException when there is none
     */
    public static Spread of(double[] figures) {
        if (figures.length == 0) {
            throw new IllegalArgumentException("must be at least one figure");
        }
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return new Spread(sorted[(sorted.length - 1) / 2], sorted[0], sorted[sorted.length - 1]);
    }

    /**
     * One figure that is all there is.
     *
     * @param figure the figure
     * @return a spread without width
     */
    public static Spread exactly(double figure) {
        return new Spread(figure, figure, figure);
    }

    /**
     * The same with each figure turned over: what was a over b becomes b over a.
     *
     * @return the inverse
     */
    public Spread inverse() {
        return new Spread(1 / median, 1 / max, 1 / min);
    }
}
