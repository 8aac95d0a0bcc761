package dev.platine.sim.spec;

import dev.platine.core.yaml.Place;
import dev.platine.core.yaml.YamlDocument;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A document as the schema's validator wants it. One thread. */
final class SpecDocument {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final YamlDocument document;
    private final JsonNode root;

    SpecDocument(YamlDocument document) {
        this.document = document;
        this.root = node(document.root());
    }

    JsonNode root() {
        return root;
    }

    /** Where the value stands; for a path that is not there, where the nearest parent stands. */
    Place value(String path) {
        return document.value(path);
    }

    /** Where the key of the value stands. */
    Place key(String path) {
        return document.key(path);
    }

    private static JsonNode node(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = JSON.objectNode();
            map.forEach((key, child) -> object.set(String.valueOf(key), node(child)));
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = JSON.arrayNode();
            list.forEach(child -> array.add(node(child)));
            return array;
        }
        if (value instanceof Boolean flag) {
            return JSON.booleanNode(flag);
        }
        if (value instanceof Double number) {
            return JSON.numberNode(number.doubleValue());
        }
        if (value instanceof Long number) {
            return JSON.numberNode(number.longValue());
        }
        return value == null ? JSON.nullNode() : JSON.stringNode(String.valueOf(value));
    }
}
