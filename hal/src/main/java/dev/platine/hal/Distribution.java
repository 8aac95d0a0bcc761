package dev.platine.hal;

/**
 * Where the values of a measurement lie, in nanoseconds, each exact to 0.1 % of itself. Immutable.
 *
 * @param count how many values there were; all others are 0 when it is 0
 * @param p50Ns half of them were at most this
 * @param p90Ns 90 % of them
 * @param p99Ns 99 % of them
 * @param p999Ns 99.9 % of them
 * @param maxNs the largest
 * @param meanNs their mean
 */
public record Distribution(long count, long p50Ns, long p90Ns, long p99Ns, long p999Ns, long maxNs, double meanNs) {
    /** No values. */
    public static final Distribution NONE = new Distribution(0, 0, 0, 0, 0, 0, 0);
}
