package dev.platine.benchmarks.peer;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Gives one value from an event loop to the one thread that waits for it, by park and unpark: nothing that hands over
 * between threads without spinning is faster.
 */
final class Handover<T> {
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(10);

    private final AtomicReference<@Nullable T> value = new AtomicReference<>();
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Thread waiter;

    /** Says that the calling thread waits for the next value. */
    void expect() {
        if (waiter != Thread.currentThread()) {
            waiter = Thread.currentThread();
        }
    }

    /** Blocks the calling thread, which called {@link #expect}, until a value is there, 10 s at most. */
    T await() {
        long giveUpNs = System.nanoTime() + DEADLINE_NS;
        for (T given = value.get(); ; given = value.get()) {
            if (given != null) {
                value.lazySet(null);
                return given;
            }
            Throwable broken = failure;
            if (broken != null || System.nanoTime() - giveUpNs > 0) {
                throw new IllegalStateException("no reply within 10 s, or the connection broke", broken);
            }
            LockSupport.parkNanos(this, DEADLINE_NS);
        }
    }

    /** Any thread: hands a value over. */
    void give(T given) {
        value.set(given);
        LockSupport.unpark(waiter);
    }

    /** Any thread: the value will never come. */
    void fail(Throwable broken) {
        failure = broken;
        LockSupport.unpark(waiter);
    }
}
