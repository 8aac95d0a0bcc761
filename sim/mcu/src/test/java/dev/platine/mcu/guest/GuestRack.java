package dev.platine.mcu.guest;

import dev.platine.mcu.time.AlarmQueue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several guests in one virtual time, in slices that end where the wire between them has something to do. */
final class GuestRack {
    private static final long SLICE_NS = 10 * Guest.US;

    private final AlarmQueue alarms = new AlarmQueue(ns -> leave());
    private @Nullable Guest running;
    private long nowNs;
    private long endNs;

    AlarmQueue alarms() {
        return alarms;
    }

    long nowNs() {
        return nowNs;
    }

    private void leave() {
        if (running != null) {
            running.chip().leave();
        }
    }

    private long end() {
        endNs = Math.min(endNs, Math.max(alarms.next(), nowNs));
        return endNs;
    }

    /** Runs all of them to their ends, for a second at most. */
    void run(List<Guest> guests) {
        while (nowNs < 1000 * Guest.MS && !guests.stream().allMatch(Guest::hasEnded)) {
            endNs = nowNs + SLICE_NS;
            for (Guest guest : guests) {
                running = guest;
                guest.runUntil(this::end);
            }
            running = null;
            nowNs = end();
            alarms.runUntil(nowNs);
        }
        guests.forEach(Guest::ended);
    }
}
