package dev.platine.hal;

import java.time.Duration;

/** Lifetimes of set-points as they travel: whole microseconds. Pure functions. */
final class Lifetimes {
    private static final Duration MAX = Duration.ofHours(1);

    private Lifetimes() {}

    /** Nanoseconds, rounded up to a whole microsecond. */
    static long toNs(Duration lifetime) {
        if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("must be above 0 and at most 1 h: lifetime=" + lifetime);
        }
        return (lifetime.toNanos() + 999) / 1_000 * 1_000;
    }
}
