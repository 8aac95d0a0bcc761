package dev.platine.mcu.peripheral.timer;

import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.time.Alarm;

/** An input with its digital filter: a level counts when it has lasted as long as the filter's samples take. */
final class TimerInput {
    /** Hears the level behind the filter. */
    @FunctionalInterface
    interface Sink {
        void changed(boolean high);
    }

    private static final int[] SAMPLES = {0, 2, 4, 8, 6, 8, 6, 8, 6, 8, 5, 6, 8, 5, 6, 8};
    private static final int[] PERIODS = {0, 1, 1, 1, 2, 2, 4, 4, 8, 8, 16, 16, 16, 32, 32, 32};
    /** From here on a filter samples at the dead-time clock's rate, divided; below at the timer's clock. */
    private static final int FIRST_OF_CKD = 4;

    private final Site site;
    private final Sink sink;
    private final Alarm settled;
    private long delayCycles;
    private boolean raw;
    private boolean level;

    TimerInput(Site site, Sink sink) {
        this.site = site;
        this.sink = sink;
        settled = site.cycleAlarm(this::settle);
    }

    /** The level behind the filter. */
    boolean high() {
        return level;
    }

    /** The level before the filter. */
    void raw(boolean now) {
        if (raw != now) {
            raw = now;
            begin();
        }
    }

    /** How long the filter takes, in cycles of HCLK. */
    void delay(long cycles) {
        if (delayCycles != cycles) {
            delayCycles = cycles;
            begin();
        }
    }

    private void begin() {
        if (raw == level) {
            settled.cancel();
        } else if (delayCycles == 0) {
            settled.cancel();
            settle();
        } else {
            settled.at(site.cycle() + delayCycles);
        }
    }

    private void settle() {
        level = raw;
        sink.changed(level);
    }

    /** How many samples of the filter's clock a setting of ICxF or ETF takes, in ticks of the timer's clock. */
    static long filterTicks(int setting, int ckd) {
        long ticks = (long) SAMPLES[setting] * PERIODS[setting];
        return setting < FIRST_OF_CKD ? ticks : ticks << ckd;
    }
}
