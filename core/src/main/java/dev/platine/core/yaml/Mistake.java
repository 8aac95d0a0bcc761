package dev.platine.core.yaml;

import java.util.Comparator;

/**
 * One mistake in a file that describes a board.
 *
 * @param file the file, as it was named
 * @param line from 1
 * @param column from 1, in characters
 * @param text what is wrong, the rule, and what to do
 */
public record Mistake(String file, int line, int column, String text) implements Comparable<Mistake> {
    private static final Comparator<Mistake> ORDER = Comparator.comparingInt(Mistake::line)
            .thenComparingInt(Mistake::column)
            .thenComparing(Mistake::text);

    /** In the order of the file. */
    @Override
    public int compareTo(Mistake other) {
        return ORDER.compare(this, other);
    }

    /**
     * One line, such as {@code board.yaml:12:3: parts.k1.type: ...}.
     *
     * @return the line, without an end of line
     */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + text;
    }
}
