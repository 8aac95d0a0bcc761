package dev.platine.mcu.isa;

/**
 * Additions and subtractions of bytes and halfwords side by side. Pure. One lane's result is a number of more bits; how it becomes a byte
 * or halfword, and what GE it leaves, depends on the kind: plain, saturating or halving, with or without signs.
 */
public final class Simd {
    /** Signed, wraps, leaves GE. */
    public static final int S = 0;
    /** Signed, saturates. */
    public static final int Q = 1;
    /** Signed, halves. */
    public static final int SH = 2;
    /** Unsigned, wraps, leaves GE. */
    public static final int U = 3;
    /** Unsigned, saturates. */
    public static final int UQ = 4;
    /** Unsigned, halves. */
    public static final int UH = 5;
    /** Bytes added. */
    public static final int ADD8 = 0;
    /** Halfwords added. */
    public static final int ADD16 = 1;
    /** Halfwords exchanged; the upper added, the lower subtracted. */
    public static final int ASX = 2;
    /** Bytes subtracted. */
    public static final int SUB8 = 3;
    /** Halfwords subtracted. */
    public static final int SUB16 = 4;
    /** Halfwords exchanged; the upper subtracted, the lower added. */
    public static final int SAX = 5;

    private Simd() {}

    /**
     * All lanes of an operation.
     *
     * @param kind {@link #S} to {@link #UH}
     * @param form {@link #ADD8} to {@link #SAX}
     * @param n the first operand
     * @param m the second operand
     * @return the lanes' results
     */
    public static int parallel(int kind, int form, int n, int m) {
        boolean bytes = form == ADD8 || form == SUB8;
        int width = bytes ? 8 : 16;
        int mask = bytes ? 0xFF : 0xFFFF;
        int out = 0;
        for (int at = 0; at < 32; at += width) {
            out |= (fit(kind, width, lane(kind, form, n, m, at)) & mask) << at;
        }
        return out;
    }

    /**
     * The GE flags that an operation leaves.
     *
     * @param kind {@link #S} or {@link #U}
     * @param form {@link #ADD8} to {@link #SAX}
     * @param n the first operand
     * @param m the second operand
     * @return four bits, one a byte
     */
    public static int parallelGe(int kind, int form, int n, int m) {
        boolean bytes = form == ADD8 || form == SUB8;
        int width = bytes ? 8 : 16;
        int ge = 0;
        for (int at = 0; at < 32; at += width) {
            int value = lane(kind, form, n, m, at);
            boolean set = (kind == U && adds(form, at)) ? value >= 1 << width : value >= 0;
            ge |= set ? (bytes ? 1 : 3) << (at >> 3) : 0;
        }
        return ge;
    }

    private static boolean adds(int form, int at) {
        return switch (form) {
            case ADD8, ADD16 -> true;
            case ASX -> at != 0;
            case SAX -> at == 0;
            default -> false;
        };
    }

    private static int lane(int kind, int form, int n, int m, int at) {
        boolean bytes = form == ADD8 || form == SUB8;
        int other = form == ASX || form == SAX ? at ^ 16 : at;
        int a = part(n, at, bytes, kind < U);
        int b = part(m, other, bytes, kind < U);
        return adds(form, at) ? a + b : a - b;
    }

    private static int part(int value, int at, boolean bytes, boolean signed) {
        int moved = value >>> at;
        if (bytes) {
            return signed ? (byte) moved : moved & 0xFF;
        }
        return signed ? (short) moved : moved & 0xFFFF;
    }

    private static int fit(int kind, int width, int value) {
        return switch (kind) {
            case Q -> Saturation.signed(value, width);
            case UQ -> Saturation.unsigned(value, width);
            case SH, UH -> value >> 1;
            default -> value;
        };
    }

    /**
     * Bytes chosen by the GE flags.
     *
     * @param n where a flag is set
     * @param m where it is not
     * @param ge four bits, one a byte
     * @return the bytes chosen
     */
    public static int sel(int n, int m, int ge) {
        int mask = (ge & 1) * 0xFF | (ge >> 1 & 1) * 0xFF00 | (ge >> 2 & 1) * 0xFF0000 | (ge >> 3 & 1) * 0xFF000000;
        return (n & mask) | (m & ~mask);
    }

    /**
     * The sum of the bytes' distances.
     *
     * @param n four bytes
     * @param m four bytes
     * @param a what is added to
     * @return the sum
     */
    public static int usada8(int n, int m, int a) {
        int sum = a;
        for (int at = 0; at < 32; at += 8) {
            sum += Math.abs((n >>> at & 0xFF) - (m >>> at & 0xFF));
        }
        return sum;
    }

    /**
     * Two bytes with their signs added to two halfwords.
     *
     * @param n two halfwords
     * @param m bytes 0 and 2
     * @return two halfwords
     */
    public static int sxtab16(int n, int m) {
        return (n + (byte) m & 0xFFFF) | ((n >>> 16) + (byte) (m >>> 16)) << 16;
    }

    /**
     * Two bytes without signs added to two halfwords.
     *
     * @param n two halfwords
     * @param m bytes 0 and 2
     * @return two halfwords
     */
    public static int uxtab16(int n, int m) {
        return (n + (m & 0xFF) & 0xFFFF) | ((n >>> 16) + (m >>> 16 & 0xFF)) << 16;
    }
}
