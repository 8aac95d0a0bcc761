package dev.platine.sim.spec;

/**
 * A value that a type of device takes in its {@code with:} block.
 *
 * @param name the parameter's name; ends in its unit
 * @param kind what the value is
 * @param minimum smallest number; has no meaning for other kinds
 * @param maximum largest number; has no meaning for other kinds
 * @param about a few words for people
 */
public record ParameterRule(String name, Kind kind, double minimum, double maximum, String about) {
    /** What a value is. */
    public enum Kind {
        /** A number. */
        NUMBER,
        /** True or false. */
        FLAG,
        /** A text. */
        TEXT
    }

    /**
     * A number.
     *
     * @param name the parameter's name; ends in its unit
     * @param minimum smallest value
     * @param maximum largest value
     * @param about a few words for people
     * @return the rule
     */
    public static ParameterRule number(String name, double minimum, double maximum, String about) {
        return new ParameterRule(name, Kind.NUMBER, minimum, maximum, about);
    }

    /**
     * True or false.
     *
     * @param name the parameter's name
     * @param about a few words for people
     * @return the rule
     */
    public static ParameterRule flag(String name, String about) {
        return new ParameterRule(name, Kind.FLAG, 0, 0, about);
    }

    /**
     * A text.
     *
     * @param name the parameter's name
     * @param about a few words for people
     * @return the rule
     */
    public static ParameterRule text(String name, String about) {
        return new ParameterRule(name, Kind.TEXT, 0, 0, about);
    }
}
