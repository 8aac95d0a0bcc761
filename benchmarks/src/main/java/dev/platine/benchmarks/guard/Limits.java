package dev.platine.benchmarks.guard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The checked-in limits. One a line, {@code ID = at-most|at-least LIMIT target TARGET}; {@code #} starts a comment.
 * Immutable.
 */
public final class Limits {
    private static final Pattern LINE =
            Pattern.compile("([a-z0-9.-]+)\\s*=\\s*(at-most|at-least)\\s+([0-9.]+)\\s+target\\s+([0-9.]+)");

    private final Map<String, Limit> byId;

    private Limits(Map<String, Limit> byId) {
        this.byId = byId;
    }

    /**
     * Reads a file of limits.
     *
     * @param file the file
     * @return the limits
     * @throws IOException when it cannot be read
     * @throws IllegalArgumentException when a line has another form or an id comes twice; the message says which
     */
    public static Limits load(Path file) throws IOException {
        return parse(Files.readAllLines(file, StandardCharsets.UTF_8));
    }

    /**
     * Reads lines of limits.
     *
     * @param lines as in a file
     * @return the limits
     * @throws IllegalArgumentException when a line has another form or an id comes twice; the message says which
     */
    public static Limits parse(List<String> lines) {
        Map<String, Limit> byId = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "").strip();
            if (line.isEmpty()) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "line " + (i + 1) + " must be 'ID = at-most|at-least LIMIT target TARGET': " + line);
            }
            Limit limit = limit(matcher);
            if (byId.put(limit.id(), limit) != null) {
                throw new IllegalArgumentException("line " + (i + 1) + " must not repeat an id: " + limit.id());
            }
        }
        return new Limits(byId);
    }

    private static Limit limit(Matcher matcher) {
        Limit.Bound bound =
                Limit.Bound.valueOf(matcher.group(2).toUpperCase(Locale.ROOT).replace('-', '_'));
        return new Limit(
                matcher.group(1), bound, Double.parseDouble(matcher.group(3)), Double.parseDouble(matcher.group(4)));
    }

    /**
     * The limit of a figure.
     *
     * @param id which figure
     * @return its limit
     * @throws IllegalArgumentException when there is none: no figure of the guard goes ungated by mistake
     */
    public Limit of(String id) {
        Limit limit = byId.get(id);
        if (limit == null) {
            throw new IllegalArgumentException("no limit is checked in for " + id);
        }
        return limit;
    }

    /**
     * Checks that the limits are exactly those of the guard's figures, so that a misspelt line cannot drop a gate.
     *
     * @param ids of all figures that the guard knows
     * @throws IllegalArgumentException when one is missing or too many
     */
    public void requireExactly(Set<String> ids) {
        if (!byId.keySet().equals(ids)) {
            Set<String> odd = new TreeSet<>(byId.keySet());
            odd.removeAll(ids);
            Set<String> missing = new TreeSet<>(ids);
            missing.removeAll(byId.keySet());
            throw new IllegalArgumentException(
                    "limits must name each figure once: missing " + missing + ", unknown " + odd);
        }
    }
}
