package dev.platine.mcu.isa;

/** Arithmetic that stops at its limits. Pure. Each operation has a twin that says whether it stopped there (the Q flag). */
public final class Saturation {
    private Saturation() {}

    /**
     * A value held within the limits of signed numbers.
     *
     * @param value any
     * @param bits how many bits the limits have, 1 to 32
     * @return the nearest within them
     */
    public static int signed(long value, int bits) {
        long limit = 1L << (bits - 1);
        return (int) Math.max(-limit, Math.min(limit - 1, value));
    }

    /**
     * A value held within the limits of unsigned numbers.
     *
     * @param value any
     * @param bits how many bits the limits have, 0 to 32
     * @return the nearest within them
     */
    public static int unsigned(long value, int bits) {
        return (int) Math.max(0, Math.min((1L << bits) - 1, value));
    }

    /**
     * Whether a value lies outside the limits of signed numbers.
     *
     * @param value any
     * @param bits how many bits the limits have, 1 to 32
     * @return whether {@link #signed} changes it
     */
    public static boolean signedSaturates(long value, int bits) {
        return signed(value, bits) != value;
    }

    /**
     * Whether a value lies outside the limits of unsigned numbers.
     *
     * @param value any
     * @param bits how many bits the limits have, 0 to 31
     * @return whether {@link #unsigned} changes it
     */
    public static boolean unsignedSaturates(long value, int bits) {
        return unsigned(value, bits) != value;
    }

    /**
     * Two halfwords, each held within the limits of signed numbers.
     *
     * @param value two halfwords with signs
     * @param bits how many bits the limits have, 1 to 16
     * @return both
     */
    public static int ssat16(int value, int bits) {
        return (signed((short) value, bits) & 0xFFFF) | signed(value >> 16, bits) << 16;
    }

    /**
     * Whether {@link #ssat16} changes a halfword.
     *
     * @param value two halfwords with signs
     * @param bits how many bits the limits have, 1 to 16
     * @return whether one lies outside
     */
    public static boolean ssat16Saturates(int value, int bits) {
        return ssat16(value, bits) != value;
    }

    /**
     * Two halfwords, each held within the limits of unsigned numbers.
     *
     * @param value two halfwords with signs
     * @param bits how many bits the limits have, 0 to 15
     * @return both
     */
    public static int usat16(int value, int bits) {
        return (unsigned((short) value, bits) & 0xFFFF) | unsigned(value >> 16, bits) << 16;
    }

    /**
     * Whether {@link #usat16} changes a halfword.
     *
     * @param value two halfwords with signs
     * @param bits how many bits the limits have, 0 to 15
     * @return whether one lies outside
     */
    public static boolean usat16Saturates(int value, int bits) {
        return usat16(value, bits) != value;
    }
}
