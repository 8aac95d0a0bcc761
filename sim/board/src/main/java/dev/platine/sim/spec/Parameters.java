package dev.platine.sim.spec;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The {@code with:} block of a part, a plant or a body: names and values.
 *
 * <p>A value is a {@link Double}, a {@link Boolean} or a {@link String}. Immutable, safe for any thread. A getter throws
 * {@link IllegalArgumentException} when a value is of another kind than asked for; the message says the rule, then the value.
 */
public final class Parameters {
    /** No parameters: every getter answers its default. */
    public static final Parameters NONE = new Parameters(Map.of());

    private final Map<String, Object> values;

    private Parameters(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /**
     * Takes names and values.
     *
     * @param values values of type {@link Number}, {@link Boolean} or {@link String}; copied
     * @return the parameters
     * @throws IllegalArgumentException when a value is of another type
     */
    public static Parameters of(Map<String, ?> values) {
        Map<String, Object> copy = new TreeMap<>();
        values.forEach((name, value) -> copy.put(name, checked(name, value)));
        return new Parameters(copy);
    }

    private static Object checked(String name, Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Boolean || value instanceof String) {
            return value;
        }
        throw new IllegalArgumentException("must be a number, a flag or a text: " + name + "=" + value);
    }

    /**
     * All names and values, by name.
     *
     * @return an unmodifiable view
     */
    public Map<String, Object> values() {
        return values;
    }

    /**
     * Reads a number.
     *
     * @param name the parameter's name; ends in its unit
     * @param otherwise what holds when the parameter is not given
     * @return the value
     * @throws IllegalArgumentException when the value is not a number
     */
    public double number(String name, double otherwise) {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Double number) {
            return number;
        }
        throw new IllegalArgumentException("must be a number: " + name + "=" + value);
    }

    /**
     * Reads a flag.
     *
     * @param name the parameter's name
     * @param otherwise what holds when the parameter is not given
     * @return the value
     * @throws IllegalArgumentException when the value is not {@code true} or {@code false}
     */
    public boolean flag(String name, boolean otherwise) {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw new IllegalArgumentException("must be true or false: " + name + "=" + value);
    }

    /**
     * Reads a text.
     *
     * @param name the parameter's name
     * @param otherwise what holds when the parameter is not given
     * @return the value
     * @throws IllegalArgumentException when the value is not a text
     */
    public String text(String name, String otherwise) {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("must be a text: " + name + "=" + value);
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
