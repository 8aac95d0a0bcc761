package dev.platine.sim.part;

import dev.platine.sim.spec.ParameterRule;

/**
 * A value that a part type takes. Immutable.
 *
 * @param name its name; ends in its unit
 * @param otherwise what holds when it is not given: a {@link Double}, a {@link Boolean} or a {@link String}, which is its type too
 * @param minimum smallest number; no meaning for flags and texts
 * @param maximum largest number
 * @param text a few words for people
 */
public record ParameterSpec(String name, Object otherwise, double minimum, double maximum, String text) {
    /**
     * A number.
     *
     * @param name its name
     * @param otherwise what holds when it is not given
     * @param minimum smallest value
     * @param maximum largest value
     * @param text a few words for people
     * @return the parameter
     */
    public static ParameterSpec number(String name, double otherwise, double minimum, double maximum, String text) {
        return new ParameterSpec(name, otherwise, minimum, maximum, text);
    }

    /**
     * A flag.
     *
     * @param name its name
     * @param otherwise what holds when it is not given
     * @param text a few words for people
     * @return the parameter
     */
    public static ParameterSpec flag(String name, boolean otherwise, String text) {
        return new ParameterSpec(name, otherwise, 0, 0, text);
    }

    /**
     * A text.
     *
     * @param name its name
     * @param otherwise what holds when it is not given
     * @param text a few words for people
     * @return the parameter
     */
    public static ParameterSpec text(String name, String otherwise, String text) {
        return new ParameterSpec(name, otherwise, 0, 0, text);
    }

    /**
     * What a board's description may say about this value.
     *
     * @return the rule
     */
    public ParameterRule rule() {
        if (otherwise instanceof Double) {
            return ParameterRule.number(name, minimum, maximum, text);
        }
        return otherwise instanceof Boolean ? ParameterRule.flag(name, text) : ParameterRule.text(name, text);
    }

    /**
     * Checks a value.
     *
     * @param value a {@link Double}, a {@link Boolean} or a {@link String}
     * @throws IllegalArgumentException when it is of another type or out of range; the message says the rule, then the value
     */
    public void check(Object value) {
        if (!otherwise.getClass().isInstance(value)) {
            String kind = otherwise instanceof Double
                    ? "a number"
                    : otherwise instanceof Boolean ? "true or false" : "a text";
            throw new IllegalArgumentException("must be " + kind + ": " + name + "=" + value);
        }
        if (value instanceof Double number && !(number >= minimum && number <= maximum)) {
            throw new IllegalArgumentException("must be " + minimum + " to " + maximum + ": " + name + "=" + value);
        }
    }
}
