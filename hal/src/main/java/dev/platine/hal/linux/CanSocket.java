package dev.platine.hal.linux;

import dev.platine.hal.local.LocalException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Frames of a CAN bus as they are: SocketCAN's CAN_RAW on one interface.
 *
 * <p>One thread at a time may receive; any may send, one after the other, and close. Receiving and sending allocate nothing.
 * Deadlines are values of {@link System#nanoTime()}.
 */
public final class CanSocket implements AutoCloseable {
    /** The frame was sent, or one was received. */
    public static final int OK = 1;
    /** The interface is down or gone; {@link #lossReason()} says which. */
    public static final int LOST = BlockedFd.LOST;
    /** Closed on this side. */
    public static final int CLOSED = BlockedFd.CLOSED;

    private static final int CONTROL_BYTES = 128;
    private static final int FRAME = 0;
    private static final int IOVEC = CanNumbers.CANFD_MTU;
    private static final int MESSAGE = IOVEC + CanNumbers.IOVEC_BYTES;
    private static final int CONTROL = MESSAGE + CanNumbers.MSGHDR_BYTES;

    private final String name;
    private final GuardedFd guarded;
    private final PollGroup readable;
    private final PollGroup writable;
    private final NativeBlock in = new NativeBlock(CONTROL + CONTROL_BYTES);
    private final NativeBlock out = new NativeBlock(CanNumbers.CANFD_MTU);
    private final ReentrantLock sending = new ReentrantLock();
    private volatile int lossErrno;
    private volatile long dropped;

    private CanSocket(String name, int fd, int wakeFd) {
        this.name = name;
        guarded = CanSockets.guard(fd, wakeFd);
        readable = new PollGroup(LinuxCalls.POLLIN, fd, wakeFd);
        writable = new PollGroup(LinuxCalls.POLLOUT, fd, wakeFd);
        in.bytes()
                .putLong(IOVEC, in.address() + FRAME)
                .putLong(IOVEC + CanNumbers.IOVEC_LEN, CanNumbers.CANFD_MTU)
                .putLong(MESSAGE + CanNumbers.MSGHDR_IOV, in.address() + IOVEC)
                .putLong(MESSAGE + CanNumbers.MSGHDR_IOVLEN, 1)
                .putLong(MESSAGE + CanNumbers.MSGHDR_CONTROL, in.address() + CONTROL);
    }

    /**
     * Which frames to receive: those whose identifier has the same bits as {@code id} where {@code mask} has ones.
     *
     * @param id with the kernel's flags
     * @param mask with the kernel's flags
     */
    public record Filter(int id, int mask) {
        /**
         * Data frames of one identifier.
         *
         * @param id identifier of 11 bits, or of 29 together with {@link CanNumbers#CAN_EFF_FLAG}
         * @return the filter
         */
        public static Filter only(int id) {
            return new Filter(id, CanNumbers.CAN_EFF_FLAG | CanNumbers.CAN_RTR_FLAG | CanNumbers.CAN_EFF_MASK);
        }
    }

    /**
     * Opens an interface.
     *
     * @param name such as {@code can0}
     * @param filters which frames to receive: any that one of them lets through
     * @param errorMask which error frames to receive, CAN_ERR_*; 0 for none
     * @param fd whether CAN FD frames are sent and received as well
     * @return the open socket; the caller closes it
     * @throws LocalException when there is no such interface, it is down, or the kernel has no CAN
     */
    public static CanSocket open(String name, List<Filter> filters, int errorMask, boolean fd) {
        int socket = CanSockets.open(LinuxCalls.SOCK_RAW, CanNumbers.CAN_RAW, name);
        try {
            check(name, configure(socket, filters, errorMask, fd));
            check(name, CanSockets.bind(socket, name, 0, 0));
            return new CanSocket(name, socket, CanSockets.wakeFd());
        } catch (RuntimeException e) {
            LinuxCalls.close(socket);
            throw e;
        }
    }

    private static void check(String name, int errno) {
        if (errno != 0) {
            throw CanErrors.opening(errno, name, false);
        }
    }

    private static int configure(int socket, List<Filter> filters, int errorMask, boolean fd) {
        NativeBlock block = new NativeBlock(Math.max(1, filters.size()) * CanNumbers.CAN_FILTER_BYTES);
        for (int i = 0; i < filters.size(); i++) {
            int at = i * CanNumbers.CAN_FILTER_BYTES;
            block.bytes()
                    .putInt(at, filters.get(i).id())
                    .putInt(at + CanNumbers.CAN_FILTER_MASK, filters.get(i).mask());
        }
        int bytes = filters.size() * CanNumbers.CAN_FILTER_BYTES;
        int level = CanNumbers.SOL_CAN_RAW;
        int result = LinuxCalls.setsockopt(socket, level, CanNumbers.CAN_RAW_FILTER, block.address(), bytes);
        int errno = result == 0 ? 0 : LinuxCalls.errno();
        block.keep();
        if (errno == 0) {
            errno = CanSockets.set(socket, level, CanNumbers.CAN_RAW_ERR_FILTER, errorMask);
        }
        if (errno == 0 && fd) {
            errno = CanSockets.set(socket, level, CanNumbers.CAN_RAW_FD_FRAMES, 1);
        }
        if (errno == 0) {
            errno = CanSockets.set(socket, LinuxCalls.SOL_SOCKET, CanNumbers.SO_TIMESTAMPNS, 1);
        }
        return errno != 0 ? errno : CanSockets.set(socket, LinuxCalls.SOL_SOCKET, CanNumbers.SO_RXQ_OVFL, 1);
    }

    /**
     * Receives a frame.
     *
     * @param into gets it
     * @param deadlineNs when to give up; in the past: takes only what is there
     * @return {@link #OK}; 0 when none came in time; {@link #LOST} or {@link #CLOSED}
     */
    public int receive(CanFrame into, long deadlineNs) {
        if (!guarded.enter()) {
            return CLOSED;
        }
        try {
            while (true) {
                in.bytes().putLong(MESSAGE + CanNumbers.MSGHDR_CONTROLLEN, CONTROL_BYTES);
                long count = LinuxCalls.recvmsg(guarded.fd(), in.address() + MESSAGE, LinuxCalls.MSG_DONTWAIT);
                int errno = count < 0 ? LinuxCalls.errno() : 0;
                if (guarded.isClosed()) {
                    return CLOSED;
                } else if (count == CanNumbers.CAN_MTU || count == CanNumbers.CANFD_MTU) {
                    unpack(into, count == CanNumbers.CANFD_MTU);
                    return OK;
                } else if (errno != Errno.EAGAIN && errno != Errno.EINTR) {
                    lossErrno = errno;
                    return LOST;
                } else if (deadlineNs - System.nanoTime() <= 0) {
                    return 0;
                }
                readable.await(deadlineNs);
            }
        } finally {
            guarded.exit();
        }
    }

    private void unpack(CanFrame into, boolean fd) {
        ByteBuffer bytes = in.bytes();
        int most = fd ? CanNumbers.CANFD_MAX_DLEN : CanNumbers.CAN_MAX_DLEN;
        int length = Math.min(bytes.get(CanNumbers.CANFD_FRAME_LEN) & 0xff, most);
        int flags = fd ? bytes.get(CanNumbers.CANFD_FRAME_FLAGS) & 0xff : 0;
        bytes.get(CanNumbers.CANFD_FRAME_DATA, into.data(), 0, length);
        into.received(bytes.getInt(FRAME), fd, flags, length, control());
    }

    /** Reads what came beside the frame; returns when it came. */
    private long control() {
        ByteBuffer bytes = in.bytes();
        long timeNs = 0;
        long end = CONTROL + Math.min(CONTROL_BYTES, bytes.getLong(MESSAGE + CanNumbers.MSGHDR_CONTROLLEN));
        int at = CONTROL;
        while (at + CanNumbers.CMSGHDR_BYTES + 4 <= end) {
            long size = bytes.getLong(at);
            int value = at + CanNumbers.CMSGHDR_BYTES;
            int type = bytes.getInt(at + CanNumbers.CMSGHDR_TYPE);
            boolean ours = bytes.getInt(at + CanNumbers.CMSGHDR_LEVEL) == LinuxCalls.SOL_SOCKET;
            if (ours && type == CanNumbers.SO_TIMESTAMPNS && value + LinuxCalls.TIMESPEC_BYTES <= end) {
                timeNs = bytes.getLong(value) * 1_000_000_000 + bytes.getLong(value + LinuxCalls.TIMESPEC_FRACTION);
            } else if (ours && type == CanNumbers.SO_RXQ_OVFL) {
                dropped = Integer.toUnsignedLong(bytes.getInt(value));
            }
            if (size < CanNumbers.CMSGHDR_BYTES || size > CONTROL_BYTES) {
                break;
            }
            at += (int) ((size + 7) & -8);
        }
        return timeNs;
    }

    /**
     * Sends a frame: gives it to the kernel's queue.
     *
     * @param frame a data frame
     * @param deadlineNs when to give up while the queue is full
     * @return {@link #OK}; 0 when there was no room in time; {@link #LOST} or {@link #CLOSED}
     */
    public int send(CanFrame frame, long deadlineNs) {
        if (!guarded.enter()) {
            return CLOSED;
        }
        sending.lock();
        try {
            int size = frame.isFd() ? CanNumbers.CANFD_MTU : CanNumbers.CAN_MTU;
            out.bytes()
                    .putLong(0, 0)
                    .putInt(0, frame.id())
                    .put(CanNumbers.CANFD_FRAME_LEN, (byte) frame.length())
                    .put(CanNumbers.CANFD_FRAME_FLAGS, (byte) frame.flags())
                    .put(CanNumbers.CANFD_FRAME_DATA, frame.data(), 0, size - CanNumbers.CANFD_FRAME_DATA);
            return send(size, deadlineNs);
        } finally {
            sending.unlock();
            guarded.exit();
        }
    }

    private int send(int size, long deadlineNs) {
        while (true) {
            long count = LinuxCalls.send(guarded.fd(), out.address(), size, LinuxCalls.MSG_DONTWAIT);
            if (count == size) {
                return OK;
            }
            int errno = LinuxCalls.errno();
            long now = System.nanoTime();
            if (guarded.isClosed()) {
                return CLOSED;
            } else if (errno == Errno.ENOBUFS || errno == Errno.EAGAIN || errno == Errno.EINTR) {
                if (deadlineNs - now <= 0) {
                    return 0;
                }
                IsotpSocket.rest(writable, deadlineNs, now);
            } else {
                lossErrno = errno;
                return LOST;
            }
        }
    }

    /** The descriptor, for waiting on it together with others. */
    int fd() {
        return guarded.fd();
    }

    /**
     * How many frames this socket had no room for so far, as told with the last frame received.
     *
     * @return a count that wraps at 32 bits
     */
    public long dropped() {
        return dropped;
    }

    /**
     * The interface.
     *
     * @return its name
     */
    public String name() {
        return name;
    }

    /**
     * Why it was lost.
     *
     * @return one line; empty while it is not lost
     */
    public String lossReason() {
        return lossErrno == 0 ? "" : CanErrors.lost(lossErrno, name);
    }

    /** Closes it and wakes who receives or sends. Does nothing the second time. */
    @Override
    public void close() {
        guarded.close();
    }
}
