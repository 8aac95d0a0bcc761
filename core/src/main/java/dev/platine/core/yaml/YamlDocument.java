package dev.platine.core.yaml;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file as a tree, and where each of its values and keys stands. Paths are JSON pointers. One thread. */
public final class YamlDocument {
    private final @Nullable Object root;
    private final Map<String, Place> values;
    private final Map<String, Place> keys;

    YamlDocument(@Nullable Object root, Map<String, Place> values, Map<String, Place> keys) {
        this.root = root;
        this.values = new HashMap<>(values);
        this.keys = new HashMap<>(keys);
    }

    /**
     * The tree: {@code Map<String, Object>} and {@code List<Object>} in the order of the file, {@link String}, {@link Double},
     * {@link Long} (of a hexadecimal or octal number), {@link Boolean}, null.
     *
     * @return the value of the whole file
     */
    public @Nullable Object root() {
        return root;
    }

    /**
     * Where a value stands.
     *
     * @param path the value's; for one that is not there, where the nearest parent stands
     * @return the place of its first character
     */
    public Place value(String path) {
        String at = path;
        while (true) {
            Place place = values.get(at);
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

    /**
     * Where the key of a value stands.
     *
     * @param path the value's
     * @return the place of its key; of the value when it has none
     */
    public Place key(String path) {
        Place place = keys.get(path);
        return place == null ? value(path) : place;
    }

    /**
     * One more step of a path.
     *
     * @param path where from, empty for the root
     * @param name a key, or the number of an item
     * @return the longer path
     */
    public static String child(String path, String name) {
        return path + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /**
     * A path as people write it, such as {@code parts.k1.type}.
     *
     * @param path a path
     * @return keys with dots between; {@code the board} for the root
     */
    public static String dotted(String path) {
        return path.isEmpty()
                ? "the board"
                : path.substring(1).replace('/', '.').replace("~1", "/").replace("~0", "~");
    }
}
