package dev.platine.benchmarks.engines;

import dev.platine.mcu.core.Engine;
import dev.platine.mcu.engine.Interpreter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The engines that can be compared, by the names that the command's option {@code --engine} has. The one place that makes them. */
public final class GuestEngines {
    private static final Map<String, Supplier<Engine>> ALL = new TreeMap<>(Map.of("interpreter", Interpreter::new));

    private GuestEngines() {}

    /**
     * Their names.
     *
     * @return in alphabetical order
     */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /**
     * Makes an engine for one chip.
     *
     * @param name one of {@link #names}
     * @return the engine
     * @throws IllegalArgumentException if there is none of this name; names those there are
     */
    public static Engine create(String name) {
        return find(name).get();
    }

    /** Throws if there is no engine of this name. */
    static void check(String name) {
        find(name);
    }

    private static Supplier<Engine> find(String name) {
        Supplier<Engine> engine = ALL.get(name);
        if (engine == null) {
            throw new IllegalArgumentException("no engine '" + name + "'; there are " + String.join(", ", names()));
        }
        return engine;
    }
}
