package dev.platine.hal.remote;

import dev.platine.hal.spi.BoardPort;
import org.jspecify.annotations.Nullable;

/**
 * The requests in flight. One whose caller gave up keeps its place, so that a slow board is not buried, until its late reply
 * comes, a later request is answered, or {@link #FORGET_NS} are over. Safe for any thread; allocates nothing.
 */
final class Window {
    /** No place is free. */
    static final int FULL = -6;

    /** A request without a caller is held to be lost after this. */
    static final long FORGET_NS = 1_000_000_000;

    private final @Nullable Call[] calls;
    private final int[] sequences;
    private final long[] sentNs;
    private final boolean[] taken;
    private int limit = 1;
    private int failedStatus;
    private long late;
    private volatile int waiting;

    Window(int capacity) {
        calls = new @Nullable Call[capacity];
        sequences = new int[capacity];
        sentNs = new long[capacity];
        taken = new boolean[capacity];
    }

    /** Sets how many requests may be in flight, from 1 to the capacity. */
    synchronized void limit(int requests) {
        limit = requests;
    }

    /** Takes a place; returns OK, {@link #FULL}, or what the connection has failed with. */
    synchronized int enter(Call call, int sequence, long nowNs) {
        if (failedStatus != BoardPort.OK) {
            return failedStatus;
        }
        for (int i = 0; i < limit; i++) {
            if (taken[i] && calls[i] == null && nowNs - sentNs[i] > FORGET_NS) {
                taken[i] = false;
            }
            if (!taken[i]) {
                taken[i] = true;
                calls[i] = call;
                sequences[i] = sequence;
                sentNs[i] = nowNs;
                waiting = waiting + 1;
                return BoardPort.OK;
            }
        }
        return FULL;
    }

    /**
     * Gives a reply to whoever waits for it. The caller cannot give up meanwhile.
     *
     * @return the call, ended; or null when nobody waits any more
     */
    synchronized @Nullable Call answer(int sequence, byte[] in, int offset, int length) {
        Call answered = null;
        for (int i = 0; i < limit; i++) {
            Call call = calls[i];
            if (taken[i] && sequences[i] == sequence) {
                taken[i] = false;
                answered = call;
                calls[i] = null;
            } else if (taken[i] && call == null && sequences[i] - sequence < 0) {
                taken[i] = false; // replies come in order: this one was lost
            }
        }
        if (answered == null) {
            late++;
            return null;
        }
        waiting = waiting - 1;
        answered.end(answered.take(in, offset, length));
        return answered;
    }

    /** The caller gives up; returns false when the call has ended just before. */
    synchronized boolean abandon(Call call, int status, boolean wasSent) {
        for (int i = 0; i < limit; i++) {
            if (calls[i] == call) {
                calls[i] = null;
                taken[i] = wasSent;
                waiting = waiting - 1;
                call.end(status);
                return true;
            }
        }
        return false;
    }

    /** Ends all calls, now and later. */
    synchronized void fail(int status) {
        failedStatus = status;
        for (int i = 0; i < calls.length; i++) {
            Call call = calls[i];
            if (call != null) {
                call.end(status);
            }
            calls[i] = null;
            taken[i] = false;
        }
        waiting = 0;
    }

    /** Wakes one caller that waits, so that it takes the reader's role. */
    void wakeOne() {
        if (waiting == 0) {
            return;
        }
        synchronized (this) {
            for (int i = 0; i < limit; i++) {
                Call call = calls[i];
                if (call != null) {
                    call.wake();
                    return;
                }
            }
        }
    }

    /** Replies that nobody waited for. */
    synchronized long late() {
        return late;
    }
}
