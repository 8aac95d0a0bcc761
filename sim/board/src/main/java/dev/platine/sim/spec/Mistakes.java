package dev.platine.sim.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Collects the mistakes of one file. One thread. */
final class Mistakes {
    /** Beyond this, more of the same help nobody; collecting stops. */
    private static final int MAX_COLLECTED = 1_000;

    private final String file;
    private final TreeSet<Mistake> all = new TreeSet<>();

    Mistakes(String file) {
        this.file = file;
    }

    void add(Place place, String text) {
        if (all.size() < MAX_COLLECTED) {
            all.add(new Mistake(file, place.line(), place.column(), printable(text)));
        }
    }

    boolean none() {
        return all.isEmpty();
    }

    BoardSpecException exception() {
        return new BoardSpecException(new ArrayList<>(all));
    }

    void throwIfAny() {
        if (!none()) {
            throw exception();
        }
    }

    List<Mistake> list() {
        return List.copyOf(all);
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
