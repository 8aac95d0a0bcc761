package dev.platine.mcu.peripheral.rtc;

/**
 * Prescalers and calendar: counts what smooth calibration lets through. The asynchronous prescaler divides by PREDIV_A + 1, the subsecond
 * counter runs from PREDIV_S down to 0, and then a second has passed.
 */
final class TimeOfDay {
    private static final int COARSE_CYCLE_MIN = 64;

    final Calendar calendar = new Calendar();
    int subsecond;
    /** How many seconds have passed since power-up; shifts and settings do not count. */
    long seconds;

    private int async;
    private int sync;
    private int phase;
    private long last;
    private int coarse;
    private int coarseMinute;

    void reset(long count) {
        calendar.reset();
        seconds = 0;
        coarse = 0;
        prescalers(0x7F00FF);
        begin(count);
    }

    void prescalers(int prer) {
        async = ((prer >> 16) & 0x7F) + 1;
        sync = prer & 0x7FFF;
    }

    int synchronous() {
        return sync;
    }

    int asynchronous() {
        return async;
    }

    /** The prescalers begin anew at a count that may still lie ahead. */
    void begin(long count) {
        last = count;
        phase = 0;
        subsecond = sync;
    }

    /** Coarse calibration by CALIBR; 0 for none. */
    void coarse(int calibr) {
        coarse = calibr;
        coarseMinute = 0;
    }

    void to(long count) {
        if (count > last) {
            long total = phase + count - last;
            phase = (int) (total % async);
            last = count;
            steps(total / async);
        }
    }

    /** The time goes on without being counted, while it is set. */
    void skip(long count) {
        last = count;
    }

    private void steps(long count) {
        long left = count;
        while (left > subsecond) {
            left -= subsecond + 1;
            long more = coarse == 0 ? left / (sync + 1) : 0;
            left -= more * (sync + 1);
            calendar.add(1 + more);
            seconds += 1 + more;
            subsecond = sync;
            if (coarse != 0 && calendar.second % 60 == 0) {
                minute();
            }
        }
        subsecond -= (int) left;
    }

    /** RM0090 26.3.10: two cycles more or one less in each of the first 2 x DC minutes of 64. */
    private void minute() {
        if (coarseMinute < 2 * (coarse & 0x1F)) {
            subsecond = Math.max(subsecond + ((coarse & (1 << 7)) == 0 ? -2 : 1), 0);
        }
        coarseMinute = (coarseMinute + 1) % COARSE_CYCLE_MIN;
    }

    void shift(int subseconds, boolean plusSecond) {
        subsecond += subseconds;
        if (plusSecond) {
            calendar.add(1);
        }
    }

    /**
     * At which count a time is reached.
     *
     * @param secondsAhead whole seconds from the present one
     * @param at the subsecond counter's value then
     */
    long countOf(long secondsAhead, int at) {
        long steps =
                secondsAhead == 0 ? subsecond - at : subsecond + 1L + (secondsAhead - 1) * (sync + 1) + (sync - at);
        return last + steps * async - phase;
    }

    /** How far ahead {@link #countOf} is right: to the end of the minute, with coarse calibration. */
    long secondsKnown() {
        return coarse == 0 ? Long.MAX_VALUE : 60 - calendar.second % 60;
    }
}
