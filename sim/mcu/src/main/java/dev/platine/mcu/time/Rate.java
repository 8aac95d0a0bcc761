package dev.platine.mcu.time;

import org.jspecify.annotations.Nullable;

/**
 * A frequency as an exact fraction, in lowest terms.
 *
 * @param numerator in Hz, at least 0
 * @param denominator at least 1
 */
public record Rate(long numerator, long denominator) {
    /** Nothing ticks. */
    public static final Rate NONE = new Rate(0, 1);

    /**
     * A frequency.
     *
     * @param numerator in Hz, at least 0
     * @param denominator at least 1
     * @throws IllegalArgumentException if one is less
     */
    public Rate {
        if (numerator < 0 || denominator < 1) {
            throw new IllegalArgumentException("must be >= 0 over >= 1: rate=" + numerator + "/" + denominator);
        }
        long common = Math.max(gcd(numerator, denominator), 1);
        numerator /= common;
        denominator /= common;
    }

    /** Written out, because the JVM would make a class for it at every start. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Rate rate && rate.numerator == numerator && rate.denominator == denominator;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(numerator) + Long.hashCode(denominator);
    }

    /**
     * A whole number of hertz.
     *
     * @param hz at least 0
     * @return the frequency
     */
    public static Rate hz(long hz) {
        return new Rate(hz, 1);
    }

    /**
     * This, times a fraction.
     *
     * @param by at least 0
     * @param over at least 1
     * @return the product
     */
    public Rate times(long by, long over) {
        return new Rate(numerator * by, denominator * over);
    }

    /**
     * Whether nothing ticks.
     *
     * @return whether it is 0
     */
    public boolean stopped() {
        return numerator == 0;
    }

    /**
     * In hertz, rounded.
     *
     * @return for people and for what needs no exact value
     */
    public double hz() {
        return (double) numerator / denominator;
    }

    static long gcd(long a, long b) {
        long x = a;
        long y = b;
        while (y != 0) {
            long rest = x % y;
            x = y;
            y = rest;
        }
        return x;
    }
}
