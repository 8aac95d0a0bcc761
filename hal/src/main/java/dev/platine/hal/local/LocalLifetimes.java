package dev.platine.hal.local;

import java.util.Arrays;

/** Until when each output's set-point holds; the last writer decides. Times are of {@link System#nanoTime()}. */
final class LocalLifetimes {
    private final long[] untilNs;
    private final boolean[] held;
    final boolean[] expired;
    private boolean any;
    private long dueNs;

    LocalLifetimes(int channels) {
        untilNs = new long[channels];
        held = new boolean[channels];
        expired = new boolean[channels];
    }

    /** Notes a set-point; {@link LocalDevice#FOREVER} for one without a lifetime. */
    void hold(int channel, long until) {
        held[channel] = until != LocalDevice.FOREVER;
        untilNs[channel] = until;
        if (held[channel] && (!any || until - dueNs < 0)) {
            any = true;
            dueNs = until;
        }
    }

    boolean any() {
        return any;
    }

    /** When to look next; only when there are {@link #any()}. May be earlier than something runs out. */
    long dueNs() {
        return dueNs;
    }

    boolean isDue(long nowNs) {
        return any && dueNs - nowNs <= 0;
    }

    /** Marks in {@link #expired} which have run out at a time, and returns how many. They are held until told otherwise. */
    int findExpired(long nowNs) {
        int count = 0;
        any = false;
        for (int i = 0; i < held.length; i++) {
            expired[i] = held[i] && untilNs[i] - nowNs <= 0;
            count += expired[i] ? 1 : 0;
            if (held[i] && (!any || untilNs[i] - dueNs < 0)) {
                any = true;
                dueNs = untilNs[i];
            }
        }
        return count;
    }

    /** Marks in {@link #expired} all that have a lifetime, and returns how many. */
    int findHeld() {
        System.arraycopy(held, 0, expired, 0, held.length);
        int count = 0;
        for (boolean one : held) {
            count += one ? 1 : 0;
        }
        return count;
    }

    /** Tries what is due again at a later time. */
    void postpone(long until) {
        dueNs = until;
    }

    void clear() {
        Arrays.fill(held, false);
        any = false;
    }
}
