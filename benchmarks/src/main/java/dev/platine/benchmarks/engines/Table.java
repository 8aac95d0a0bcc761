package dev.platine.benchmarks.engines;

import java.util.ArrayList;
import java.util.List;

/** A table as Markdown has it, its columns aligned so that it can be read as text too. One thread. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(List<String> heads) {
        rows.add(heads);
    }

    /** Adds a row; as many cells as heads. */
    void row(List<String> cells) {
        if (cells.size() != rows.get(0).size()) {
            throw new IllegalArgumentException("must have " + rows.get(0).size() + " cells: " + cells);
        }
        rows.add(List.copyOf(cells));
    }

    String text() {
        StringBuilder text = new StringBuilder();
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            line(text, rows.get(i), widths);
            if (i == 0) {
                for (int column = 0; column < columns; column++) {
                    text.append("|-").append("-".repeat(widths[column])).append(column == 0 ? "-" : ":");
                }
                text.append("|\n");
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> row, int[] widths) {
        for (int i = 0; i < row.size(); i++) {
            String space = " ".repeat(widths[i] - row.get(i).length());
            text.append("| ")
                    .append(i == 0 ? row.get(i) + space : space + row.get(i))
                    .append(' ');
        }
        text.append("|\n");
    }
}
