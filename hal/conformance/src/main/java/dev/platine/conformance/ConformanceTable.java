package dev.platine.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes a table of behaviours and kinds from the results of {@link BoardConformance}. Depends on the results only. */
public final class ConformanceTable {
    private ConformanceTable() {}

    /**
     * Reads results and writes the table.
     *
     * @param args folders with {@code *.jsonl} files, then the file to write, such as {@code docs/conformance.md}
     * @throws IOException when a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 2) {
            throw new IllegalArgumentException("must be folders with results, then the file to write");
        }
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < args.length - 1; i++) {
            results.addAll(read(Path.of(args[i])));
        }
        Files.writeString(Path.of(args[args.length - 1]), render(results));
    }

    private static List<Result> read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of(); // a module that was not run
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList();
        }
        List<Result> results = new ArrayList<>();
        for (Path file : files) {
            for (String line : Files.readAllLines(file)) {
                results.add(Result.fromJson(line));
            }
        }
        return results;
    }

    static String render(List<Result> results) {
        Set<String> kinds = new LinkedHashSet<>();
        results.stream().map(Result::kind).sorted(Comparator.naturalOrder()).forEach(kinds::add);
        Map<String, Map<String, Result>> rows = new TreeMap<>(Result.BY_ID);
        for (Result result : results) {
            rows.computeIfAbsent(result.id(), id -> new LinkedHashMap<>())
                    .merge(result.kind(), result, ConformanceTable::worse);
        }
        Map<String, Integer> notes = new LinkedHashMap<>();
        StringBuilder out = new StringBuilder(
                "# What every kind of board does\n\n"
                        + "Made by `ConformanceTable` from a run of the suite in `hal/conformance`; not written by hand. "
                        + "*yes*: passed, on every board of the kind that can be tried for it; *NO*: failed; a number: skipped, see the note.\n\n| | behaviour: the board ... |");
        kinds.forEach(kind -> out.append(' ').append(kind).append(" |"));
        out.append("\n|---|---|").append("---|".repeat(kinds.size())).append('\n');
        rows.forEach((id, row) -> {
            String sentence = row.values().iterator().next().sentence();
            out.append("| ").append(id).append(" | ").append(sentence).append(" |");
            kinds.forEach(
                    kind -> out.append(' ').append(cell(row.get(kind), notes)).append(" |"));
            out.append('\n');
        });
        if (!notes.isEmpty()) {
            out.append('\n');
            notes.forEach((reason, number) ->
                    out.append(number).append(": ").append(reason).append("  \n"));
        }
        return out.toString();
    }

    /** Of two boards of a kind: a failure counts before a pass, and a pass before what was skipped. */
    private static Result worse(Result one, Result other) {
        boolean otherCounts = other.outcome() == Result.Outcome.FAILED || one.outcome() == Result.Outcome.SKIPPED;
        return one.outcome() != Result.Outcome.FAILED && otherCounts ? other : one;
    }

    private static String cell(@org.jspecify.annotations.Nullable Result result, Map<String, Integer> notes) {
        if (result == null) {
            return "not run";
        }
        return switch (result.outcome()) {
            case PASSED -> "yes";
            case FAILED -> "**NO**";
            case SKIPPED -> String.valueOf(notes.computeIfAbsent(result.reason(), reason -> notes.size() + 1));
        };
    }
}
