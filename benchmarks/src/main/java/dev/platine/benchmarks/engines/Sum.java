package dev.platine.benchmarks.engines;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line that a program ends with.
 *
 * @param value what it has computed; the same on every machine
 * @param ticks how often SysTick has interrupted it
 */
record Sum(String value, long ticks) {
    private static final Pattern LINE = Pattern.compile("sum ([0-9a-f]{8}) ticks ([0-9a-f]{8})");
    private static final int HEX = 16;

    /**
     * Finds the line.
     *
     * @param text what the program printed, and who ran it
     * @return its sum
     * @throws IllegalStateException if the line is not there
     */
    static Sum in(String text) {
        Matcher line = LINE.matcher(text);
        if (!line.find()) {
            throw new IllegalStateException("the program has not told its sum: " + text.strip());
        }
        return new Sum(line.group(1), Long.parseLong(line.group(2), HEX));
    }
}
