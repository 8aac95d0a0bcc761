package dev.platine.mcu.isa;

/** Multiplications of halfwords, and those that keep the upper half. Pure. */
public final class Products {
    private Products() {}

    /**
     * A halfword with its sign.
     *
     * @param value two halfwords
     * @param top whether the upper one
     * @return it
     */
    public static int half(int value, boolean top) {
        return top ? value >> 16 : (short) value;
    }

    /**
     * The product of two halfwords.
     *
     * @param n two halfwords
     * @param m two halfwords
     * @param nTop whether the upper one of the first
     * @param mTop whether the upper one of the second
     * @return the product
     */
    public static int smul(int n, int m, boolean nTop, boolean mTop) {
        return half(n, nTop) * half(m, mTop);
    }

    /**
     * The upper 32 of the 48 bits of a word times a halfword.
     *
     * @param n a word
     * @param m two halfwords
     * @param top whether the upper one
     * @return the product
     */
    public static int smulw(int n, int m, boolean top) {
        return (int) (((long) n * half(m, top)) >> 16);
    }

    /**
     * The sum of both halfwords' products.
     *
     * @param n two halfwords
     * @param m two halfwords
     * @return the sum, of 33 bits
     */
    public static long smuad(int n, int m) {
        return (long) (short) n * (short) m + (long) (n >> 16) * (m >> 16);
    }

    /**
     * The difference of both halfwords' products, the lower less the upper.
     *
     * @param n two halfwords
     * @param m two halfwords
     * @return the difference
     */
    public static long smusd(int n, int m) {
        return (long) (short) n * (short) m - (long) (n >> 16) * (m >> 16);
    }

    /**
     * The upper half of a sum with a product.
     *
     * @param n the first
     * @param m the second
     * @param a what is added to, as an upper half
     * @param round whether half of the last place is added
     * @return the upper half
     */
    public static int smmla(int n, int m, int a, boolean round) {
        return (int) ((((long) a << 32) + (long) n * m + (round ? 0x80000000L : 0)) >> 32);
    }

    /**
     * The upper half of a difference with a product.
     *
     * @param n the first
     * @param m the second
     * @param a what is subtracted from, as an upper half
     * @param round whether half of the last place is added
     * @return the upper half
     */
    public static int smmls(int n, int m, int a, boolean round) {
        return (int) ((((long) a << 32) - (long) n * m + (round ? 0x80000000L : 0)) >> 32);
    }

    /**
     * Whether a sum left the range of a word.
     *
     * @param sum the exact sum
     * @return whether it does not fit (the Q flag)
     */
    public static boolean overflows(long sum) {
        return sum != (int) sum;
    }
}
