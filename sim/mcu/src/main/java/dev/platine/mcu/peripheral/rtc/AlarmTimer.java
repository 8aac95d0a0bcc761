package dev.platine.mcu.peripheral.rtc;

import dev.platine.mcu.time.Alarm;
import java.util.function.Function;

/** Alarm A or B: plans the next match ahead, so that nothing is compared meanwhile. */
final class AlarmTimer {
    private final RtcClock clock;
    private final AlarmUnit unit = new AlarmUnit();
    private final Runnable matched;
    private final Alarm alarm;
    private boolean enabled;
    private boolean twelveHours;
    private int register;
    private int subseconds;
    private boolean exact;

    AlarmTimer(RtcClock clock, Function<Runnable, Alarm> alarms, Runnable matched) {
        this.clock = clock;
        this.matched = matched;
        alarm = alarms.apply(this::fired);
    }

    void set(boolean enable, int alarmRegister, int subsecondRegister, boolean format) {
        enabled = enable;
        register = alarmRegister;
        subseconds = subsecondRegister;
        twelveHours = format;
        plan();
    }

    /** Works out the next match anew, after the calendar or its clock has changed. */
    void plan() {
        if (!enabled || clock.isStill()) {
            alarm.cancel();
            return;
        }
        clock.settle();
        TimeOfDay time = clock.time;
        boolean subsecondsCount = ((subseconds >> 24) & 0xF) != 0;
        if (subsecondsCount && unit.secondsUntil(time.calendar, 0, register, twelveHours) == 0) {
            int here = AlarmUnit.subsecond(time.subsecond - 1, time.synchronous(), subseconds);
            if (here >= 0) {
                exact = true;
                clock.alarm(alarm, time.countOf(0, here));
                return;
            }
        }
        ahead(time);
    }

    private void ahead(TimeOfDay time) {
        long seconds = unit.secondsUntil(time.calendar, 1, register, twelveHours);
        int at = AlarmUnit.subsecond(time.synchronous(), time.synchronous(), subseconds);
        if (seconds < 0 || at < 0) {
            alarm.cancel();
            return;
        }
        exact = seconds <= time.secondsKnown();
        clock.alarm(alarm, exact ? time.countOf(seconds, at) : time.countOf(time.secondsKnown(), time.synchronous()));
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
        plan();
        if (hit) {
            matched.run();
        }
    }
}
