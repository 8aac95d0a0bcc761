package dev.platine.sim.service;

import dev.platine.sim.clock.Timer;
import dev.platine.sim.clock.VirtualClock;
import java.util.Arrays;

/**
 * Until when each output's set-point holds. The last writer of a channel decides.
 *
 * <p>One timer a board. It is moved only to earlier instants; when it rings before anything has run out, because newer
 * set-points came meanwhile, it is armed again for the earliest that is left. So an exchange costs a comparison.
 */
final class Lifetimes {
    private static final long FOREVER = Long.MAX_VALUE;

    /** Told which outputs' set-points ran out. */
    interface Listener {
        void expired(boolean[] channels, int count);
    }

    private final VirtualClock clock;
    private final Listener listener;
    private final long[] untilNs;
    private final boolean[] expired;
    private final Timer timer;
    private long dueNs = FOREVER;

    Lifetimes(VirtualClock clock, int channels, Listener listener) {
        this.clock = clock;
        this.listener = listener;
        this.untilNs = new long[channels];
        this.expired = new boolean[channels];
        Arrays.fill(untilNs, FOREVER);
        this.timer = clock.timer("set-point lifetimes", this::due);
    }

    void hold(int channel, long lifetimeNs) {
        long until = lifetimeNs == 0 ? FOREVER : end(clock.nowNs(), lifetimeNs);
        untilNs[channel] = until;
        if (until < dueNs) {
            dueNs = until;
            timer.at(until);
        }
    }

    private static long end(long nowNs, long lifetimeNs) {
        return nowNs > FOREVER - lifetimeNs ? FOREVER : nowNs + lifetimeNs;
    }

    void clear() {
        Arrays.fill(untilNs, FOREVER);
        timer.cancel();
        dueNs = FOREVER;
    }

    private void due() {
        long nowNs = clock.nowNs();
        dueNs = FOREVER;
        int count = 0;
        for (int channel = 0; channel < untilNs.length; channel++) {
            boolean out = untilNs[channel] <= nowNs;
            expired[channel] = out;
            if (out) {
                untilNs[channel] = FOREVER;
                count++;
            }
            dueNs = Math.min(dueNs, untilNs[channel]);
        }
        if (dueNs != FOREVER) {
            timer.at(dueNs);
        }
        if (count > 0) {
            listener.expired(expired, count);
        }
    }
}
