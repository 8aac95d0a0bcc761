package dev.platine.app;

import dev.platine.core.time.Durations;
import java.time.Duration;

/** Checks of what people give to options. Pure functions. */
final class Limits {
    private Limits() {}

    /**
     * Hands the duration through.
     *
     * @throws Failure of usage when it is outside the limits, both allowed
     */
    static Duration within(String option, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new Failure(
                    Exit.USAGE,
                    option + " must be " + Durations.format(least.toNanos()) + " to " + Durations.format(most.toNanos())
                            + ": " + Durations.format(value.toNanos()));
        }
        return value;
    }

    /**
     * Hands the number through.
     *
     * @throws Failure of usage when it is outside the limits, both allowed, or not a number
     */
    static double within(String option, double value, double least, double most) {
        if (value >= least && value <= most) {
            return value;
        }
        throw new Failure(Exit.USAGE, option + " must be " + plain(least) + " to " + plain(most) + ": " + plain(value));
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
