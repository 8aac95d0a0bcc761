package dev.platine.mcu.register;

/**
 * A field of a register.
 *
 * @param name as the reference manual has it
 * @param lsb its lowest bit, 0 to 31
 * @param width how many bits, 1 to 32
 * @param access what reading and writing does
 * @param modelled whether it has its effect or is accepted; if not, it only keeps its bits, and setting them is recorded
 * @param accepted whether it can have no effect in a model of this kind, such as the speed of an edge: it keeps its bits, and nothing is recorded
 */
public record Field(String name, int lsb, int width, Access access, boolean modelled, boolean accepted) {
    /**
     * A field that is not merely accepted.
     *
     * @param name as above
     * @param lsb as above
     * @param width as above
     * @param access as above
     * @param modelled as above
     */
    public Field(String name, int lsb, int width, Access access, boolean modelled) {
        this(name, lsb, width, access, modelled, false);
    }

    /**
     * Its bits.
     *
     * @return ones at its places
     */
    public int mask() {
        return (width == 32 ? -1 : (1 << width) - 1) << lsb;
    }

    /** From {@code NAME@lsb[:width][ access][?|!]}. By hand: a chip has thousands, and is read at each start. */
    static Field of(String text) {
        String field = text.trim();
        int at = field.indexOf('@');
        int lsbEnd = digits(field, at + 1);
        int widthEnd = is(field, lsbEnd, ':') ? digits(field, lsbEnd + 1) : lsbEnd;
        int end = field.length();
        while (end > 0 && (is(field, end - 1, '?') || is(field, end - 1, '!'))) {
            end--;
        }
        boolean hasAccess = is(field, widthEnd, ' ');
        if (at < 1 || lsbEnd == at + 1 || widthEnd == lsbEnd + 1 || (!hasAccess && widthEnd != end)) {
            throw new IllegalArgumentException("must be NAME@lsb[:width][ access][?|!]: field=" + field);
        }
        return new Field(
                field.substring(0, at),
                Integer.parseInt(field, at + 1, lsbEnd, 10),
                widthEnd > lsbEnd ? Integer.parseInt(field, lsbEnd + 1, widthEnd, 10) : 1,
                hasAccess ? Access.of(field.substring(widthEnd, end).trim()) : Access.RW,
                field.indexOf('?', end) < 0,
                field.indexOf('!', end) >= 0);
    }

    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static boolean is(String text, int at, char c) {
        return at < text.length() && text.charAt(at) == c;
    }
}
