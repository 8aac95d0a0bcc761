package dev.platine.mcu.isa;

import static dev.platine.mcu.isa.FloatFormat.AHP;
import static dev.platine.mcu.isa.FloatFormat.DN;
import static dev.platine.mcu.isa.FloatFormat.DOWN;
import static dev.platine.mcu.isa.FloatFormat.IOC;
import static dev.platine.mcu.isa.FloatFormat.IXC;
import static dev.platine.mcu.isa.FloatFormat.NEAREST;
import static dev.platine.mcu.isa.FloatFormat.OFC;
import static dev.platine.mcu.isa.FloatFormat.UFC;
import static dev.platine.mcu.isa.FloatFormat.UP;
import static dev.platine.mcu.isa.FloatFormat.exponent;
import static dev.platine.mcu.isa.FloatFormat.flushFlag;
import static dev.platine.mcu.isa.FloatFormat.flushed;
import static dev.platine.mcu.isa.FloatFormat.isInfinite;
import static dev.platine.mcu.isa.FloatFormat.isNan;
import static dev.platine.mcu.isa.FloatFormat.isSignalling;
import static dev.platine.mcu.isa.FloatFormat.isZero;
import static dev.platine.mcu.isa.FloatFormat.jam;
import static dev.platine.mcu.isa.FloatFormat.mode;
import static dev.platine.mcu.isa.FloatFormat.result;
import static dev.platine.mcu.isa.FloatFormat.significand;

/** Single precision to and from integers, fixed point and half precision. Pure. Results as in {@link Float32}. */
public final class FloatConvert {
    private static final int POINT = 30;

    private FloatConvert() {}

    /**
     * An integer, or a number with bits behind the point, as single precision.
     *
     * @param value the integer with its sign, of up to 33 bits
     * @param fraction how many of its bits stand behind the point, 0 to 32
     * @param control FPSCR
     * @return the number and its flags
     */
    public static long fromFixed(long value, int fraction, int control) {
        return value == 0 ? 0 : FloatFormat.round(value < 0, -fraction, Math.abs(value), control);
    }

    /**
     * A number as an integer, or with bits behind the point, held within the limits.
     *
     * @param number the number
     * @param bits how many bits the result has, 16 or 32
     * @param unsigned whether it has no sign
     * @param fraction how many of its bits stand behind the point, 0 to 32
     * @param mode the rounding mode
     * @param control FPSCR, for flushing
     * @return the integer, its sign filling the word, and its flags
     */
    public static long toFixed(int number, int bits, boolean unsigned, int fraction, int mode, int control) {
        int a = flushed(number, control);
        int flags = flushFlag(number, control);
        if (isNan(a)) {
            return result(0, flags | IOC);
        }
        long least = unsigned ? 0 : -1L << (bits - 1);
        long most = unsigned ? (1L << bits) - 1 : (1L << (bits - 1)) - 1;
        if (isZero(a)) {
            return result(0, flags);
        }
        int e = isInfinite(a) ? 200 : exponent(a) + fraction;
        if (e > 10) {
            return result((int) (a < 0 ? least : most), flags | IOC);
        }
        // the magnitude with POINT bits behind the point: 24 + 10 + 30 bits at most
        long magnitude = e + POINT >= 0 ? shifted(a, e) : jam(significand(a), -e - POINT);
        boolean huge = e + POINT > 39;
        long whole = huge ? (long) significand(a) << e : magnitude >>> POINT;
        long error = huge ? 0 : magnitude & (1L << POINT) - 1;
        long rounded = whole + (roundsUp(mode, a < 0, whole, error) ? 1 : 0);
        long value = a < 0 ? -rounded : rounded;
        long held = Math.max(least, Math.min(most, value));
        return result((int) held, flags | (held != value ? IOC : error != 0 ? IXC : 0));
    }

    private static long shifted(int a, int e) {
        return e + POINT > 39 ? 0 : (long) significand(a) << (e + POINT);
    }

    private static boolean roundsUp(int mode, boolean negative, long whole, long error) {
        long half = 1L << (POINT - 1);
        return switch (mode) {
            case NEAREST -> error > half || (error == half && (whole & 1) != 0);
            case UP -> error != 0 && !negative;
            case DOWN -> error != 0 && negative;
            default -> false;
        };
    }

    /**
     * Half precision as single precision.
     *
     * @param half the number, in the lower 16 bits
     * @param control FPSCR
     * @return the number and its flags
     */
    public static long fromHalf(int half, int control) {
        int sign = (half & 0x8000) << 16;
        int biased = half >>> 10 & 31;
        int fraction = half & 0x3FF;
        if (biased == 31 && (control & AHP) == 0) {
            if (fraction == 0) {
                return result(sign | 0x7F800000, 0);
            }
            return FloatFormat.nan(sign | 0x7F800000 | fraction << 13, control);
        }
        if (biased == 0) {
            if (fraction == 0) {
                return result(sign, 0);
            }
            int up = Integer.numberOfLeadingZeros(fraction) - 21;
            return result(sign | (113 - up) << 23 | (fraction << up & 0x3FF) << 13, 0);
        }
        return result(sign | (biased + 112) << 23 | fraction << 13, 0);
    }

    /**
     * Single precision as half precision.
     *
     * @param number the number
     * @param control FPSCR
     * @return the number in the lower 16 bits, and its flags
     */
    public static long toHalf(int number, int control) {
        int a = flushed(number, control);
        int flags = flushFlag(number, control);
        int sign = a >>> 16 & 0x8000;
        boolean alternative = (control & AHP) != 0;
        if (isNan(a)) {
            return halfNan(a, sign, alternative, control);
        }
        if (isInfinite(a)) {
            return alternative ? result(sign | 0x7FFF, flags | IOC) : result(sign | 0x7C00, flags);
        }
        if (isZero(a)) {
            return result(sign, flags);
        }
        int e = exponent(a) + 23;
        boolean tiny = e < -14;
        long value = jam((long) significand(a) << 38, tiny ? -14 - e : 0);
        long error = value & (1L << 51) - 1;
        long half = 1L << 50;
        int mode = mode(control);
        boolean up = mode == NEAREST
                ? error > half || (error == half && (value >>> 51 & 1) != 0)
                : error != 0 && ((mode == UP && sign == 0) || (mode == DOWN && sign != 0));
        int mantissa = (int) (value >>> 51) + (up ? 1 : 0);
        int bits = tiny ? mantissa : ((e + 14) << 10) + mantissa;
        if (alternative && (e > 16 || bits > 0x7FFF)) {
            return result(sign | 0x7FFF, flags | IOC);
        }
        if (!alternative && (e > 15 || bits >= 0x7C00)) {
            boolean infinite = mode == NEAREST || mode == (sign != 0 ? DOWN : UP);
            return result(sign | (infinite ? 0x7C00 : 0x7BFF), flags | OFC | IXC);
        }
        return result(sign | bits, flags | (error == 0 ? 0 : tiny ? UFC | IXC : IXC));
    }

    private static long halfNan(int a, int sign, boolean alternative, int control) {
        int flags = isSignalling(a) || alternative ? IOC : 0;
        if (alternative) {
            return result(sign, flags);
        }
        return result((control & DN) != 0 ? 0x7E00 : sign | 0x7E00 | (a >>> 13 & 0x1FF), flags);
    }
}
