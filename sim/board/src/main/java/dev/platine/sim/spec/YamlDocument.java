package dev.platine.sim.spec;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A file as a tree, and where each of its values and keys stands. Paths are JSON pointers. One thread. */
final class YamlDocument {
    private final JsonNode root;
    private final Map<String, Place> values;
    private final Map<String, Place> keys;

    YamlDocument(JsonNode root, Map<String, Place> values, Map<String, Place> keys) {
        this.root = root;
        this.values = new HashMap<>(values);
        this.keys = new HashMap<>(keys);
    }

    JsonNode root() {
        return root;
    }

    /** Where the value stands; for a path that is not there, where the nearest parent stands. */
    Place value(String path) {
        return nearest(values, path);
    }

    /** Where the key of the value stands. */
    Place key(String path) {
        Place place = keys.get(path);
        return place == null ? value(path) : place;
    }

    private static Place nearest(Map<String, Place> places, String path) {
        String at = path;
        while (true) {
            Place place = places.get(at);
            if (place != null) {
                return place;
            }
            int slash = at.lastIndexOf('/');
            if (slash < 0) {
                return Place.START;
            }
            at = at.substring(0, slash);
        }
    }

    /** One more step of a path. */
    static String child(String path, String name) {
        return path + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** A path as people write it: {@code parts.k1.type}. */
    static String dotted(String path) {
        return path.isEmpty()
                ? "the board"
                : path.substring(1).replace('/', '.').replace("~1", "/").replace("~0", "~");
    }
}
