package dev.platine.mcu.peripheral.can;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Chip;
import dev.platine.mcu.time.AlarmQueue;
import java.util.ArrayList;
import java.util.List;

/** Several chips in one virtual time, in slices, as a rack runs them. */
final class CanRack {
    private final AlarmQueue alarms = new AlarmQueue(ns -> leave());
    private final List<Bench> benches = new ArrayList<>();
    private final long sliceNs;
    private Chip running;
    private long nowNs;

    CanRack(long sliceNs) {
        this.sliceNs = sliceNs;
    }

    AlarmQueue alarms() {
        return alarms;
    }

    long nowNs() {
        return nowNs;
    }

    void add(Bench bench) {
        benches.add(bench);
        nowNs = Math.max(nowNs, bench.chip().nowNs());
    }

    private void leave() {
        if (running != null) {
            running.leave();
        }
    }

    void run(long forNs) {
        long until = nowNs + forNs;
        while (nowNs < until) {
            long end = end(until);
            for (Bench bench : benches) {
                running = bench.chip();
                while (running.nowNs() < end) {
                    running.run(end);
                    end = end(Math.min(until, end));
                }
            }
            running = null;
            nowNs = end;
            alarms.runUntil(end);
        }
    }

    private long end(long until) {
        return Math.min(until, Math.min(nowNs + sliceNs, Math.max(alarms.next(), nowNs)));
    }
}
