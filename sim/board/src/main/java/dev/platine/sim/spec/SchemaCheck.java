package dev.platine.sim.spec;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import dev.platine.core.yaml.Mistakes;
import dev.platine.core.yaml.Nearest;
import dev.platine.core.yaml.Numbers;
import dev.platine.core.yaml.Place;
import dev.platine.core.yaml.YamlDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Checks a document against {@code board.schema.json} and says in words what does not fit. Safe for one thread at a time. */
final class SchemaCheck {
    static final String RESOURCE = "board.schema.json";

    private final Schema schema;

    SchemaCheck() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        try (InputStream in = SchemaCheck.class.getResourceAsStream(RESOURCE)) {
            schema = registry.getSchema(in, InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void check(SpecDocument document, Mistakes mistakes) {
        List<Error> errors = schema.validate(document.root());
        Set<String> meant = new HashSet<>();
        for (Error error : errors) {
            if (error.getKeyword().equals("additionalProperties")) {
                List<String> known =
                        new ArrayList<>(parent(error).path("properties").propertyNames());
                String path = pointer(error.getInstanceLocation());
                meant.add(YamlDocument.child(path, Nearest.find(String.valueOf(error.getProperty()), known)));
            }
        }
        for (Error error : errors) {
            boolean told = error.getKeyword().equals("required")
                    && meant.contains(YamlDocument.child(
                            pointer(error.getInstanceLocation()), String.valueOf(error.getProperty())));
            if (!told) {
                tell(document, mistakes, error);
            }
        }
    }

    private void tell(SpecDocument document, Mistakes mistakes, Error error) {
        String path = pointer(error.getInstanceLocation());
        String at = YamlDocument.dotted(path);
        JsonNode value = document.root().at(path);
        String property = String.valueOf(error.getProperty());
        switch (error.getKeyword()) {
            case "required" ->
                mistakes.add(
                        document.value(path),
                        at + ": '" + property + "' is missing, must be there; add '" + property + ":' ("
                                + describe(propertySchema(error, property)) + ")");
            case "additionalProperties" -> unknown(document, mistakes, error, path, property);
            case "not" -> mistakes.add(document.key(path), at + ": " + describe(parent(error)));
            case "enum" ->
                mistakes.add(
                        document.value(path),
                        at + ": " + show(value) + " is unknown"
                                + Nearest.hint(value.asString(""), names(error.getSchemaNode())));
            case "type" ->
                mistakes.add(
                        document.value(path),
                        at + ": is " + show(value) + ", must be " + type(error) + fix(value, error));
            default ->
                mistakes.add(
                        document.value(path),
                        at + ": " + show(value) + " does not fit, must be " + describe(parent(error)) + "; "
                                + limit(error));
        }
    }

    private void unknown(SpecDocument document, Mistakes mistakes, Error error, String path, String property) {
        String at = YamlDocument.dotted(path);
        Place place = document.key(YamlDocument.child(path, property));
        JsonNode object = parent(error);
        if (object.has("patternProperties")) {
            mistakes.add(
                    place,
                    at + ": name '" + property + "' does not fit, must be "
                            + object.path("propertyNames").path("description").asString("") + "; rename it");
            return;
        }
        List<String> known = new ArrayList<>(object.path("properties").propertyNames());
        mistakes.add(place, at + ": '" + property + "' is unknown" + Nearest.hint(property, known));
    }

    private static String limit(Error error) {
        String value = error.getSchemaNode().asString();
        return switch (error.getKeyword()) {
            case "minLength" -> "write at least " + value + " character";
            case "maxLength" -> "shorten it to " + value + " characters";
            case "minimum" -> "write at least " + value;
            case "minProperties" -> "add one";
            case "maxProperties" -> "leave at most " + value;
            default -> "correct it";
        };
    }

    private String type(Error error) {
        String description = describe(parent(error));
        List<String> types = names(error.getSchemaNode());
        if (types.size() > 1) {
            return description;
        }
        return switch (types.get(0)) {
            case "object" -> "a block of 'name: value' (" + description + ")";
            case "string" -> "a text (" + description + ")";
            case "number" -> "a number (" + description + ")";
            default -> "a " + types.get(0);
        };
    }

    private static String fix(JsonNode value, Error error) {
        boolean textWanted = names(error.getSchemaNode()).equals(List.of("string"));
        if (textWanted && (value.isNumber() || value.isBoolean())) {
            return "; put it in quotes";
        }
        return value.isNull() ? "; write one" : "; correct it";
    }

    private static String show(JsonNode value) {
        if (value.isString()) {
            String text = value.asString();
            return "'" + (text.length() <= 60 ? text : text.substring(0, 60) + "...") + "'";
        }
        if (value.isObject()) {
            return value.isEmpty() ? "an empty block" : "a block";
        }
        if (value.isArray()) {
            return "a list";
        }
        if (value.isNull() || value.isMissingNode()) {
            return "empty";
        }
        return value.isNumber() ? Numbers.plain(value.asDouble()) : value.asString();
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(item -> names.add(item.asString()));
        } else {
            names.add(node.asString());
        }
        return names;
    }

    private String describe(JsonNode subschema) {
        String own = subschema.path("description").asString("");
        if (!own.isEmpty() || !subschema.has("$ref")) {
            return own;
        }
        return describe(
                schema.getSchemaNode().at(subschema.path("$ref").asString().substring(1)));
    }

    /** The schema of a property that is asked for; the "then" of a condition names properties that its owner describes. */
    private JsonNode propertySchema(Error error, String property) {
        NodePath path = error.getSchemaLocation().getFragment();
        for (int depth = path.getNameCount() - 1; depth >= 0; depth--) {
            JsonNode candidate =
                    at(path, depth).path("properties").path(property).path("description");
            if (candidate.isString()) {
                return at(path, depth).path("properties").path(property);
            }
            JsonNode referred = at(path, depth).path("properties").path(property);
            if (referred.has("$ref")) {
                return referred;
            }
        }
        return at(path, 0);
    }

    private JsonNode parent(Error error) {
        NodePath path = error.getSchemaLocation().getFragment();
        return at(path, path.getNameCount() - 1);
    }

    private JsonNode at(NodePath path, int depth) {
        JsonNode node = schema.getSchemaNode();
        for (int i = 0; i < depth; i++) {
            Object step = path.getElement(i);
            node = step instanceof Integer index ? node.path(index) : node.path(path.getName(i));
        }
        return node;
    }

    private static String pointer(NodePath path) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < path.getNameCount(); i++) {
            pointer.append(YamlDocument.child("", path.getName(i)));
        }
        return pointer.toString();
    }
}
