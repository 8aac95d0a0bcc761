package dev.platine.mcu.core;

import java.util.Arrays;

/**
 * Which exceptions are pending, active and enabled, and which comes next: the priorities of the architecture with four bits and groups.
 * Used on the simulation's thread only.
 */
public final class Exceptions {
    /** Non-maskable interrupt. */
    public static final int NMI = 2;
    /** Hard fault. */
    public static final int HARD_FAULT = 3;
    /** Memory management fault. */
    public static final int MEM_MANAGE = 4;
    /** Bus fault. */
    public static final int BUS_FAULT = 5;
    /** Usage fault. */
    public static final int USAGE_FAULT = 6;
    /** Supervisor call. */
    public static final int SV_CALL = 11;
    /** Debug monitor. */
    public static final int DEBUG = 12;
    /** Pendable request for service. */
    public static final int PEND_SV = 14;
    /** System timer. */
    public static final int SYS_TICK = 15;
    /** The first of the chip's interrupts. */
    public static final int FIRST_INTERRUPT = 16;
    /** The priority of code that no exception holds off. */
    public static final int THREAD_PRIORITY = 256;

    private static final int PRIORITY_MASK = 0xF0;
    private static final int ALWAYS_ENABLED =
            0xFFFF & ~(1 << MEM_MANAGE | 1 << BUS_FAULT | 1 << USAGE_FAULT | 1 << DEBUG);

    /** Exceptions that are pending, active and so on, a bit each, 32 a word. */
    private final int[] pending;

    private final int[] active;
    private final int[] enabled;
    private final int[] line;
    private final int[] priority;
    private int group;
    private int activeCount;
    private int waiting;
    private boolean news;

    /**
     * The exceptions after reset.
     *
     * @param interrupts how many lines the chip has, 1 to 240
     * @throws IllegalArgumentException if there are fewer or more
     */
    public Exceptions(int interrupts) {
        if (interrupts < 1 || interrupts > 240) {
            throw new IllegalArgumentException("must be 1 to 240: interrupts=" + interrupts);
        }
        int count = FIRST_INTERRUPT + interrupts;
        int words = (count + 31) / 32;
        pending = new int[words];
        active = new int[words];
        enabled = new int[words];
        line = new int[words];
        priority = new int[count];
        reset();
    }

    /** As after reset; lines from outside keep their level. */
    public void reset() {
        Arrays.fill(pending, 0);
        Arrays.fill(active, 0);
        Arrays.fill(enabled, 0);
        Arrays.fill(priority, 0);
        enabled[0] = ALWAYS_ENABLED;
        priority[NMI] = -2;
        priority[HARD_FAULT] = -1;
        group = 0;
        activeCount = 0;
        waiting = 0;
    }

    /**
     * How many there are, with the 16 of the processor.
     *
     * @return one more than the highest number
     */
    public int count() {
        return priority.length;
    }

    /**
     * The priority at which an exception runs, without its part below the group.
     *
     * @param number which
     * @return -2 to 240
     */
    public int groupPriority(int number) {
        return grouped(priority[number]);
    }

    private int grouped(int value) {
        return value < 0 ? value : value & ~((2 << group) - 1);
    }

    /**
     * The priority that code runs at.
     *
     * @param primask PRIMASK
     * @param faultmask FAULTMASK
     * @param basepri BASEPRI
     * @return the lowest number of all that hold it, {@link #THREAD_PRIORITY} if nothing does
     */
    public int executing(boolean primask, boolean faultmask, int basepri) {
        int lowest = THREAD_PRIORITY;
        if (activeCount > 0) {
            for (int word = 0; word < active.length; word++) {
                for (int left = active[word]; left != 0; left &= left - 1) {
                    int number = 32 * word + Integer.numberOfTrailingZeros(left);
                    lowest = Math.min(lowest, grouped(priority[number]));
                }
            }
        }
        if (basepri != 0) {
            lowest = Math.min(lowest, grouped(basepri));
        }
        if (primask) {
            lowest = Math.min(lowest, 0);
        }
        return faultmask ? Math.min(lowest, -1) : lowest;
    }

    /**
     * The pending exception that comes first.
     *
     * @return its number, 0 if none is pending and enabled
     */
    public int next() {
        if (waiting == 0) {
            return 0;
        }
        int best = 0;
        for (int word = 0; word < pending.length; word++) {
            for (int left = pending[word] & enabled[word]; left != 0; left &= left - 1) {
                int number = 32 * word + Integer.numberOfTrailingZeros(left);
                best = best == 0 || priority[number] < priority[best] ? number : best;
            }
        }
        return best;
    }

    private static boolean has(int[] words, int number) {
        return (words[number >> 5] >>> number & 1) != 0;
    }

