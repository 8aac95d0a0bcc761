package dev.platine.mcu.peripheral.rtc;

/**
 * Smooth digital calibration: of 2^20 cycles of RTCCLK some are masked and others put in (RM0090 26.3.11). Cycle {@code c} of the window is
 * masked by bit k of CALM when it is an odd multiple of 2^(19-k). Counts are monotonic over changes of the setting.
 */
final class SmoothCalibration {
    private static final int WINDOW = 20;
    private static final int LONGEST_MASK = 9;
    private static final int EVERY = 11;

    private int masked;
    private boolean plus;
    private long baseRaw;
    private long base;

    void reset(long raw) {
        base = at(raw);
        baseRaw = raw;
        masked = 0;
        plus = false;
    }

    /** Takes another setting, by the bits of CALR. */
    void set(int calr, long raw) {
        base = at(raw);
        baseRaw = raw;
        plus = (calr & (1 << 15)) != 0;
        masked = calr & 0x1FF;
        if ((calr & (1 << 14)) != 0) {
            masked &= ~3;
        } else if ((calr & (1 << 13)) != 0) {
            masked &= ~1;
        }
    }

    /** How many cycles the dividers saw by a cycle of RTCCLK. */
    long at(long raw) {
        return base + seen(raw) - seen(baseRaw);
    }

    /** The first cycle of RTCCLK by which the dividers saw so many. */
    long rawOf(long count) {
        if (masked == 0 && !plus) {
            return baseRaw + (count - base);
        }
        long low = baseRaw;
        // At most 511 of 2^20 are masked, so twice the distance is far enough.
        long high = baseRaw + 2 * Math.max(count - base, 0) + 2;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (at(middle) >= count) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private long seen(long raw) {
        long seen = raw + (plus ? raw >> EVERY : 0);
        for (int k = 0; k < LONGEST_MASK; k++) {
            if (((masked >> k) & 1) != 0) {
                int half = WINDOW - 1 - k;
                seen -= (raw + (1L << half) - 1) >> (half + 1);
            }
        }
        return seen;
    }
}
