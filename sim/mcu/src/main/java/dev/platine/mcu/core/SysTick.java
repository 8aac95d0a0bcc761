package dev.platine.mcu.core;

/**
 * The system timer, driven by the processor's cycles: by each one, or by every eighth where CLKSOURCE is 0 (the external reference of
 * these chips is HCLK/8). Its counter is worked out when somebody looks: between two looks only the cycle of the next zero is kept. Used on the simulation's thread only.
 */
public final class SysTick {
    private static final int ENABLE = 1;
    private static final int TICKINT = 2;
    private static final int CLKSOURCE = 4;
    private static final int COUNTFLAG = 1 << 16;
    private static final int MASK = 0xFFFFFF;
    private static final int EXTERNAL_DIVIDER = 8;

    private int control;
    private int reload;
    private long zeroAt = Long.MAX_VALUE;
    private int stopped;
    private int loaded;
    private int calibration = 0x40000000;
    private boolean counted;

    /** A timer that is off. */
    public SysTick() {}

    /** As after reset. */
    public void reset() {
        control = 0;
        reload = 0;
        stopped = 0;
        loaded = 0;
        counted = false;
        zeroAt = Long.MAX_VALUE;
    }

    /**
     * What SYST_CALIB reads as, which the chip decides.
     *
     * @param value NOREF, SKEW and the reload value for 10 ms
     */
    public void calibration(int value) {
        calibration = value;
    }

    private int divider() {
        return (control & CLKSOURCE) != 0 ? 1 : EXTERNAL_DIVIDER;
    }

    /**
     * When the counter reaches zero next.
     *
     * @return the cycle, {@link Long#MAX_VALUE} if it does not count
     */
    public long zeroAt() {
        return zeroAt;
    }

    /**
     * Lets time pass.
     *
     * @param cycle now
     * @return whether an interrupt is due
     */
    public boolean advance(long cycle) {
        boolean due = false;
        while (cycle >= zeroAt) {
            counted = true;
            due |= (control & TICKINT) != 0;
            zeroAt = reload == 0 ? Long.MAX_VALUE : zeroAt + (reload + 1L) * divider();
            loaded = reload;
            stopped = 0;
        }
        return due;
    }

    /**
     * The counter.
     *
     * @param cycle now
     * @return 24 bits
     */
    public int value(long cycle) {
        if ((control & ENABLE) == 0 || zeroAt == Long.MAX_VALUE) {
            return stopped;
        }
        long rest = (zeroAt - cycle + divider() - 1) / divider();
        return (int) (rest > loaded ? 0 : rest) & MASK;
    }

    /**
     * Reads a register.
     *
     * @param offset 0 control, 4 reload, 8 value, 12 calibration
     * @param cycle now
     * @param peek whether without effects
     * @return the value
     */
    public int read(int offset, long cycle, boolean peek) {
        switch (offset) {
            case 0 -> {
                int value = control | (counted ? COUNTFLAG : 0);
                counted &= peek;
                return value;
            }
            case 4 -> {
                return reload;
            }
            case 8 -> {
                return value(cycle);
            }
            default -> {
                return calibration;
            }
        }
    }

    /**
     * Writes a register.
     *
     * @param offset 0 control, 4 reload, 8 value
     * @param value what
     * @param cycle now
     */
    public void write(int offset, int value, long cycle) {
        switch (offset) {
            case 0 -> {
                stopped = value(cycle);
                boolean goesOn = (control & value & ENABLE) != 0 && ((control ^ value) & CLKSOURCE) == 0;
                control = value & 7;
                if ((control & ENABLE) == 0) {
                    zeroAt = Long.MAX_VALUE;
                } else if (!goesOn) {
                    start(cycle);
                }
            }
            case 4 -> {
                reload = value & MASK;
                if ((control & ENABLE) != 0 && zeroAt == Long.MAX_VALUE) {
                    start(cycle);
                }
            }
            case 8 -> {
                counted = false;
                stopped = 0;
                if ((control & ENABLE) != 0) {
                    start(cycle);
                }
            }
            default -> {}
        }
    }

    private void start(long cycle) {
        if (stopped != 0) {
            loaded = Math.max(loaded, stopped);
            zeroAt = cycle + (long) stopped * divider();
        } else {
            loaded = reload;
            zeroAt = reload == 0 ? Long.MAX_VALUE : cycle + (reload + 1L) * divider();
        }
    }
}
