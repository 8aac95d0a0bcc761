package dev.platine.mcu.isa;

import static dev.platine.mcu.isa.FloatFormat.DOWN;
import static dev.platine.mcu.isa.FloatFormat.DZC;
import static dev.platine.mcu.isa.FloatFormat.IOC;
import static dev.platine.mcu.isa.FloatFormat.exponent;
import static dev.platine.mcu.isa.FloatFormat.flushFlag;
import static dev.platine.mcu.isa.FloatFormat.flushed;
import static dev.platine.mcu.isa.FloatFormat.invalid;
import static dev.platine.mcu.isa.FloatFormat.isInfinite;
import static dev.platine.mcu.isa.FloatFormat.isNan;
import static dev.platine.mcu.isa.FloatFormat.isSignalling;
import static dev.platine.mcu.isa.FloatFormat.isZero;
import static dev.platine.mcu.isa.FloatFormat.jam;
import static dev.platine.mcu.isa.FloatFormat.mode;
import static dev.platine.mcu.isa.FloatFormat.nan;
import static dev.platine.mcu.isa.FloatFormat.result;
import static dev.platine.mcu.isa.FloatFormat.round;
import static dev.platine.mcu.isa.FloatFormat.significand;

/**
 * Single-precision arithmetic with every rounding mode and exact flags. Pure. Numbers are their bits; the control word is FPSCR; a result
 * is the number in the lower half of a {@code long} and the flags it raises in the upper half.
 */
public final class Float32 {
    private static final int INFINITY = 0x7F800000;
    private static final int SIGN = 0x80000000;
    /** So far apart may exponents be that a sum of two floats is exact in a double's 53 bits. */
    private static final int CLOSE = 28;

    private Float32() {}

    /**
     * The number with its sign turned.
     *
     * @param a any number, also a NaN
     * @return turned
     */
    public static int neg(int a) {
        return a ^ SIGN;
    }

    /**
     * The number without its sign.
     *
     * @param a any number, also a NaN
     * @return without
     */
    public static int abs(int a) {
        return a & ~SIGN;
    }

    /**
     * Sum.
     *
     * @param first a number
     * @param second a number
     * @param control FPSCR
     * @return the sum and its flags
     */
    public static long add(int first, int second, int control) {
        if (isPlain(first, second, control) && Math.abs(biased(first) - biased(second)) <= CLOSE) {
            double sum = (double) Float.intBitsToFloat(first) + Float.intBitsToFloat(second);
            if (sum == 0 || isInside(sum)) {
                return rounded(sum);
            }
        }
        int a = flushed(first, control);
        int b = flushed(second, control);
        long flush = (long) (flushFlag(first, control) | flushFlag(second, control)) << 32;
        if (isNan(a) || isNan(b)) {
            return nan(a, b, control) | flush;
        }
        if (isInfinite(a) || isInfinite(b)) {
            boolean opposite = isInfinite(a) && isInfinite(b) && a != b;
            return (opposite ? invalid() : result(isInfinite(a) ? a : b, 0)) | flush;
        }
        if (isZero(a) || isZero(b)) {
            return flush | result(isZero(a) && isZero(b) ? zeroSum(a, b, control) : isZero(a) ? b : a, 0);
        }
        return flush
                | sum(
                        a < 0,
                        exponent(a) - 38,
                        (long) significand(a) << 38,
                        b < 0,
                        exponent(b) - 38,
                        (long) significand(b) << 38,
                        control);
    }

    /**
     * Difference.
     *
     * @param a a number
     * @param b what is subtracted
     * @param control FPSCR
     * @return the difference and its flags
     */
    public static long sub(int a, int b, int control) {
        return isNan(b) ? add(a, b, control) : add(a, neg(b), control);
    }

    /**
     * Product.
     *
     * @param first a number
     * @param second a number
     * @param control FPSCR
     * @return the product and its flags
     */
    public static long mul(int first, int second, int control) {
        if (isPlain(first, second, control)) {
            double product = (double) Float.intBitsToFloat(first) * Float.intBitsToFloat(second);
            if (isInside(product)) {
                return rounded(product);
            }
        }
        int a = flushed(first, control);
        int b = flushed(second, control);
        long flush = (long) (flushFlag(first, control) | flushFlag(second, control)) << 32;
        if (isNan(a) || isNan(b)) {
            return nan(a, b, control) | flush;
        }
        int sign = (a ^ b) & SIGN;
        if (isInfinite(a) || isInfinite(b)) {
            return (isZero(a) || isZero(b) ? invalid() : result(INFINITY | sign, 0)) | flush;
        }
        if (isZero(a) || isZero(b)) {
            return result(sign, 0) | flush;
        }
        long product = (long) significand(a) * significand(b);
        return round(sign != 0, exponent(a) + exponent(b), product, control) | flush;
    }

    /**
     * Quotient.
     *
     * @param first what is divided
     * @param second by what
     * @param control FPSCR
     * @return the quotient and its flags
     */
    public static long div(int first, int second, int control) {
        int a = flushed(first, control);
        int b = flushed(second, control);
        long flush = (long) (flushFlag(first, control) | flushFlag(second, control)) << 32;
        if (isNan(a) || isNan(b)) {
            return nan(a, b, control) | flush;
        }
        int sign = (a ^ b) & SIGN;
        if ((isInfinite(a) && isInfinite(b)) || (isZero(a) && isZero(b))) {
            return invalid() | flush;
        }
        if (isInfinite(a) || isZero(b)) {
            return result(INFINITY | sign, isZero(b) && !isInfinite(a) ? DZC : 0) | flush;
        }
        if (isInfinite(b) || isZero(a)) {
            return result(sign, 0) | flush;
        }
        long dividend = (long) significand(a) << 38;
        long divisor = significand(b);
        long quotient = (dividend / divisor) << 1 | (dividend % divisor != 0 ? 1 : 0);
        return round(sign != 0, exponent(a) - exponent(b) - 39, quotient, control) | flush;
    }

