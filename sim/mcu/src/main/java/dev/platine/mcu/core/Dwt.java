package dev.platine.mcu.core;

/** The cycle counter of the data watchpoint unit; its comparators hold what is written and compare nothing. */
public final class Dwt {
    private static final int CYCCNTENA = 1;
    private static final int RESET_CONTROL = 0x40000000;

    private final int[] comparators = new int[16];
    private boolean counting;
    private int held;
    private long zeroCycle;
    private int control;

    /** A counter that stands at 0. */
    public Dwt() {}

    private int count(long cycle) {
        return counting ? (int) (cycle - zeroCycle) : held;
    }

    /**
     * Reads a register.
     *
     * @param offset from DWT_CTRL
     * @param cycle now
     * @return the value
     */
    public int read(int offset, long cycle) {
        if (offset == 0) {
            return RESET_CONTROL | control;
        }
        if (offset == 4) {
            return count(cycle);
        }
        return offset >= 0x20 && offset < 0x60 ? comparators[(offset - 0x20) >> 2] : 0;
    }

    /**
     * Writes a register.
     *
     * @param offset from DWT_CTRL
     * @param value what
     * @param cycle now
     */
    public void write(int offset, int value, long cycle) {
        if (offset == 0) {
            held = count(cycle);
            control = value & 0x007F1FFF;
            counting = (value & CYCCNTENA) != 0;
            zeroCycle = cycle - held;
        } else if (offset == 4) {
            held = value;
            zeroCycle = cycle - value;
        } else if (offset >= 0x20 && offset < 0x60) {
            comparators[(offset - 0x20) >> 2] = value;
        }
    }
}
