package dev.platine.hal.linux;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A file descriptor that several threads use and one of them may close at any time.
 *
 * <p>The number goes back to the system when the last call that uses it has returned, so no call ever reads or writes a
 * stranger's file. Safe for any thread.
 */
public final class GuardedFd {
    private static final int CLOSED = 1 << 29;
    private static final int RELEASED = 1 << 30;

    private final int fd;
    private final Runnable wake;
    private final Runnable release;
    /** Threads inside, plus the two flags. */
    private final AtomicInteger state = new AtomicInteger();

    /**
     * Guards an open descriptor.
     *
     * @param fd the descriptor
     * @param wake makes calls that block on it return; runs once, before the release
     * @param release closes it; runs once, on the last thread to leave
     */
    public GuardedFd(int fd, Runnable wake, Runnable release) {
        this.fd = fd;
        this.wake = wake;
        this.release = release;
    }

    /**
     * The number. To be used between {@link #enter()} and {@link #exit()} only.
     *
     * @return the descriptor
     */
    public int fd() {
        return fd;
    }

    /**
     * Begins to use the descriptor.
     *
     * @return whether it is open; only then {@link #exit()} must follow
     */
    public boolean enter() {
        if ((state.incrementAndGet() & CLOSED) == 0) {
            return true;
        }
        exit();
        return false;
    }

    /** Ends the use that {@link #enter()} began. */
    public void exit() {
        if (state.decrementAndGet() == CLOSED && state.compareAndSet(CLOSED, CLOSED | RELEASED)) {
            release.run();
        }
    }

    /**
     * Whether it was closed.
     *
     * @return true from the start of {@link #close()} on
     */
    public boolean isClosed() {
        return (state.get() & CLOSED) != 0;
    }

    /** Wakes who blocks and closes the descriptor when all have left. Does nothing the second time. */
    public void close() {
        int before = state.getAndUpdate(now -> (now & CLOSED) != 0 ? now : (now | CLOSED) + 1);
        if ((before & CLOSED) == 0) {
            wake.run();
            exit();
        }
    }
}
