package dev.platine.mcu.isa;

/**
 * Single-precision numbers taken apart and put together in integer arithmetic, after the architecture's FPUnpack, FPRound and
 * FPProcessNaNs. Pure. A control word is FPSCR; a result of type {@code long} is the number in its lower half and the flags it raises
 * in its upper half, at FPSCR's places.
 */
public final class FloatFormat {
    /** Invalid operation. */
    public static final int IOC = 1;
    /** Division by zero. */
    public static final int DZC = 1 << 1;
    /** Overflow. */
    public static final int OFC = 1 << 2;
    /** Underflow. */
    public static final int UFC = 1 << 3;
    /** Inexact. */
    public static final int IXC = 1 << 4;
    /** A denormal input was taken as zero. */
    public static final int IDC = 1 << 7;
    /** Rounding: to nearest, ties to even. */
    public static final int NEAREST = 0;
    /** Rounding: up. */
    public static final int UP = 1;
    /** Rounding: down. */
    public static final int DOWN = 2;
    /** Rounding: towards zero. */
    public static final int ZERO = 3;
    /** Flush to zero, in the control word. */
    public static final int FZ = 1 << 24;
    /** Default NaN, in the control word. */
    public static final int DN = 1 << 25;
    /** Alternative half precision, in the control word. */
    public static final int AHP = 1 << 26;
    /** The NaN that invalid operations give. */
    public static final int DEFAULT_NAN = 0x7FC00000;

    private static final int QUIET = 0x00400000;
    private static final int MIN_EXPONENT = -126;

    private FloatFormat() {}

    /**
     * A result with its flags.
     *
     * @param bits the number
     * @param flags what it raises
     * @return both
     */
    public static long result(int bits, int flags) {
        return (long) flags << 32 | (bits & 0xFFFFFFFFL);
    }

    /**
     * The rounding mode of a control word.
     *
     * @param control FPSCR
     * @return {@link #NEAREST} to {@link #ZERO}
     */
    public static int mode(int control) {
        return control >>> 22 & 3;
    }

    /**
     * Whether a number is a NaN.
     *
     * @param bits the number
     * @return whether it is
     */
    public static boolean isNan(int bits) {
        return (bits & 0x7FFFFFFF) > 0x7F800000;
    }

    /**
     * Whether a number is a signalling NaN.
     *
     * @param bits the number
     * @return whether it is
     */
    public static boolean isSignalling(int bits) {
        return isNan(bits) && (bits & QUIET) == 0;
    }

    static boolean isInfinite(int bits) {
        return (bits & 0x7FFFFFFF) == 0x7F800000;
    }

    static boolean isZero(int bits) {
        return bits << 1 == 0;
    }

    private static boolean isDenormal(int bits) {
        return (bits & 0x7F800000) == 0 && bits << 9 != 0;
    }

    /** The input as it is seen: a denormal one is zero when flushing. */
    static int flushed(int bits, int control) {
        return (control & FZ) != 0 && isDenormal(bits) ? bits & 0x80000000 : bits;
    }

    /** The flag that {@link #flushed} raises. */
    static int flushFlag(int bits, int control) {
        return (control & FZ) != 0 && isDenormal(bits) ? IDC : 0;
    }

    /** One NaN made quiet, or the default one. */
    static long nan(int bits, int control) {
        int flags = isSignalling(bits) ? IOC : 0;
        return result((control & DN) != 0 ? DEFAULT_NAN : bits | QUIET, flags);
    }

    /** The NaN that stands for an operation with two operands of which one is a NaN. */
    static long nan(int a, int b, int control) {
        if (isSignalling(a)) {
            return nan(a, control);
        }
        if (isSignalling(b)) {
            return nan(b, control);
        }
        return nan(isNan(a) ? a : b, control);
    }

    /** The same for three operands. */
    static long nan(int a, int b, int c, int control) {
        if (isSignalling(a) || isSignalling(b) || isSignalling(c)) {
            return nan(isSignalling(a) ? a : isSignalling(b) ? b : c, control);
        }
        return isNan(a) ? nan(a, control) : nan(b, c, control);
    }

    static long invalid() {
        return result(DEFAULT_NAN, IOC);
    }

    /** The 24 bits of a finite number that is not zero, the first of them set. */
    static int significand(int bits) {
        int fraction = bits & 0x7FFFFF;
        return (bits & 0x7F800000) != 0
                ? fraction | 0x800000
                : fraction << (Integer.numberOfLeadingZeros(fraction) - 8);
    }

    /** The power of two that belongs to the last bit of {@link #significand}. */
    static int exponent(int bits) {
        int biased = bits >>> 23 & 0xFF;
        return biased != 0 ? biased - 150 : -149 - (Integer.numberOfLeadingZeros(bits & 0x7FFFFF) - 8);
    }

    /** A shift to the right whose lost bits are kept as the last one. */
    static long jam(long value, int by) {
        if (by <= 0) {
            return value;
        }
        return by > 62 ? (value != 0 ? 1 : 0) : value >>> by | ((value & (1L << by) - 1) != 0 ? 1 : 0);
    }

    /**
     * Rounds to single precision.
     *
     * @param negative the sign
     * @param exponent the power of two of the significand's last bit
     * @param significand above 0, below 2 to the 63; the last bit may stand for lost ones
     * @param control rounding mode and flushing
     * @return the number and its flags
     */
    static long round(boolean negative, int exponent, long significand, int control) {
        int up = Long.numberOfLeadingZeros(significand) - 1;
        long value = significand << up;
        int e = exponent - up + 62;
        int sign = negative ? 0x80000000 : 0;
        boolean tiny = e < MIN_EXPONENT;
        if (tiny) {
            if ((control & FZ) != 0) {
                return result(sign, UFC);
            }
            value = jam(value, MIN_EXPONENT - e);
        }
        long error = value & (1L << 39) - 1;
        int mantissa = (int) (value >>> 39) + (roundsUp(mode(control), negative, value, error) ? 1 : 0);
        int bits = tiny ? mantissa : ((e + 126) << 23) + mantissa;
        if (e > 127 || bits >= 0x7F800000) {
            return result(overflowed(mode(control), negative) | sign, OFC | IXC);
        }
        return result(bits | sign, error == 0 ? 0 : tiny ? UFC | IXC : IXC);
    }

    private static boolean roundsUp(int mode, boolean negative, long value, long error) {
        return switch (mode) {
            case NEAREST -> {
                long half = 1L << 38;
                yield error > half || (error == half && (value >>> 39 & 1) != 0);
            }
            case UP -> error != 0 && !negative;
            case DOWN -> error != 0 && negative;
            default -> false;
        };
    }

    private static int overflowed(int mode, boolean negative) {
        boolean infinite = mode == NEAREST || mode == (negative ? DOWN : UP);
        return infinite ? 0x7F800000 : 0x7F7FFFFF;
    }
}
