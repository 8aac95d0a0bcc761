package dev.platine.app;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a verb gets from outside: where to print, when to stop, what the environment says.
 *
 * @param console where results and errors go
 * @param stop asked by a signal
 * @param environment variables of the process
 * @param properties system properties, by name; null for one that is not set
 * @param rehearsals what is loaded meanwhile
 */
record Context(
        Console console,
        Stop stop,
        Map<String, String> environment,
        UnaryOperator<String> properties,
        Rehearsals rehearsals) {
    /** One where nothing is loaded meanwhile. */
    Context(Console console, Stop stop, Map<String, String> environment, UnaryOperator<String> properties) {
        this(console, stop, environment, properties, Rehearsals.NONE);
    }

    boolean isDebugging() {
        return "1".equals(environment.get("PLATINE_DEBUG"));
    }
}
