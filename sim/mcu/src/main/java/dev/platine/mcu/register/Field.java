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

    /** From {@code NAME@lsb[:width][ access][?|!]}. */
    static Field of(String text) {
        String[] words = text.trim().split(" +", -1);
        int at = words[0].indexOf('@');
        if (at < 1) {
            throw new IllegalArgumentException("must be NAME@lsb[:width][ access][?|!]: field=" + text.trim());
        }
        String[] place = words[0].substring(at + 1).replaceAll("[?!]", "").split(":", -1);
        boolean known = text.contains("?");
        String access = words.length > 1 ? words[1].replaceAll("[?!]", "") : "rw";
        int width = place.length > 1 ? Integer.parseInt(place[1]) : 1;
        return new Field(
                words[0].substring(0, at),
                Integer.parseInt(place[0]),
                width,
                Access.of(access),
                !known,
                text.contains("!"));
    }
}
