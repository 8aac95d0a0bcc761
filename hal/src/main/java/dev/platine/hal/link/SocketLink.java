package dev.platine.hal.link;

import dev.platine.hal.linux.BlockedFd;
import dev.platine.hal.linux.Errno;
import dev.platine.hal.linux.GuardedFd;
import dev.platine.hal.linux.LinuxCalls;
import dev.platine.hal.linux.PollSet;

/**
 * A connected stream socket of Linux, TCP or Unix, by own system calls.
 *
 * <p>A read that may wait long is one blocking {@code recv}: the socket's receive timeout is set once, to a slice, and what is
 * left of the deadline after a slice is waited for by {@code ppoll}, which is exact. A shorter read is {@code ppoll}, then
 * {@code recv}.
 */
final class SocketLink extends BlockedFd implements Link {
    /** Receive timeout of the socket. The kernel counts it in jiffies of up to 10 ms and may be two of them late. */
    private static final long SLICE_NS = 4_000_000;

    private static final long LONG_WAIT_NS = 25_000_000;
    private static final int BLOCK_BYTES = 8192;
    private static final int SEND_FLAGS = LinuxCalls.MSG_DONTWAIT | LinuxCalls.MSG_NOSIGNAL;

    private final String description;
    private final PollSet readable;
    private final PollSet writable;
    private volatile String lossReason = "";

    SocketLink(int fd, String description) {
        super(
                new GuardedFd(fd, () -> LinuxCalls.shutdown(fd, LinuxCalls.SHUT_RDWR), () -> LinuxCalls.close(fd)),
                BLOCK_BYTES);
        this.description = description;
        readable = new PollSet(fd, LinuxCalls.POLLIN);
        writable = new PollSet(fd, LinuxCalls.POLLOUT);
        SocketOptions.setTimeout(fd, LinuxCalls.SO_RCVTIMEO, SLICE_NS);
    }

    @Override
    protected int receive(long address, int maxBytes, long deadlineNs) {
        boolean blocking = deadlineNs - System.nanoTime() >= LONG_WAIT_NS;
        while (true) {
            long count;
            if (blocking) {
                count = LinuxCalls.recv(guarded().fd(), address, maxBytes, 0);
            } else {
                readable.await(deadlineNs);
                count = LinuxCalls.recv(guarded().fd(), address, maxBytes, LinuxCalls.MSG_DONTWAIT);
            }
            if (count > 0) {
                return (int) count;
            }
            int errno = count == 0 ? 0 : LinuxCalls.errno();
            if (errno == Errno.EAGAIN) {
                blocking = false;
                if (deadlineNs - System.nanoTime() <= 0) {
                    return 0;
                }
            } else if (errno != Errno.EINTR) {
                return lost(errno);
            }
        }
    }

    @Override
    protected int send(long address, int bytes, long deadlineNs) {
        while (true) {
            long count = LinuxCalls.send(guarded().fd(), address, bytes, SEND_FLAGS);
            if (count >= 0) {
                return (int) count;
            }
            int errno = LinuxCalls.errno();
            if (errno != Errno.EAGAIN && errno != Errno.EINTR) {
                return lost(errno);
            }
            if (deadlineNs - System.nanoTime() <= 0) {
                return 0;
            }
            writable.await(deadlineNs);
        }
    }

    private int lost(int errno) {
        if (guarded().isClosed()) {
            return Link.CLOSED;
        }
        if (lossReason.isEmpty()) {
            lossReason = errno == 0 ? "closed by peer" : Errno.text(errno);
        }
        return Link.LOST;
    }

    @Override
    public String describe() {
        return description;
    }

    @Override
    public String lossReason() {
        return lossReason;
    }
}
