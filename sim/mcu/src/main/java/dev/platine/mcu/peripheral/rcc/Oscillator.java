package dev.platine.mcu.peripheral.rcc;

import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.time.Alarm;

/** Something that oscillates, and takes its time until it is stable: an RC oscillator, a crystal, a PLL. */
final class Oscillator {
    private final Site site;
    private final Alarm settled;
    private long startNs;
    private boolean runs;
    private boolean ready;

    Oscillator(Site site, long startNs, Runnable readied) {
        this.site = site;
        this.startNs = startNs;
        settled = site.timeAlarm(() -> {
            ready = true;
            readied.run();
        });
    }

    /** How long it takes from the next start on. */
    void startNs(long now) {
        startNs = now;
    }

    /** Whether it is to run: it starts, goes on, or stops at once. */
    void run(boolean wanted) {
        if (wanted && !runs) {
            settled.at(site.nowNs() + startNs);
        } else if (!wanted) {
            settled.cancel();
            ready = false;
        }
        runs = wanted;
    }

    /** Runs without waiting, as the internal oscillator does behind a reset. */
    void force() {
        settled.cancel();
        runs = true;
        ready = true;
    }

    boolean ready() {
        return ready;
    }
}
