package dev.platine.mcu.peripheral.rtc;

import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.time.Alarm;
import dev.platine.mcu.time.Ticks;

/** From nanoseconds to the calendar: RTCCLK, smooth calibration, prescalers. */
final class RtcClock {
    final Ticks ticks = new Ticks();
    final SmoothCalibration calibration = new SmoothCalibration();
    final TimeOfDay time = new TimeOfDay();
    private final Site site;
    private boolean still;

    RtcClock(Site site) {
        this.site = site;
    }

    void reset() {
        calibration.reset(raw());
        time.reset(count());
        still = false;
    }

    /** Cycles of RTCCLK so far. */
    long raw() {
        return ticks.at(site.nowNs());
    }

    /** Cycles that the dividers have seen so far. */
    long count() {
        return calibration.at(raw());
    }

    long nowNs() {
        return site.nowNs();
    }

    /** Brings the calendar up to now. */
    void settle() {
        if (still) {
            time.skip(count());
        } else {
            time.to(count());
        }
    }

    /** Whether the calendar stands still, because it is being set. */
    boolean isStill() {
        return still;
    }

    void stop() {
        settle();
        still = true;
    }

    /** The calendar goes on some cycles of RTCCLK from now. */
    void begin(int afterRaw) {
        time.begin(calibration.at(raw() + afterRaw));
        still = false;
    }

    /** Sets an alarm to a count, or not at all if that never comes. */
    void alarm(Alarm alarm, long count) {
        long ns = ticks.rate().stopped() ? Long.MAX_VALUE : ticks.nsOf(calibration.rawOf(count));
        if (ns == Long.MAX_VALUE) {
            alarm.cancel();
        } else {
            alarm.at(ns);
        }
    }
}
