package dev.platine.sim.clock;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One at a time in a rack, and who inside can see that somebody waits. Stays are microseconds as a rule, so who finds the
 * rack taken looks for a while before he stands in line, which costs two system calls and the wake-up.
 *
 * <p>Safe for any thread. Not fair: who enters again and again must {@link #giveWay}.
 */
final class RackLock {
    private static final long LOOK_NS = 30_000;
    private static final long GIVE_WAY_NS = 1_000_000;
    private static final long NAP_NS = 20_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicInteger waiting = new AtomicInteger();
    private final boolean maySpin = Runtime.getRuntime().availableProcessors() > 1;

    /** Enters; allocates nothing unless it stands in line. */
    void enter() {
        if (lock.tryLock()) {
            return;
        }
        waiting.incrementAndGet();
        try {
            if (!look()) {
                lock.lock();
            }
        } finally {
            waiting.decrementAndGet();
        }
    }

    private boolean look() {
        if (!maySpin) {
            return false;
        }
        long since = System.nanoTime();
        do {
            Thread.onSpinWait();
            if (lock.tryLock()) {
                return true;
            }
        } while (System.nanoTime() - since < LOOK_NS);
        return false;
    }

    /** Enters when nobody else is inside. */
    boolean tryEnter() {
        return lock.tryLock();
    }

    void exit() {
        lock.unlock();
    }

    /** Whether somebody waits who is not in yet. */
    boolean wanted() {
        return waiting.get() > 0;
    }

    /** How often the calling thread has entered. */
    int depth() {
        return lock.getHoldCount();
    }

    boolean inside() {
        return lock.isHeldByCurrentThread();
    }

    /** Outside: lets everybody in who waits, for up to a millisecond. */
    void giveWay() {
        long since = System.nanoTime();
        for (long passed = 0; wanted() && passed < GIVE_WAY_NS; passed = System.nanoTime() - since) {
            if (maySpin && passed < LOOK_NS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(this, NAP_NS);
            }
        }
    }
}
