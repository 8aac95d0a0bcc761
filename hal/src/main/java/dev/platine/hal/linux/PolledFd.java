package dev.platine.hal.linux;

import java.util.Objects;
import java.util.function.IntUnaryOperator;

/**
 * An open device that reads and writes bytes without blocking, waited for by {@code ppoll}: serial lines and both ends of
 * pseudo terminals.
 *
 * <p>One thread at a time may read and one may write; any thread may close. Nothing is allocated by a call.
 */
public final class PolledFd {
    /** The device is gone; {@link #lossErrno()} says how. */
    public static final int LOST = -1;
    /** Closed on this side. */
    public static final int CLOSED = -2;

    private static final int BLOCK_BYTES = 4096;
    private static final int GONE = LinuxCalls.POLLHUP | LinuxCalls.POLLERR | LinuxCalls.POLLNVAL;

    private final GuardedFd fd;
    private final NativeBlock in = new NativeBlock(BLOCK_BYTES);
    private final NativeBlock out = new NativeBlock(BLOCK_BYTES);
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
        int wakeFd = LinuxCalls.eventfd(0, LinuxCalls.EFD_NONBLOCK | LinuxCalls.EFD_CLOEXEC);
        if (wakeFd < 0) {
            throw new IllegalStateException("eventfd: " + Errno.text(LinuxCalls.errno()));
        }
        NativeBlock one = new NativeBlock(8);
        one.bytes().putLong(0, 1);
        this.fd = new GuardedFd(fd, () -> LinuxCalls.write(wakeFd, one.address(), one.sizeBytes()), () -> {
            beforeClose.run();
            LinuxCalls.close(fd);
            LinuxCalls.close(wakeFd);
        });
        readable = new PollSet(fd, LinuxCalls.POLLIN, wakeFd);
        writable = new PollSet(fd, LinuxCalls.POLLOUT, wakeFd);
        closing = new PollSet(-1, 0, wakeFd);
    }

    /**
     * Reads what is there, waiting for at least one byte.
     *
     * @param dst where to
     * @param offset first index in dst
     * @param length how many bytes at most, at least 1
     * @param deadlineNs when to give up, a value of {@link System#nanoTime()}
     * @return bytes read; 0 when none came by the deadline; {@link #LOST} or {@link #CLOSED}
     * @throws IndexOutOfBoundsException when dst has no such range
     */
    public int read(byte[] dst, int offset, int length, long deadlineNs) {
        Objects.checkFromIndexSize(offset, length, dst.length);
        if (!fd.enter()) {
            return CLOSED;
        }
        try {
            int count = readBlock(Math.min(length, BLOCK_BYTES), deadlineNs);
            if (count > 0) {
                in.bytes().get(0, dst, offset, count);
            }
            return count;
        } finally {
            fd.exit();
        }
    }

    private int readBlock(int maxBytes, long deadlineNs) {
        while (true) {
            int ready = readable.await(deadlineNs);
            if (fd.isClosed()) {
                return CLOSED;
            }
            long count = LinuxCalls.read(fd.fd(), in.address(), maxBytes);
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

    /**
     * Writes what goes, waiting for room for at least one byte.
     *
     * @param src from where
     * @param offset first index in src
     * @param length how many bytes at most, at least 1
     * @param deadlineNs when to give up, a value of {@link System#nanoTime()}
     * @return bytes written; 0 when there was no room by the deadline; {@link #LOST} or {@link #CLOSED}
     * @throws IndexOutOfBoundsException when src has no such range
     */
    public int write(byte[] src, int offset, int length, long deadlineNs) {
        Objects.checkFromIndexSize(offset, length, src.length);
        if (!fd.enter()) {
            return CLOSED;
        }
        try {
            int chunk = Math.min(length, BLOCK_BYTES);
            out.bytes().put(0, src, offset, chunk);
            return writeBlock(chunk, deadlineNs);
        } finally {
            fd.exit();
        }
    }

    private int writeBlock(int bytes, long deadlineNs) {
        while (true) {
            if (fd.isClosed()) {
                return CLOSED;
            }
            long count = LinuxCalls.write(fd.fd(), out.address(), bytes);
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
        if (fd.enter()) {
            closing.await(deadlineNs);
            fd.exit();
        }
    }

    private int lost(int errno) {
        if (fd.isClosed()) {
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
        if (!fd.enter()) {
            return CLOSED;
        }
        try {
            return call.applyAsInt(fd.fd());
        } finally {
            fd.exit();
        }
    }

    /** Wakes who reads or writes and closes when they have left. Does nothing the second time. */
    public void close() {
        fd.close();
    }
}
