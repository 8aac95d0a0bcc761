package dev.platine.sim.part;

/**
 * Something that hands do to a part. Immutable.
 *
 * @param name what is done, such as {@code press}
 * @param valued true when it needs a value
 * @param minimum smallest value
 * @param maximum largest value
 * @param unit the value's unit, empty for a bare number
 * @param text a few words for people
 */
public record ActionSpec(String name, boolean valued, double minimum, double maximum, String unit, String text) {
    /**
     * An action without a value.
     *
     * @param name what is done
     * @param text a few words for people
     * @return the action
     */
    public static ActionSpec plain(String name, String text) {
        return new ActionSpec(name, false, 0, 0, "", text);
    }

    /**
     * An action with a value.
     *
     * @param name what is done
     * @param minimum smallest value
     * @param maximum largest value
     * @param unit the value's unit
     * @param text a few words for people
     * @return the action
     */
    public static ActionSpec valued(String name, double minimum, double maximum, String unit, String text) {
        return new ActionSpec(name, true, minimum, maximum, unit, text);
    }
}
