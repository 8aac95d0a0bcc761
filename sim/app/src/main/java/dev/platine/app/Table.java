package dev.platine.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lines of cells, each column as wide as its widest cell. Numbers stand to the right. One thread. */
final class Table {
    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();
    private final boolean[] right;

    /** A column whose head begins with {@code >} stands to the right. */
    Table(String... heads) {
        right = new boolean[heads.length];
        String[] words = heads.clone();
        for (int i = 0; i < heads.length; i++) {
            right[i] = heads[i].startsWith(">");
            words[i] = right[i] ? heads[i].substring(1) : heads[i];
        }
        rows.add(words);
    }

    Table row(String... cells) {
        rows.add(Arrays.copyOf(cells, right.length));
        return this;
    }

    List<String> lines() {
        int[] widths = new int[right.length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String pad = " ".repeat(widths[i] - row[i].length());
                line.append(right[i] ? pad + row[i] : row[i] + pad).append(GAP);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
