package dev.platine.mcu.isa;

/** Arithmetic with flags, bit fields, extensions, division. Pure. */
public final class Alu {
    private Alu() {}

    /**
     * Addition with a carry.
     *
     * @param a the first
     * @param b the second
     * @param carry 0 or 1
     * @return the sum's lower half
     */
    public static int adc(int a, int b, int carry) {
        return a + b + carry;
    }

    /**
     * The carry out of an addition.
     *
     * @param a the first
     * @param b the second
     * @param carry 0 or 1
     * @return 0 or 1; for a subtraction give the second inverted
     */
    public static int addCarry(int a, int b, int carry) {
        int sum = a + b + carry;
        return ((a & b) | ((a | b) & ~sum)) >>> 31;
    }

    /**
     * The overflow of an addition.
     *
     * @param a the first
     * @param b the second
     * @param result the sum
     * @return a value whose sign is V
     */
    public static int addOverflow(int a, int b, int result) {
        return (a ^ result) & (b ^ result);
    }

    /**
     * The carry out of a subtraction, set when nothing was borrowed.
     *
     * @param a what is subtracted from
     * @param b what is subtracted
     * @return 0 or 1
     */
    public static int subCarry(int a, int b) {
        return Integer.compareUnsigned(a, b) >= 0 ? 1 : 0;
    }

    /**
     * The overflow of a subtraction.
     *
     * @param a what is subtracted from
     * @param b what is subtracted
     * @param result the difference
     * @return a value whose sign is V
     */
    public static int subOverflow(int a, int b, int result) {
        return (a ^ b) & (a ^ result);
    }

    /**
     * The upper half of a word replaced.
     *
     * @param value the word
     * @param half the new upper half, 16 bits
     * @return both together
     */
    public static int movt(int value, int half) {
        return (value & 0xFFFF) | half << 16;
    }

    /**
     * A bit field with its sign.
     *
     * @param value the word
     * @param lsb its lowest bit
     * @param width its width, 1 to 32
     * @return the field
     */
    public static int sbfx(int value, int lsb, int width) {
        int up = Math.max(32 - lsb - width, 0);
        return value << up >> (up + lsb);
    }

    /**
     * A bit field without a sign.
     *
     * @param value the word
     * @param lsb its lowest bit
     * @param width its width, 1 to 32
     * @return the field
     */
    public static int ubfx(int value, int lsb, int width) {
        return value >>> lsb & -1 >>> (32 - width);
    }

    /**
     * A bit field replaced.
     *
     * @param value the word
     * @param field the field's new value, in its lower bits
     * @param lsb its lowest bit
     * @param width its width, 1 to 32
     * @return both together
     */
    public static int bfi(int value, int field, int lsb, int width) {
        int mask = -1 >>> (32 - width) << lsb;
        return (value & ~mask) | (field << lsb & mask);
    }

    /**
     * The two halfwords' bytes each turned around.
     *
     * @param value the word
     * @return turned
     */
    public static int rev16(int value) {
        return (value >>> 8 & 0x00FF00FF) | (value & 0x00FF00FF) << 8;
    }

    /**
     * The lower halfword's bytes turned around, with its sign.
     *
     * @param value the word
     * @return turned
     */
    public static int revsh(int value) {
        return (short) ((value >>> 8 & 0xFF) | value << 8);
    }

    /**
     * Division with signs, towards zero.
     *
     * @param a what is divided
     * @param b by what
     * @return the quotient, 0 if divided by 0
     */
    public static int sdiv(int a, int b) {
        return b == 0 ? 0 : a / b;
    }

    /**
     * Division without signs.
     *
     * @param a what is divided
     * @param b by what
     * @return the quotient, 0 if divided by 0
     */
    public static int udiv(int a, int b) {
        return b == 0 ? 0 : Integer.divideUnsigned(a, b);
    }

    /**
     * A product of 64 bits without signs.
     *
     * @param a the first
     * @param b the second
     * @return the product
     */
    public static long umull(int a, int b) {
        return (a & 0xFFFFFFFFL) * (b & 0xFFFFFFFFL);
    }
}
