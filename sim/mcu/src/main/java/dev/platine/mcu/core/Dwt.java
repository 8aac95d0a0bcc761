package dev.platine.mcu.core;

/**
 * The data watchpoint unit: the cycle counter, and four comparators that match data accesses, instruction addresses, values or cycles.
 * What they match becomes a debug event. Trace packets are not made; the small event counters stay 0.
 */
final class Dwt {
    static final int COMPARATORS = 4;

    private static final int CYCCNTENA = 1;
    private static final int RESET_CONTROL = COMPARATORS << 28;
    private static final int FUNCTION = 0xF;
    private static final int CYCMATCH = 1 << 7;
    private static final int DATAVMATCH = 1 << 8;
    private static final int LNK1ENA = 1 << 9;
    private static final int MATCHED = 1 << 24;
    private static final int PC = 4;
    private static final int READ = 5;
    private static final int WRITE = 6;
    private static final int ACCESS = 7;
    private static final int SLEEP_BITS = 0xFF;

    private final int[] comparator = new int[COMPARATORS];
    private final int[] mask = new int[COMPARATORS];
    private final int[] function = new int[COMPARATORS];
    private boolean powered;
    private boolean counting;
    private int held;
    private long zeroCycle;
    private int control;

    void powerUp() {
        java.util.Arrays.fill(comparator, 0);
        java.util.Arrays.fill(mask, 0);
        java.util.Arrays.fill(function, 0);
        powered = false;
        counting = false;
        held = 0;
        control = 0;
    }

    /** DEMCR.TRCENA, without which nothing counts or matches. */
    void powered(boolean now, long cycle) {
        held = count(cycle);
        powered = now;
        settle(cycle);
    }

    private void settle(long cycle) {
        counting = powered && (control & CYCCNTENA) != 0;
        zeroCycle = cycle - held;
    }

    private int count(long cycle) {
        return counting ? (int) (cycle - zeroCycle) : held;
    }

    /** Reads a register at an offset from DWT_CTRL; the cycle counts only while the processor is awake. */
    int read(int offset, long cycle, long slept, int pc, boolean peek) {
        switch (offset) {
            case 0x00 -> {
                return RESET_CONTROL | control;
            }
            case 0x04 -> {
                return count(cycle);
            }
            case 0x10 -> {
                return (int) slept & SLEEP_BITS;
            }
            case 0x1C -> {
                return pc;
            }
            default -> {
                return offset >= 0x20 && offset < 0x60 ? readComparator(offset - 0x20, peek) : 0;
            }
        }
    }

    private int readComparator(int offset, boolean peek) {
        int which = offset >> 4;
        switch (offset & 0xC) {
            case 0 -> {
                return comparator[which];
            }
            case 4 -> {
                return mask[which];
            }
            case 8 -> {
                int value = function[which] | (which == 1 ? LNK1ENA : 0);
                function[which] &= peek ? -1 : ~MATCHED;
                return value;
            }
            default -> {
                return 0;
            }
        }
    }

    void write(int offset, int value, long cycle) {
        if (offset == 0) {
            held = count(cycle);
            control = value & 0x007F1FFF;
            settle(cycle);
        } else if (offset == 4) {
            held = value;
            zeroCycle = cycle - value;
        } else if (offset >= 0x20 && offset < 0x60) {
            int which = (offset - 0x20) >> 4;
            switch (offset & 0xC) {
                case 0 -> comparator[which] = value;
                case 4 -> mask[which] = value & 15;
                case 8 -> function[which] = value & writable(which);
                default -> {}
            }
        }
    }

    private static int writable(int which) {
        return FUNCTION | 1 << 5 | (which == 0 ? CYCMATCH : 0) | (which == 1 ? DATAVMATCH | 0xFF << 10 | 0xF << 16 : 0);
    }

    /** Whether any comparator looks at data. */
    boolean watchesData() {
        for (int i = 0; i < COMPARATORS && powered; i++) {
            int kind = function[i] & FUNCTION;
            if (kind >= READ && kind <= ACCESS && (function[i] & CYCMATCH) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a comparator looks at instructions. */
    boolean watchesPc(int which) {
        return powered && (function[which] & (FUNCTION | CYCMATCH | DATAVMATCH)) == PC;
    }

    /** The first address that a comparator covers. */
    int first(int which) {
        return comparator[which] & -1 << mask[which];
    }

    int coveredBytes(int which) {
        return 1 << mask[which];
    }

    /** An instruction begins; whether a comparator matches. */
    boolean fetched(int pc) {
        boolean matched = false;
        for (int i = 0; i < COMPARATORS; i++) {
            if (watchesPc(i) && (pc >>> mask[i] == comparator[i] >>> mask[i] || pc == (comparator[i] & ~1))) {
                function[i] |= MATCHED;
                matched = true;
            }
        }
        return matched;
    }

    /** Data was accessed; whether a comparator matches. */
    boolean accessed(int address, int size, boolean store, int value) {
        boolean matched = false;
        for (int i = 0; i < COMPARATORS && powered; i++) {
            int kind = function[i] & FUNCTION;
            boolean wanted = kind == ACCESS || kind == (store ? WRITE : READ);
            if (wanted && (function[i] & CYCMATCH) == 0 && covers(i, address, size, value)) {
                function[i] |= MATCHED;
                matched = true;
            }
        }
        return matched;
    }

    private boolean covers(int which, int address, int size, int value) {
        if ((function[which] & DATAVMATCH) == 0) {
            return overlaps(which, address, size);
        }
        int place = function[which] >>> 12 & 3;
        int bits = 8 << Math.min(function[which] >>> 10 & 3, 2);
        int low = bits == 32 ? -1 : (1 << bits) - 1;
        boolean linked = place == which || overlaps(place, address, size);
        return linked && 8 * size >= bits && (value & low) == (comparator[which] & low);
    }

    private boolean overlaps(int which, int address, int size) {
        long first = first(which) & 0xFFFFFFFFL;
        long at = address & 0xFFFFFFFFL;
        return at < first + coveredBytes(which) && at + size > first;
    }

    /** How many cycles until the counter reaches the first comparator's value; {@link Long#MAX_VALUE} if it does not look at it. */
    long untilMatch(long cycle) {
        if (!counting || (function[0] & (FUNCTION | CYCMATCH)) != (PC | CYCMATCH)) {
            return Long.MAX_VALUE;
        }
        int rest = comparator[0] - count(cycle);
        return rest == 0 ? 1L << 32 : rest & 0xFFFFFFFFL;
    }

    void cycleMatched() {
        function[0] |= MATCHED;
    }
}
