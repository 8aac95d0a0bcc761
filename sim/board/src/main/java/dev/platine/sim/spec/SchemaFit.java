package dev.platine.sim.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Looks whether a document fits {@code board.schema.json}, without a word about what does not: that is the validator's, which takes longer to
 * load than a board to build. Knows the keywords that our schema has; what it does not know never fits, so that the validator looks. One thread.
 */
final class SchemaFit {
    private final Map<?, ?> schema;
    private final Map<String, Pattern> patterns = new LinkedHashMap<>();

    SchemaFit() {
        this(SchemaCheck.RESOURCE);
    }

    SchemaFit(String resource) {
        try (InputStream in = SchemaFit.class.getResourceAsStream(resource);
                JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
            json.nextToken();
            schema = read(json) instanceof Map<?, ?> map ? map : Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Object read(JsonParser json) {
        JsonToken token = json.currentToken();
        switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    json.nextToken();
                    object.put(name, read(json));
                }
                return object;
            }
            case START_ARRAY -> {
                List<@Nullable Object> array = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    array.add(read(json));
                }
                return array;
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return token == JsonToken.VALUE_TRUE;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                return json.getDoubleValue();
            }
            default -> {
                return token == JsonToken.VALUE_NULL ? null : json.getString();
            }
        }
    }

    /**
     * Looks at a document.
     *
     * @param document maps, lists and values as {@link dev.platine.core.yaml.YamlReader} makes them
     * @return true when it fits for certain
     */
    boolean fits(@Nullable Object document) {
        return fits(schema, document);
    }

    private boolean fits(@Nullable Object rule, @Nullable Object value) {
        if (rule instanceof Boolean always) {
            return always;
        }
        if (!(rule instanceof Map<?, ?> keywords)) {
            return false;
        }
        for (Map.Entry<?, ?> keyword : keywords.entrySet()) {
            if (!holds(keywords, String.valueOf(keyword.getKey()), keyword.getValue(), value)) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(Map<?, ?> rule, String keyword, @Nullable Object limit, @Nullable Object value) {
        return switch (keyword) {
            case "$schema", "$id", "$defs", "title", "description", "then" -> true;
            case "$ref" -> fits(referred(String.valueOf(limit)), value);
            case "allOf" -> limit instanceof List<?> all && all.stream().allMatch(one -> fits(one, value));
            // what does not fit for certain may fit for the validator: then the condition would hold
            case "if" -> !maybe(limit, value) || fits(rule.get("then"), value);
            case "const" -> limit instanceof String && limit.equals(value);
            case "enum" -> limit instanceof List<?> list && value instanceof String && list.contains(value);
            case "type" -> limit instanceof List<?> any ? any.stream().anyMatch(t -> is(t, value)) : is(limit, value);
            case "minLength" -> !(value instanceof String text) || length(text) >= number(limit);
            case "maxLength" -> !(value instanceof String text) || length(text) <= number(limit);
            case "pattern" -> !(value instanceof String text) || found(String.valueOf(limit), text);
            case "minimum" -> !(value instanceof Number number) || number.doubleValue() >= number(limit);
            case "maximum" -> !(value instanceof Number number) || number.doubleValue() <= number(limit);
            case "exclusiveMinimum" -> !(value instanceof Number number) || number.doubleValue() > number(limit);
            default ->
                !(value instanceof Map<?, ?> object) ? isOfObjects(keyword) : holds(rule, keyword, limit, object);
        };
    }

    private static boolean isOfObjects(String keyword) {
        return switch (keyword) {
            case "required", "minProperties", "maxProperties", "propertyNames" -> true;
            case "properties", "patternProperties", "additionalProperties" -> true;
            default -> false;
        };
    }

    private boolean holds(Map<?, ?> rule, String keyword, @Nullable Object limit, Map<?, ?> object) {
        return switch (keyword) {
            case "required" -> limit instanceof List<?> names && object.keySet().containsAll(names);
            case "minProperties" -> object.size() >= number(limit);
            case "maxProperties" -> object.size() <= number(limit);
            case "propertyNames" -> object.keySet().stream().allMatch(name -> fits(limit, name));
            case "properties" ->
                limit instanceof Map<?, ?> known
                        && known.entrySet().stream()
                                .allMatch(one -> !object.containsKey(one.getKey())
                                        || fits(one.getValue(), object.get(one.getKey())));
            case "patternProperties" ->
                limit instanceof Map<?, ?> known && object.entrySet().stream().allMatch(one -> fitPattern(known, one));
            case "additionalProperties" ->
                object.entrySet().stream()
                        .allMatch(one -> isKnown(rule, String.valueOf(one.getKey())) || fits(limit, one.getValue()));
            default -> false;
        };
    }

    private boolean fitPattern(Map<?, ?> known, Map.Entry<?, ?> property) {
        return known.entrySet().stream()
                .allMatch(one -> !found(String.valueOf(one.getKey()), String.valueOf(property.getKey()))
                        || fits(one.getValue(), property.getValue()));
    }

    private boolean isKnown(Map<?, ?> rule, String name) {
        if (rule.get("properties") instanceof Map<?, ?> known && known.containsKey(name)) {
            return true;
        }
        return rule.get("patternProperties") instanceof Map<?, ?> byPattern
                && byPattern.keySet().stream().anyMatch(pattern -> found(String.valueOf(pattern), name));
    }

    /** False only when the value certainly does not fit: a condition on a property that has another value, or is not there. */
    private static boolean maybe(@Nullable Object condition, @Nullable Object value) {
        if (!(condition instanceof Map<?, ?> rule && value instanceof Map<?, ?> object)) {
            return true;
        }
        if (rule.get("required") instanceof List<?> names && !object.keySet().containsAll(names)) {
            return false;
        }
        return !(rule.get("properties") instanceof Map<?, ?> known)
                || known.entrySet().stream()
                        .noneMatch(one -> one.getValue() instanceof Map<?, ?> only
                                && only.get("const") instanceof String text
                                && object.containsKey(one.getKey())
                                && !text.equals(object.get(one.getKey())));
    }

    private @Nullable Object referred(String reference) {
        String name = reference.startsWith("#/$defs/") ? reference.substring(8) : "";
        return schema.get("$defs") instanceof Map<?, ?> defined ? defined.get(name) : null;
    }

    private boolean found(String pattern, String text) {
        return patterns.computeIfAbsent(pattern, Pattern::compile).matcher(text).find();
    }

    private static boolean is(@Nullable Object type, @Nullable Object value) {
        return switch (String.valueOf(type)) {
            case "object" -> value instanceof Map;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "number" -> value instanceof Number;
            case "integer" -> value instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue());
            default -> false;
        };
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static double number(@Nullable Object limit) {
        return limit instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
