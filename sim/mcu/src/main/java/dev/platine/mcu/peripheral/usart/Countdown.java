package dev.platine.mcu.peripheral.usart;

import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.time.Alarm;

/** An alarm in cycles of the peripheral clock, which keeps what is left of it while that clock changes or stands still. */
final class Countdown {
    private final Site site;
    private final Alarm alarm;
    private boolean frozen;
    private boolean running;
    private int divider = 1;
    private long left;

    Countdown(Site site, Runnable action) {
        this.site = site;
        alarm = site.cycleAlarm(() -> {
            running = false;
            action.run();
        });
    }

    boolean running() {
        return running;
    }

    void start(long cycles) {
        running = true;
        left = cycles;
        if (!frozen) {
            alarm.at(site.cycle() + cycles * divider);
        }
    }

    /** When it ends, as the clocks are now, in nanoseconds. */
    long endNs() {
        return frozen || !running ? site.nowNs() : site.nsAt(alarm.time());
    }

    void stop() {
        running = false;
        alarm.cancel();
    }

    void freeze() {
        if (!frozen && running) {
            left = (alarm.time() - site.cycle() + divider - 1) / divider;
            alarm.cancel();
        }
        frozen = true;
    }

    /** Goes on. */
    void thaw(int hclkCycles) {
        divider = hclkCycles;
        frozen = false;
        if (running) {
            alarm.at(site.cycle() + left * divider);
        }
    }
}
