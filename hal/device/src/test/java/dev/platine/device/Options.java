package dev.platine.device;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bounds of {@code proto/board.options}. */
final class Options {
    private static final Pattern OPTION = Pattern.compile("(max_size|max_count|int_size):(\\w+)");

    private final Map<String, Map<String, String>> byField = new HashMap<>();

    Options() {
        try {
            for (String line : Files.readAllLines(Path.of("proto/board.options"))) {
                if (line.startsWith("platine.")) {
                    Map<String, String> options = new HashMap<>();
                    Matcher option = OPTION.matcher(line);
                    while (option.find()) {
                        options.put(option.group(1), option.group(2));
                    }
                    byField.put(line.substring(0, line.indexOf(' ')), options);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> of(FieldDescriptor field) {
        return byField.getOrDefault(field.getFullName(), Map.of());
    }

    /** Longest text, in bytes. */
    int maxBytes(FieldDescriptor field) {
        return Integer.parseInt(of(field).getOrDefault("max_size", "0")) - 1;
    }

    /** Most elements. */
    int maxCount(FieldDescriptor field) {
        return Integer.parseInt(of(field).getOrDefault("max_count", "0"));
    }

    /** Largest number of a field that is a varint. */
    long maxNumber(FieldDescriptor field) {
        return of(field).getOrDefault("int_size", "").equals("IS_16") ? 0xffff : 0xffff_ffffL;
    }
}
