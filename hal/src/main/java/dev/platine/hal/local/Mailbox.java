package dev.platine.hal.local;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The calls that wait for a board's thread, first come first served. Holds no more than there are callers. Any thread. */
final class Mailbox {
    /** Calls that come no further apart make the thread spin for the next one. */
    private static final long CLOSE_TOGETHER_NS = 100_000;

    private @Nullable LocalCall head;
    private @Nullable LocalCall tail;
    private @Nullable LocalCall running;
    private volatile boolean empty = true;
    private long lastNs;
    private boolean busy;

    synchronized void add(LocalCall call) {
        call.next = null;
        call.state = LocalCall.State.QUEUED;
        if (tail == null) {
            head = call;
        } else {
            tail.next = call;
        }
        tail = call;
        empty = false;
    }

    /** The oldest call, now running; null when there is none. The board's thread. */
    @Nullable
    LocalCall take() {
        if (empty) {
            return null;
        }
        long nowNs = System.nanoTime();
        busy = nowNs - lastNs < CLOSE_TOGETHER_NS;
        lastNs = nowNs;
        synchronized (this) {
            LocalCall call = head;
            if (call != null) {
                head = call.next;
                tail = head == null ? null : tail;
                call.next = null;
                call.state = LocalCall.State.RUNNING;
                running = call;
            }
            empty = head == null;
            return call;
        }
    }

    /** Takes back a call that has not begun; false when it has. */
    synchronized boolean remove(LocalCall call) {
        if (call.state != LocalCall.State.QUEUED) {
            return false;
        }
        LocalCall before = null;
        for (LocalCall at = head; at != null; before = at, at = at.next) {
            if (at.equals(call)) {
                if (before == null) {
                    head = at.next;
                } else {
                    before.next = at.next;
                }
                tail = at.next == null ? before : tail;
                break;
            }
        }
        call.next = null;
        call.state = LocalCall.State.IDLE;
        empty = head == null;
        return true;
    }

    boolean isEmpty() {
        return empty;
    }

    /** Whether calls come close together. The board's thread. */
    boolean isBusy(long nowNs) {
        return busy && nowNs - lastNs < CLOSE_TOGETHER_NS;
    }

    /** Wakes everybody who waits, so that they see that the board is closed. */
    synchronized void wakeAll() {
        for (LocalCall at = head; at != null; at = at.next) {
            LockSupport.unpark(at.caller);
        }
        if (running != null) {
            LockSupport.unpark(running.caller);
        }
    }
}
