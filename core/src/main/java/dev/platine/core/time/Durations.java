package dev.platine.core.time;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them, {@code 250us}, {@code 1.5s}, {@code 2h}, in nanoseconds. Pure functions. */
public final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ns|us|µs|ms|s|min|h)");
    private static final String[] UNITS = {"h", "min", "s", "ms", "us"};

    private Durations() {}

    /**
     * Reads a duration: a decimal number and one of {@code ns us ms s min h}.
     *
     * @param text for example {@code 1ms}
     * @return nanoseconds, 0 or more
     * @throws IllegalArgumentException when the text has another form or is above 292 years; the message says the form
     */
    public static long parse(String text) {
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "must be a number and one of ns us ms s min h, such as 250us or 1.5s: " + text);
        }
        double ns = Double.parseDouble(matcher.group(1)) * unitNs(matcher.group(2));
        if (ns > Long.MAX_VALUE) {
            throw new IllegalArgumentException("must be below 292 years: " + text);
        }
        return Math.round(ns);
    }

    /**
     * Writes a duration with the largest unit in which it is at least 1, and at most three decimals.
     *
     * @param ns nanoseconds
     * @return for example {@code 1.5ms}
     */
    public static String format(long ns) {
        for (String unit : UNITS) {
            if (Math.abs(ns) >= unitNs(unit)) {
                return trim(ns / (double) unitNs(unit)) + unit;
            }
        }
        return ns + "ns";
    }

    private static String trim(double value) {
        return BigDecimal.valueOf(value)
                .setScale(3, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static long unitNs(String unit) {
        return switch (unit) {
            case "ns" -> 1L;
            case "us", "µs" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "min" -> 60_000_000_000L;
            default -> 3_600_000_000_000L;
        };
    }
}
