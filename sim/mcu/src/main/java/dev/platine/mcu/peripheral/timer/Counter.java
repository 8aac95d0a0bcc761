package dev.platine.mcu.peripheral.timer;

import java.util.Arrays;

/**
 * A timer's counter and prescaler as arithmetic: it is told how many ticks of its clock have passed, and calls its owner at each count that
 * matters, in order. Whole periods in which nothing new happens are left out.
 */
final class Counter {
    /** More ticks than ever come. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int PERIODS_BEFORE_SKIPPING = 8;

    /** What happened at a count, besides that it equals a mark. */
    enum Boundary {
        /** Nothing. */
        NONE,
        /** It passed the auto-reload value. */
        OVERFLOW,
        /** It passed 0 on its way down. */
        UNDERFLOW,
        /** It was above the auto-reload value and ran out of bits: back to 0 without an event. */
        ROLLOVER
    }

    /** Hears of counts. */
    interface Owner {
        /**
         * The counter has just become a mark, or passed a boundary.
         *
         * @param boundary what it passed
         * @param ticks of the clock since {@link Counter#advance} began
         */
        void reached(Boundary boundary, long ticks);

        /** Whether another period would change nothing but what {@link #skipped} tells. */
        boolean steady();

        /** Boundaries passed without being told one by one. */
        void skipped(long boundaries);
    }

    /** Counts to stop at; negative for none. */
    final long[] marks = new long[4];

    long count;
    boolean down;
    boolean centered;
    long reload;
    long divider = 1;
    boolean running;
    private final long max;
    private long phase;

    Counter(int bits) {
        max = (1L << bits) - 1;
        Arrays.fill(marks, -1);
    }

    void reset() {
        Arrays.fill(marks, -1);
        count = 0;
        phase = 0;
        down = false;
        centered = false;
        reload = 0;
        divider = 1;
        running = false;
    }

    /** Begins a count, the prescaler too. */
    void restart() {
        count = down && !centered ? reload : 0;
        down &= !centered;
        phase = 0;
    }

    /** Whether the next tick takes away. */
    boolean falling() {
        return centered ? (down && count > 0) || count == reload : down;
    }

    /** Ticks of the counter until it passes a boundary. */
    long toBoundary() {
        if (reload == 0) {
            return NEVER;
        }
        if (falling()) {
            return centered ? count : count + 1;
        }
        return top() - count + (centered && count < reload ? 0 : 1);
    }

    private long top() {
        return count < reload || (count == reload && !centered) ? reload : max;
    }

    /** Ticks of the counter until it becomes a value, if it does so before it passes a boundary. */
    long toMark(long value) {
        if (reload == 0 || value < 0) {
            return NEVER;
        }
        if (falling()) {
            return value < count ? count - value : NEVER;
        }
        return value > count && value <= top() ? value - count : NEVER;
    }

    /** Ticks of the counter until it becomes a mark or passes a boundary. */
    long toEvent() {
        long next = toBoundary();
        for (long mark : marks) {
            next = Math.min(next, toMark(mark));
        }
        return next;
    }

    /** Ticks of the clock until some ticks of the counter have passed. */
    long clockTicks(long ticks) {
        return ticks * divider - phase;
    }

    /** Lets ticks of the clock pass; the owner hears of what happens meanwhile. */
    void advance(long ticks, Owner owner) {
        long left = ticks;
        while (left > 0 && running) {
            left -= skip(left, owner);
            long next = toEvent();
            if (next == NEVER || clockTicks(next) > left) {
                coast(left);
                return;
            }
            left -= clockTicks(next);
            phase = 0;
            owner.reached(move(next), ticks - left);
        }
    }

    private void coast(long ticks) {
        phase += ticks;
        long steps = phase / divider;
        phase %= divider;
        if (steps > 0 && reload != 0) {
            move(steps);
        }
    }

    private long skip(long ticks, Owner owner) {
        long period = (centered ? 2 * reload : reload + 1) * divider;
        if (ticks < period * PERIODS_BEFORE_SKIPPING || reload == 0 || count > reload || !owner.steady()) {
            return 0;
        }
        // Even, so that outputs that toggle are as they were; some periods stay, so that flags are set by what sets
        // them.
        long periods = (ticks / period - 3) & ~1L;
        owner.skipped(centered ? 2 * periods : periods);
        return periods * period;
    }

    private Boundary move(long ticks) {
        boolean falling = falling();
        if (ticks < toBoundary()) {
            count += falling ? -ticks : ticks;
            down = falling;
            return Boundary.NONE;
        }
        if (falling) {
            count = centered ? 0 : reload;
            down = !centered;
            return Boundary.UNDERFLOW;
        }
        boolean over = count <= reload;
        down = centered && over;
        count = down ? reload : 0;
        return over ? Boundary.OVERFLOW : Boundary.ROLLOVER;
    }
}
