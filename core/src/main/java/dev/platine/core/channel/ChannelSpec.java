package dev.platine.core.channel;

import java.util.regex.Pattern;

/**
 * One channel of a board: its number, name, kind, direction, unit, range, resolution and safe value.
 *
 * <p>Immutable, safe for any thread. Values travel as 32 bits; {@link #toBits(double)} and {@link #toNumber(int)}
 * convert. The range is inclusive and in the channel's unit; for {@link ChannelKind#DIGITAL} it is 0 to 1, for
 * {@link ChannelKind#COUNTER} 0 to 4,294,967,295, for {@link ChannelKind#TEXT} it has no meaning. A part that breaks its rule
 * throws {@link IllegalArgumentException}, which says the rule, then the value.
 *
 * @param id number of the channel on its board, from 0
 * @param name data-sheet name, 1 to {@value #MAX_NAME_CHARS} characters of {@code [a-z0-9_.]}
 * @param kind meaning of the value
 * @param direction which way the value travels
 * @param unit UCUM code such as {@code V}, {@code A}, {@code Cel}; empty for a bare number
 * @param minimum smallest value, in the unit
 * @param maximum largest value, in the unit
 * @param resolution smallest step, in the unit; 0 when not known
 * @param safeBits what an output falls back to, coded as the kind's values are; 0 for inputs
 * @param label a few words for people, at most {@value #MAX_LABEL_CHARS} characters
 */
public record ChannelSpec(
        int id,
        String name,
        ChannelKind kind,
        Direction direction,
        String unit,
        float minimum,
        float maximum,
        float resolution,
        int safeBits,
        String label) {

    /** Longest name, in characters. */
    public static final int MAX_NAME_CHARS = 31;
    /** Longest unit, in characters. */
    public static final int MAX_UNIT_CHARS = 15;
    /** Longest label, in characters. */
    public static final int MAX_LABEL_CHARS = 47;
    /** Largest value of a counter. */
    public static final double MAX_COUNT = 4_294_967_295.0;

    private static final Pattern NAME = Pattern.compile("[a-z0-9_.]{1," + MAX_NAME_CHARS + "}");

    public ChannelSpec {
        require(id >= 0, "must be >= 0: id=" + id);
        require(NAME.matcher(name).matches(), "must be 1 to 31 of [a-z0-9_.]: name=" + name);
        require(unit.length() <= MAX_UNIT_CHARS, "must have at most 15 characters: unit=" + unit);
        require(label.length() <= MAX_LABEL_CHARS, "must have at most 47 characters: label=" + label);
        require(resolution >= 0, "must be >= 0: resolution=" + resolution + " of " + name);
        if (kind != ChannelKind.TEXT) {
            require(minimum <= maximum, "must not be above maximum: minimum=" + minimum + " of " + name);
            require(
                    direction == Direction.INPUT || accepts(kind, minimum, maximum, safeBits),
                    "must be inside the range: safe value of " + name);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * A digital input.
     *
     * @param id number of the channel
     * @param name its name
     * @param label a few words for people
     * @return the channel
     */
    public static ChannelSpec digitalInput(int id, String name, String label) {
        return new ChannelSpec(id, name, ChannelKind.DIGITAL, Direction.INPUT, "", 0, 1, 1, 0, label);
    }

    /**
     * A digital output.
     *
     * @param id number of the channel
     * @param name its name
     * @param safe what it falls back to
     * @param label a few words for people
     * @return the channel
     */
    public static ChannelSpec digitalOutput(int id, String name, boolean safe, String label) {
        return new ChannelSpec(id, name, ChannelKind.DIGITAL, Direction.OUTPUT, "", 0, 1, 1, safe ? 1 : 0, label);
    }

    /**
     * Tells whether the bits are a value that this channel takes. Not-a-number and infinities are not.
     *
     * @param bits a value, coded as the kind's values are
     * @return true when it is inside the range
     */
    public boolean accepts(int bits) {
        return accepts(kind, minimum, maximum, bits);
    }

    private static boolean accepts(ChannelKind kind, float minimum, float maximum, int bits) {
        return switch (kind) {
            case DIGITAL -> bits == 0 || bits == 1;
            case ANALOG, PWM -> {
                float value = Float.intBitsToFloat(bits);
                yield value >= minimum && value <= maximum; // false for NaN
            }
            case COUNTER -> true;
            case TEXT -> false;
        };
    }

    /**
     * Codes a number as this channel's 32 bits, without a range check.
     *
     * @param value in the channel's unit; for a digital channel anything but 0 means 1
     * @return the bits
     */
    public int toBits(double value) {
        return switch (kind) {
            case DIGITAL -> value == 0 ? 0 : 1;
            case ANALOG, PWM -> Float.floatToRawIntBits((float) value);
            case COUNTER -> (int) (long) value;
            case TEXT -> 0;
        };
    }

    /**
     * Reads this channel's 32 bits as a number in the channel's unit.
     *
     * @param bits a value, coded as the kind's values are
     * @return the number; 0 or 1 for a digital channel
     */
    public double toNumber(int bits) {
        return switch (kind) {
            case DIGITAL, TEXT -> bits;
            case ANALOG, PWM -> Float.intBitsToFloat(bits);
            case COUNTER -> Integer.toUnsignedLong(bits);
        };
    }
}
