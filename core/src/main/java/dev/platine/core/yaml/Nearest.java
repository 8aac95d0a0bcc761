package dev.platine.core.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Finds the name that somebody most likely meant. Pure functions; equal distances go by the alphabet. */
public final class Nearest {
    private static final int MAX_CHARS = 64;
    private static final int MAX_LISTED = 12;

    private Nearest() {}

    /**
     * The tail of a message: which name was meant, or which ones there are.
     *
     * @param given the name that is unknown
     * @param known those that there are
     * @return starts with {@code "; "}
     */
    public static String hint(String given, Collection<String> known) {
        String near = find(given, known);
        if (!near.isEmpty()) {
            return "; did you mean '" + near + "'?";
        }
        return known.isEmpty() ? "; there are none" : "; there are " + list(known);
    }

    /**
     * The names by the alphabet, the first few of them.
     *
     * @param known names; an empty one is left out
     * @return with commas between
     */
    public static String list(Collection<String> known) {
        List<String> sorted = new ArrayList<>(new TreeSet<>(known));
        sorted.remove("");
        if (sorted.size() <= MAX_LISTED) {
            return String.join(", ", sorted);
        }
        return String.join(", ", sorted.subList(0, MAX_LISTED)) + " and " + (sorted.size() - MAX_LISTED) + " more";
    }

    /**
     * Finds the nearest name.
     *
     * @param given the name that is unknown
     * @param known those that there are
     * @return one of them, or an empty text when none is near
     */
    public static String find(String given, Collection<String> known) {
        if (given.length() > MAX_CHARS) {
            return "";
        }
        String best = "";
        int least = Math.max(1, given.length() / 3) + 1;
        for (String candidate : new TreeSet<>(known)) {
            if (candidate.length() <= MAX_CHARS) {
                int distance = distance(given, candidate);
                if (distance < least) {
                    least = distance;
                    best = candidate;
                }
            }
        }
        return best;
    }

    /** Edits from one to the other: insert, delete, replace, swap neighbours. */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
