package dev.platine.sim.spec;

import dev.platine.core.yaml.Nearest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The boards on the class path, and boards by a path on disk.
 *
 * <p>A jar adds boards with lines {@code name summary} in {@value #INDEX} and a file {@code board.yaml} each, in the folder
 * {@code NAME} beside it. Below {@code META-INF} nothing is hidden by a module, so boards are found on the class path and on
 * the module path alike. The index is read when the catalogue is made, a board when it is asked for. Safe for one thread at a
 * time.
 */
public final class Catalogue {
    /** The resource that lists the boards of a jar. */
    public static final String INDEX = "META-INF/platine/boards/index";

    private final ClassLoader loader;
    private final Map<String, String> summaries = new TreeMap<>();
    private @Nullable SpecLoader specs;

    /** The boards that the simulator's own class loader sees. */
    public Catalogue() {
        this(loaderOf(Catalogue.class));
    }

    /**
     * The boards that a class loader sees.
     *
     * @param loader where indexes, boards and types are looked for
     * @throws UncheckedIOException when an index cannot be read
     */
    public Catalogue(ClassLoader loader) {
        this.loader = loader;
        try {
            for (Enumeration<URL> indexes = loader.getResources(INDEX); indexes.hasMoreElements(); ) {
                read(indexes.nextElement());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ClassLoader loaderOf(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null ? ClassLoader.getSystemClassLoader() : loader;
    }

    private void read(URL index) throws IOException {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(index.openStream(), StandardCharsets.UTF_8))) {
            in.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(line -> {
                        String[] words = line.split("\\s+", 2);
                        summaries.putIfAbsent(words[0], words.length > 1 ? words[1] : "");
                    });
        }
    }

    /**
     * The boards of the catalogue.
     *
     * @return one line for people by name, in the order of the alphabet; unmodifiable
     */
    public Map<String, String> summaries() {
        return Collections.unmodifiableMap(summaries);
    }

    /**
     * Reads a board: by its name in the catalogue, or by a path. A text with a slash, or that ends in {@code .yaml} or
     * {@code .yml}, is a path; a path of a folder means the {@code board.yaml} in it.
     *
     * @param nameOrPath for example {@code ev-charger} or {@code ./my/board.yaml}
     * @return the description
     * @throws BoardSpecException when there is no such board, or its file has mistakes
     */
    public BoardSpec load(String nameOrPath) {
        boolean path = nameOrPath.contains("/") || nameOrPath.endsWith(".yaml") || nameOrPath.endsWith(".yml");
        return path ? loadFile(path(nameOrPath)) : loadNamed(nameOrPath);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw SpecLoader.unreadable(
                    text, "cannot be a path here (" + e.getReason() + "); rename it, or set LC_ALL");
        }
    }

    private BoardSpec loadFile(Path path) {
        return specs().load(Files.isDirectory(path) ? path.resolve("board.yaml") : path);
    }

    private BoardSpec loadNamed(String name) {
        if (!summaries.containsKey(name)) {
            throw SpecLoader.unreadable(
                    name, "no board of that name" + Nearest.hint(name, summaries.keySet()) + "; a path needs a slash");
        }
        String resource = INDEX.replace("index", name) + "/board.yaml";
        try (InputStream in = loader.getResourceAsStream(resource)) {
            if (in == null) {
                throw SpecLoader.unreadable(
                        resource, "is not on the class path, but " + INDEX + " lists it; add the file");
            }
            return specs().load(resource, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SpecLoader specs() {
        SpecLoader made = specs;
        if (made == null) {
            made = new SpecLoader(Types.of(loader));
            specs = made;
        }
        return made;
    }
}
