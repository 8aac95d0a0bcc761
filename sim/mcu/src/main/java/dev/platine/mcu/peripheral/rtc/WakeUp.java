package dev.platine.mcu.peripheral.rtc;

import dev.platine.mcu.time.Alarm;
import java.util.function.Function;

/** The wake-up timer: counts RTCCLK divided, or seconds. */
final class WakeUp {
    private static final int SECONDS = 4;
    private static final int ONE_MORE_BIT = 2;

    private final RtcClock clock;
    private final Runnable expired;
    private final Alarm alarm;
    private boolean enabled;
    private int select;
    private int reload;
    private long dueCount;
    private long dueSecond;
    private boolean exact;

    WakeUp(RtcClock clock, Function<Runnable, Alarm> alarms, Runnable expired) {
        this.clock = clock;
        this.expired = expired;
        alarm = alarms.apply(this::fired);
    }

    /** Takes the settings; switching it on begins a period. */
    void set(boolean enable, int wckSel, int wut) {
        boolean begins = enable && !enabled;
        enabled = enable;
        select = wckSel;
        reload = wut;
        if (begins) {
            clock.settle();
            dueCount = clock.count();
            dueSecond = clock.time.seconds;
            period();
        }
        plan();
    }

    private void period() {
        long steps = reload + 1L + ((select & ~1) == (SECONDS | ONE_MORE_BIT) ? 0x10000 : 0);
        dueCount += steps * (16 >> (select & 3));
        dueSecond += steps;
    }

    void plan() {
        boolean countsSeconds = select >= SECONDS;
        if (!enabled || (countsSeconds && clock.isStill())) {
            alarm.cancel();
            return;
        }
        clock.settle();
        TimeOfDay time = clock.time;
        exact = true;
        if (countsSeconds) {
            long ahead = Math.max(dueSecond - time.seconds, 1);
            exact = ahead <= time.secondsKnown();
            clock.alarm(alarm, time.countOf(Math.min(ahead, time.secondsKnown()), time.synchronous()));
        } else {
            clock.alarm(alarm, dueCount);
        }
    }

    /** Lets happen what is due, when somebody looks before the alarm has come round. */
    void catchUp() {
        if (alarm.time() <= clock.nowNs()) {
            alarm.cancel();
            fired();
        }
    }

    private void fired() {
        boolean hit = exact;
        if (hit) {
            period();
        }
        plan();
        if (hit) {
            expired.run();
        }
    }
}
