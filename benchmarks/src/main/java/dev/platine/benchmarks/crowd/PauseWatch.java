package dev.platine.benchmarks.crowd;

import java.util.concurrent.locks.LockSupport;

/**
 * Finds how long this process stood still at most: a thread naps again and again and notes how late it wakes. A garbage collection, a
 * safepoint and a computer that gives its processors to others all show. Any thread.
 */
final class PauseWatch implements AutoCloseable {
    private static final long NAP_NS = 2_000_000;

    private final Thread thread = new Thread(this::watch, "pause-watch");
    private volatile boolean ending;
    private long longestNs;

    /** A watch that runs from now on. */
    static PauseWatch start() {
        PauseWatch watch = new PauseWatch();
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        while (!ending) {
            long dueNs = System.nanoTime() + NAP_NS;
            LockSupport.parkNanos(this, NAP_NS);
            woke(dueNs, System.nanoTime());
        }
    }

    synchronized void woke(long dueNs, long nowNs) {
        longestNs = Math.max(longestNs, nowNs - dueNs);
    }

    /** The longest pause since the last call, or since the start. */
    synchronized long takeLongestNs() {
        long longest = longestNs;
        longestNs = 0;
        return longest;
    }

    @Override
    public void close() {
        ending = true;
        LockSupport.unpark(thread);
    }
}
