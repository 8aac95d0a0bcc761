package dev.platine.mcu.peripheral.adc;

import dev.platine.mcu.peripheral.Clocks;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.time.Alarm;

/** An alarm in cycles of PCLK2, told in cycles of HCLK: it keeps its distance when the divider changes, and stands still while it is frozen. */
final class PclkAlarm {
    private final Site site;
    private final Alarm alarm;
    private long due;
    private long rest = -1;
    private int dividerThen = 1;

    PclkAlarm(Site site, Runnable action) {
        this.site = site;
        alarm = site.cycleAlarm(action);
    }

    void at(long cycle) {
        rest = -1;
        due = cycle;
        alarm.at(cycle);
    }

    void cancel() {
        alarm.cancel();
        rest = -1;
    }

    boolean isSet() {
        return alarm.isSet() || rest >= 0;
    }

    /** When it was due last, or will be. */
    long due() {
        return due;
    }

    void freeze() {
        if (alarm.isSet()) {
            dividerThen = site.clocks().divider(Clocks.Domain.APB2);
            rest = Math.max(due - site.cycle(), 0);
            alarm.cancel();
        }
    }

    void thaw() {
        if (rest >= 0) {
            int divider = site.clocks().divider(Clocks.Domain.APB2);
            at(site.cycle() + (rest * divider + dividerThen - 1) / dividerThen);
        }
    }
}