    private static void put(int[] words, int number, boolean now) {
        int bit = 1 << number;
        words[number >> 5] = now ? words[number >> 5] | bit : words[number >> 5] & ~bit;
    }

    /**
     * Makes an exception pending, or not.
     *
     * @param number which
     * @param now whether it shall be
     */
    public void pend(int number, boolean now) {
        if (has(pending, number) != now) {
            put(pending, number, now);
            waiting += now ? 1 : -1;
            news |= now;
        }
    }

    /**
     * Takes a pending state back; that of an interrupt whose line is high comes again at once.
     *
     * @param number which
     */
    public void unpend(int number) {
        pend(number, has(line, number) && !has(active, number));
    }

    /** Whether anything became pending since {@link #takeNews} was asked last. */
    boolean hasNews() {
        return news;
    }

    /**
     * Whether anything became pending since this was asked last.
     *
     * @return whether something did
     */
    boolean takeNews() {
        boolean was = news;
        news = false;
        return was;
    }

    /**
     * The level of a line from outside: a high one is pending again after its handler.
     *
     * @param interrupt from 0
     * @param high the level
     */
    public void line(int interrupt, boolean high) {
        int number = FIRST_INTERRUPT + interrupt;
        if (high && !has(line, number)) {
            pend(number, true);
        }
        put(line, number, high);
    }

    /**
     * The level of the non-maskable interrupt: a high one is pending again after its handler. Who raises it stops the processor's burst.
     *
     * @param high the level
     */
    public void nonMaskable(boolean high) {
        if (high && !has(line, NMI)) {
            pend(NMI, true);
        }
        put(line, NMI, high);
    }

    /**
     * An exception is entered.
     *
     * @param number which
     */
    public void enter(int number) {
        pend(number, false);
        activate(number, true);
    }

    /**
     * An exception is left.
     *
     * @param number which
     */
    public void leave(int number) {
        activate(number, false);
        if (has(line, number)) {
            pend(number, true);
        }
    }

    /**
     * Software changes what counts as active, as kernels do to leave a handler without a return; nothing else happens.
     *
     * @param number which
     * @param now whether it shall be
     */
    void activate(int number, boolean now) {
        if (has(active, number) != now) {
            put(active, number, now);
            activeCount += now ? 1 : -1;
        }
    }

    /**
     * Whether an exception is pending.
     *
     * @param number which
     * @return whether it is
     */
    public boolean isPending(int number) {
        return has(pending, number);
    }

    /**
     * Whether an exception is active.
     *
     * @param number which
     * @return whether it is
     */
    public boolean isActive(int number) {
        return has(active, number);
    }

    /** 32 interrupts from a multiple of 32 on, a bit each, as the controller's registers have them. */
    int pendingInterrupts(int first) {
        return interrupts(pending, first);
    }

    int activeInterrupts(int first) {
        return interrupts(active, first);
    }

    int enabledInterrupts(int first) {
        return interrupts(enabled, first);
    }

    private static int interrupts(int[] words, int first) {
        int word = first >> 5;
        int lower = word < words.length ? words[word] >>> FIRST_INTERRUPT : 0;
        return word + 1 < words.length ? lower | words[word + 1] << FIRST_INTERRUPT : lower;
    }

    /** Whether an interrupt of the chip is pending, enabled or not. */
    boolean anyInterruptPending() {
        int any = pending[0] >>> FIRST_INTERRUPT;
        for (int word = 1; word < pending.length; word++) {
            any |= pending[word];
        }
        return any != 0;
    }

    /**
     * How many are active.
     *
     * @return 0 in thread mode
     */
    public int activeCount() {
        return activeCount;
    }

    /**
     * Whether an exception is enabled.
     *
     * @param number which
     * @return whether it is
     */
    public boolean isEnabled(int number) {
        return has(enabled, number);
    }

    /**
     * Enables an exception, or not.
     *
     * @param number which
     * @param now whether it shall be
     */
    public void enable(int number, boolean now) {
        put(enabled, number, now);
    }

    /**
     * An exception's priority.
     *
     * @param number which
     * @return 0 to 240 in steps of 16, or below 0 for the fixed ones
     */
    public int priority(int number) {
        return priority[number];
    }

    /**
     * Sets a priority; the fixed ones stay.
     *
     * @param number which
     * @param value of which the upper four bits count
     */
    public void priority(int number, int value) {
        if (number > HARD_FAULT) {
            priority[number] = value & PRIORITY_MASK;
        }
    }

    /**
     * Which bits of a priority are the group's.
     *
     * @return PRIGROUP, 0 to 7
     */
    public int group() {
        return group;
    }

    /**
     * Sets the group's bits.
     *
     * @param prigroup PRIGROUP, 0 to 7
     */
    public void group(int prigroup) {
        group = prigroup & 7;
    }
}
