package dev.platine.hal.remote;

import dev.platine.hal.spi.BoardPort;
import org.jspecify.annotations.Nullable;

/**
 * The requests in flight. One whose caller gave up keeps its place, so that a slow board is not buried, until its late reply
 * comes, a later request is answered, or it is held to be lost: after {@value #PATIENCE} times the slowest round trip of lately,
 * and twice as long each time until something is answered, from {@link #LEAST_FORGET_NS} to {@link #MOST_FORGET_NS}. So a lost
 * frame costs a fast board little, and a board that stays silent gets few requests. Safe for any thread; allocates nothing.
 */
final class Window {
    /** No place is free. */
    static final int FULL = -6;

    /** A request without a caller is never held to be lost before this. */
    static final long LEAST_FORGET_NS = 5_000_000;

    /** A request without a caller is always held to be lost after this. */
    static final long MOST_FORGET_NS = 1_000_000_000;

    private static final int PATIENCE = 8;
    private static final int DECAY = 64; // a reply takes this part off the slowest round trip
    private static final int MOST_DOUBLINGS = 8;

    private final @Nullable Call[] calls;
    private final int[] sequences;
    private final long[] sentNs;
    private final boolean[] taken;
    private int limit = 1;
    private int failedStatus;
    private long late;
    private long slowestNs;
    private int forgotten; // since the last reply
    private int forgottenSequence; // of the newest that was forgotten
    private long forgottenSentNs;
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
            if (taken[i] && calls[i] == null && nowNs - sentNs[i] > forgetNs()) {
                taken[i] = false;
                forgottenSequence = sequences[i];
                forgottenSentNs = sentNs[i];
                forgotten = Math.min(forgotten + 1, MOST_DOUBLINGS);
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

    private long forgetNs() {
        return Math.min(Math.max(PATIENCE * slowestNs, LEAST_FORGET_NS) << forgotten, MOST_FORGET_NS);
    }

    private void tookNs(long roundTripNs) {
        slowestNs = Math.max(roundTripNs, slowestNs - slowestNs / DECAY);
        slowestNs = Math.min(slowestNs, MOST_FORGET_NS);
    }

    /**
     * Gives a reply to whoever waits for it. The caller cannot give up meanwhile.
     *
     * @return the call, ended; or null when nobody waits any more
     */
    synchronized @Nullable Call answer(int sequence, byte[] in, int offset, int length, long nowNs) {
        Call answered = null;
        for (int i = 0; i < limit; i++) {
            Call call = calls[i];
            if (taken[i] && sequences[i] == sequence) {
                taken[i] = false;
                answered = call;
                calls[i] = null;
                tookNs(nowNs - sentNs[i]);
            } else if (taken[i] && call == null && sequences[i] - sequence < 0) {
                taken[i] = false; // replies come in order: this one was lost
            }
        }
        if (forgotten > 0 && sequence == forgottenSequence) {
            tookNs(nowNs - forgottenSentNs); // forgotten too early
        }
        forgotten = 0;
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
