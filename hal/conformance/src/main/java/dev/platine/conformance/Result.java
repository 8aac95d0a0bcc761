package dev.platine.conformance;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What became of one behaviour on one kind of board; one line of JSON. */
record Result(String kind, String id, String sentence, Outcome outcome, String reason) {
    /** What became of it. */
    enum Outcome {
        PASSED,
        FAILED,
        SKIPPED
    }

    /** By number within a group, groups by name; {@code a.10} comes behind {@code a.9}. */
    static final Comparator<String> BY_ID = Comparator.comparing(Result::group).thenComparingInt(Result::number);

    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    static String group(String id) {
        return id.substring(0, Math.max(0, id.indexOf('.')));
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring(id.indexOf('.') + 1));
    }

    String toJson() {
        return "{\"kind\":" + quoted(kind) + ",\"id\":" + quoted(id) + ",\"behaviour\":" + quoted(sentence)
                + ",\"outcome\":" + quoted(outcome.name()) + ",\"reason\":" + quoted(reason) + "}";
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else {
                out.append(c < ' ' ? ' ' : c);
            }
        }
        return out.append('"').toString();
    }

    /** Reads a line that {@link #toJson} wrote. */
    static Result fromJson(String line) {
        String kind = "";
        String id = "";
        String sentence = "";
        Outcome outcome = Outcome.FAILED;
        String reason = "";
        Matcher field = FIELD.matcher(line);
        while (field.find()) {
            String value = field.group(2).replaceAll("\\\\(.)", "$1");
            switch (field.group(1)) {
                case "kind" -> kind = value;
                case "id" -> id = value;
                case "behaviour" -> sentence = value;
                case "outcome" -> outcome = Outcome.valueOf(value);
                case "reason" -> reason = value;
                default -> throw new IllegalArgumentException("must be a result: " + line);
            }
        }
        if (id.isEmpty() || kind.isEmpty()) {
            throw new IllegalArgumentException("must be a result: " + line);
        }
        return new Result(kind, id, sentence, outcome, reason);
    }
}
