package dev.platine.core.yaml;

import java.util.List;
import java.util.TreeSet;

/** Collects the mistakes of one file. One thread. */
public final class Mistakes {
    /** How many mistakes a message tells at once. */
    public static final int MAX_TOLD = 20;

    /** Beyond this, more of the same help nobody; collecting stops. */
    private static final int MAX_COLLECTED = 1_000;

    private final String file;
    private final TreeSet<Mistake> all = new TreeSet<>();

    /**
     * Starts without any.
     *
     * @param file the file's name, for messages
     */
    public Mistakes(String file) {
        this.file = file;
    }

    /**
     * Adds one. What stood in the file is made printable.
     *
     * @param place where
     * @param text what is wrong, the rule, and what to do
     */
    public void add(Place place, String text) {
        if (all.size() < MAX_COLLECTED) {
            all.add(new Mistake(file, place.line(), place.column(), printable(text)));
        }
    }

    /**
     * Whether all is well so far.
     *
     * @return true when there is no mistake
     */
    public boolean none() {
        return all.isEmpty();
    }

    /**
     * All of them.
     *
     * @return in the order of the file
     */
    public List<Mistake> list() {
        return List.copyOf(all);
    }

    /**
     * A message of one line for each mistake, the first {@value #MAX_TOLD} of them, and how many more there are.
     *
     * @param all mistakes in the order of the file
     * @return the lines, without an end of line behind the last
     */
    public static String message(List<Mistake> all) {
        StringBuilder text = new StringBuilder();
        for (Mistake mistake : all.subList(0, Math.min(MAX_TOLD, all.size()))) {
            text.append(text.isEmpty() ? "" : "\n").append(mistake);
        }
        if (all.size() > MAX_TOLD) {
            text.append("\nand ").append(all.size() - MAX_TOLD).append(" more");
        }
        return text.toString();
    }

    /** What stood in the file must not break the line, nor the terminal. */
    private static String printable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                clean.append(String.format("\\u%04x", c));
            } else {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString();
    }
}
