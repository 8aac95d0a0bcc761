package dev.platine.hal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What somebody may have meant who wrote a name that is not there. Pure functions. */
final class Names {
    private static final int MOST = 3;

    private Names() {}

    /** The nearest names, best first: those that hold or are held by the name, then those few letters away. */
    static List<String> nearest(String name, Collection<String> known) {
        List<String> near = new ArrayList<>();
        for (String candidate : known) {
            if (score(name, candidate) <= Math.max(2, name.length() / 3)) {
                near.add(candidate);
            }
        }
        near.sort(Comparator.comparingInt((String candidate) -> score(name, candidate))
                .thenComparing(Comparator.naturalOrder()));
        return List.copyOf(near.subList(0, Math.min(MOST, near.size())));
    }

    private static int score(String name, String candidate) {
        boolean holds = !name.isEmpty() && (candidate.contains(name) || name.contains(candidate));
        return holds ? 1 : distance(name, candidate);
    }

    /** Levenshtein's distance. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
