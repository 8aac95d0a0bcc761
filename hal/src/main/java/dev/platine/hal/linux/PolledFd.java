package dev.platine.hal.linux;

import java.util.function.IntUnaryOperator;

/**
 * An open device that reads and writes bytes without blocking, waited for by {@code ppoll}: serial lines and both ends of
 * pseudo terminals.
 *
 * <p>One thread at a time may read and one may write; any thread may close. Nothing is allocated by a call.
 */
public final class PolledFd extends BlockedFd {
    private static final int BLOCK_BYTES = 4096;
    private static final int GONE = LinuxCalls.POLLHUP | LinuxCalls.POLLERR | LinuxCalls.POLLNVAL;

    private final PollSet readable;
    private final PollSet writable;
    private final PollSet closing;
    private volatile int lossErrno;
    private volatile boolean lost;

    /**
     * Takes over an open descriptor.
     *
     * @param fd opened with O_NONBLOCK
     * @param beforeClose runs once, when all calls have left, with the descriptor still open
     * @throws IllegalStateException when the system has no more descriptors; fd stays open
     */
    public PolledFd(int fd, Runnable beforeClose) {
        this(fd, wakeFd(), beforeClose);
    }

    private PolledFd(int fd, int wakeFd, Runnable beforeClose) {
        super(guard(fd, wakeFd, beforeClose), BLOCK_BYTES);
        readable = new PollSet(fd, LinuxCalls.POLLIN, wakeFd);
        writable = new PollSet(fd, LinuxCalls.POLLOUT, wakeFd);
        closing = new PollSet(-1, 0, wakeFd);
    }

    private static int wakeFd() {
        int wakeFd = LinuxCalls.eventfd(0, LinuxCalls.EFD_NONBLOCK | LinuxCalls.EFD_CLOEXEC);
        if (wakeFd < 0) {
            throw new IllegalStateException("eventfd: " + Errno.text(LinuxCalls.errno()));
        }
        return wakeFd;
    }

    private static GuardedFd guard(int fd, int wakeFd, Runnable beforeClose) {
        NativeBlock one = new NativeBlock(8);
        one.bytes().putLong(0, 1);
        return new GuardedFd(fd, () -> LinuxCalls.write(wakeFd, one.address(), one.sizeBytes()), () -> {
            beforeClose.run();
            LinuxCalls.close(fd);
            LinuxCalls.close(wakeFd);
        });
    }

    @Override
    protected int receive(long address, int maxBytes, long deadlineNs) {
        while (true) {
            int ready = readable.await(deadlineNs);
            if (guarded().isClosed()) {
                return CLOSED;
            }
            long count = LinuxCalls.read(guarded().fd(), address, maxBytes);
            if (count > 0) {
                return (int) count;
            }
            int errno = count == 0 ? 0 : LinuxCalls.errno();
            if (errno != Errno.EAGAIN && errno != Errno.EINTR) {
                return lost(errno);
            }
            if ((ready & GONE) != 0) {
                return lost(0);
            }
            if (deadlineNs - System.nanoTime() <= 0) {
                return 0;
            }
        }
    }

    @Override
    protected int send(long address, int bytes, long deadlineNs) {
        while (true) {
            if (guarded().isClosed()) {
                return CLOSED;
            }
            long count = LinuxCalls.write(guarded().fd(), address, bytes);
            if (count > 0) {
                return (int) count;
            }
            int errno = count == 0 ? Errno.EAGAIN : LinuxCalls.errno();
            if (errno != Errno.EAGAIN && errno != Errno.EINTR) {
                return lost(errno);
            }
            if (deadlineNs - System.nanoTime() <= 0) {
                return 0;
            }
            writable.await(deadlineNs);
        }
    }

    /**
     * Waits for nothing but the close. For the reading thread.
     *
     * @param deadlineNs when to return, a value of {@link System#nanoTime()}
     */
    public void awaitClose(long deadlineNs) {
        if (guarded().enter()) {
            closing.await(deadlineNs);
            guarded().exit();
        }
    }

    private int lost(int errno) {
        if (guarded().isClosed()) {
            return CLOSED;
        }
        lossErrno = errno;
        lost = true;
        return LOST;
    }

    /**
     * Whether a call found the device gone.
     *
     * @return true after a call returned {@link #LOST}
     */
    public boolean isLost() {
        return lost;
    }

    /**
     * How the device was lost.
     *
     * @return the error number; 0 when it hung up without one
     */
    public int lossErrno() {
        return lossErrno;
    }

    /**
     * Uses the open descriptor while no other thread can close it.
     *
     * @param call gets the descriptor
     * @return what the call returned, or {@link #CLOSED} without calling it
     */
    public int use(IntUnaryOperator call) {
        if (!guarded().enter()) {
            return CLOSED;
        }
        try {
            return call.applyAsInt(guarded().fd());
        } finally {
            guarded().exit();
        }
    }
}