    /**
     * Square root.
     *
     * @param number a number
     * @param control FPSCR
     * @return the root and its flags
     */
    public static long sqrt(int number, int control) {
        int a = flushed(number, control);
        long flush = (long) flushFlag(number, control) << 32;
        if (isNan(a)) {
            return nan(a, control);
        }
        if (isZero(a) || a == INFINITY) {
            return result(a, 0) | flush;
        }
        if (a < 0) {
            return invalid() | flush;
        }
        int odd = exponent(a) & 1;
        long value = (long) significand(a) << (36 + odd);
        long root = (long) Math.sqrt((double) value);
        while (root * root > value) {
            root--;
        }
        while ((root + 1) * (root + 1) <= value) {
            root++;
        }
        long sticky = root * root != value ? 1 : 0;
        return round(false, ((exponent(a) - odd - 36) >> 1) - 1, root << 1 | sticky, control) | flush;
    }

    /**
     * Product and sum, rounded once.
     *
     * @param addend what is added to
     * @param first a factor
     * @param second a factor
     * @param control FPSCR
     * @return {@code addend + first * second} and its flags
     */
    public static long fma(int addend, int first, int second, int control) {
        int c = flushed(addend, control);
        int a = flushed(first, control);
        int b = flushed(second, control);
        long flush = (long) (flushFlag(addend, control) | flushFlag(first, control) | flushFlag(second, control)) << 32;
        boolean invalid = (isInfinite(a) && isZero(b)) || (isZero(a) && isInfinite(b));
        if (isNan(a) || isNan(b) || isNan(c)) {
            return (invalid && !isSignalling(c) ? invalid() : nan(c, a, b, control)) | flush;
        }
        int sign = (a ^ b) & SIGN;
        if (invalid || ((isInfinite(a) || isInfinite(b)) && isInfinite(c) && sign != (c & SIGN))) {
            return invalid() | flush;
        }
        if (isInfinite(a) || isInfinite(b) || isInfinite(c)) {
            return result(isInfinite(c) ? c : INFINITY | sign, 0) | flush;
        }
        if (isZero(a) || isZero(b)) {
            return result(isZero(c) ? zeroSum(sign, c, control) : c, 0) | flush;
        }
        long product = (long) significand(a) * significand(b);
        int exponent = exponent(a) + exponent(b);
        if (isZero(c)) {
            return round(sign != 0, exponent, product, control) | flush;
        }
        return flush
                | sum(
                        sign != 0,
                        exponent - 14,
                        product << 14,
                        c < 0,
                        exponent(c) - 38,
                        (long) significand(c) << 38,
                        control);
    }

    /**
     * Comparison.
     *
     * @param first a number
     * @param second a number
     * @param quietToo whether a quiet NaN is an invalid operation as well
     * @param control FPSCR
     * @return N, Z, C, V at FPSCR's places in the lower half, the flags raised in the upper half
     */
    public static long compare(int first, int second, boolean quietToo, int control) {
        int a = flushed(first, control);
        int b = flushed(second, control);
        int flags = flushFlag(first, control) | flushFlag(second, control);
        if (isNan(a) || isNan(b)) {
            return result(0x30000000, flags | (quietToo || isSignalling(a) || isSignalling(b) ? IOC : 0));
        }
        int left = order(a);
        int right = order(b);
        return result(left == right ? 0x60000000 : left < right ? 0x80000000 : 0x20000000, flags);
    }

    /** Whether the computer's own arithmetic may be used: rounding to nearest, and no special numbers. */
    private static boolean isPlain(int a, int b, int control) {
        return mode(control) == FloatFormat.NEAREST && isNormal(biased(a)) && isNormal(biased(b));
    }

    private static boolean isNormal(int biased) {
        return biased != 0 && biased != 0xFF;
    }

    private static int biased(int bits) {
        return (bits >>> 23) & 0xFF;
    }

    private static boolean isInside(double exact) {
        double magnitude = Math.abs(exact);
        return magnitude >= 0x1p-125 && magnitude < 0x1p127;
    }

    /** An exact result rounded once: a product of two floats always fits a double, a sum does when the exponents are close. */
    private static long rounded(double exact) {
        float nearest = (float) exact;
        return result(Float.floatToRawIntBits(nearest), nearest == exact ? 0 : FloatFormat.IXC);
    }

    private static int order(int bits) {
        return bits < 0 ? -(bits & ~SIGN) : bits;
    }

    private static int zeroSum(int a, int b, int control) {
        return a == b ? a : mode(control) == DOWN ? SIGN : 0;
    }

    private static long sum(boolean minusA, int ea, long a, boolean minusB, int eb, long b, int control) {
        int exponent = Math.max(ea, eb);
        long left = jam(a, exponent - ea);
        long right = jam(b, exponent - eb);
        long sum = (minusA ? -left : left) + (minusB ? -right : right);
        if (sum == 0) {
            return result(mode(control) == DOWN ? SIGN : 0, 0);
        }
        return round(sum < 0, exponent, Math.abs(sum), control);
    }
}
