package dev.platine.hal.linux;

import dev.platine.hal.local.LocalException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Messages between two ends on a CAN bus: the kernel's ISO-TP. {@link #read} gives one whole message, {@link #writeSome} sends one
 * whole message; what is too long for the array is cut.
 *
 * <p>A message that does not arrive whole is lost without a word to the reader, as on any bus; {@link #messagesLost()} counts them.
 * A bus-off ends the channel.
 */
public final class IsotpSocket extends BlockedFd {
    /** Longest message of classic ISO-TP. */
    public static final int MAX_MESSAGE_BYTES = 4095;

    private static final int BLOCK_BYTES = 8192;
    private static final int SEND_FLAGS = LinuxCalls.MSG_DONTWAIT | LinuxCalls.MSG_NOSIGNAL;
    private static final long REST_NS = 200_000;

    private final String name;
    private final int txId;
    private final CanSocket errors;
    private final CanFrame error = new CanFrame();
    private final PollGroup readable;
    private final PollGroup writable;
    private final AtomicLong messagesLost = new AtomicLong();
    private volatile boolean heard;
    private volatile boolean unanswered;
    private volatile String lossReason = "";

    private IsotpSocket(IsotpOptions options, GuardedFd guarded, int wakeFd, CanSocket errors) {
        super(guarded, BLOCK_BYTES);
        name = options.name();
        txId = options.txId();
        this.errors = errors;
        readable = new PollGroup(LinuxCalls.POLLIN, guarded.fd(), wakeFd, errors.fd());
        writable = new PollGroup(LinuxCalls.POLLOUT, guarded.fd(), wakeFd);
    }

    /**
     * Opens a channel.
     *
     * @param options where, and how
     * @return the open channel; the caller closes it
     * @throws LocalException when there is no such interface, it is down, or the kernel has no ISO-TP
     */
    public static IsotpSocket open(IsotpOptions options) {
        CanSocket errors = CanSocket.open(options.name(), List.of(), CanNumbers.CAN_ERR_BUSOFF, false);
        int socket = -1;
        try {
            socket = CanSockets.open(LinuxCalls.SOCK_DGRAM, CanNumbers.CAN_ISOTP, options.name());
            int errno = configure(socket, options);
            errno = errno != 0 ? errno : CanSockets.bind(socket, options.name(), options.rxId(), options.txId());
            if (errno != 0) {
                throw CanErrors.opening(errno, options.name(), true);
            }
            int wakeFd = CanSockets.wakeFd();
            return new IsotpSocket(options, CanSockets.guard(socket, wakeFd), wakeFd, errors);
        } catch (RuntimeException e) {
            if (socket >= 0) {
                LinuxCalls.close(socket);
            }
            errors.close();
            throw e;
        }
    }

    private static int configure(int socket, IsotpOptions options) {
        int level = CanNumbers.SOL_CAN_ISOTP;
        int errno = CanSockets.set(socket, level, CanNumbers.CAN_ISOTP_OPTS, options.options());
        if (errno == 0) {
            errno = CanSockets.set(socket, level, CanNumbers.CAN_ISOTP_RECV_FC, options.flowControl());
        }
        return errno != 0 ? errno : CanSockets.set(socket, level, CanNumbers.CAN_ISOTP_LL_OPTS, options.link());
    }

    @Override
    protected int receive(long address, int maxBytes, long deadlineNs) {
        while (true) {
            readable.await(deadlineNs);
            if (guarded().isClosed()) {
                return CLOSED;
            }
            long count = LinuxCalls.recv(guarded().fd(), address, maxBytes, LinuxCalls.MSG_DONTWAIT);
            if (count > 0) {
                heard = true;
                unanswered = false;
                return (int) count;
            }
            int errno = count == 0 ? Errno.EAGAIN : LinuxCalls.errno();
            if (isLost(errno) || isBusOff()) {
                return LOST;
            }
            if (deadlineNs - System.nanoTime() <= 0) {
                return 0;
            }
        }
    }

    @Override
    protected int send(long address, int bytes, long deadlineNs) {
        while (true) {
            long count = LinuxCalls.send(guarded().fd(), address, bytes, SEND_FLAGS);
            if (guarded().isClosed()) {
                return CLOSED;
            } else if (count >= 0) {
                return (int) count;
            } else if (isLost(LinuxCalls.errno())) {
                return LOST;
            }
            long now = System.nanoTime();
            if (deadlineNs - now <= 0) {
                return 0;
            }
            rest(writable, deadlineNs, now);
        }
    }

    /** Waits for room; older kernels say that there is some when there is none, so a short pause is kept then. */
    static void rest(PollGroup writable, long deadlineNs, long nowNs) {
        if (writable.await(deadlineNs) && writable.ready(0) != 0) {
            writable.rest(Math.min(deadlineNs - nowNs, REST_NS));
        }
    }

    /** Whether an error ends the channel; the others end a message. */
    private boolean isLost(int errno) {
        return switch (errno) {
            case Errno.EAGAIN, Errno.EINTR, Errno.ENOBUFS -> false;
            case Errno.EMSGSIZE, Errno.ETIMEDOUT, Errno.EILSEQ, Errno.EBADMSG -> {
                messagesLost.incrementAndGet();
                yield false;
            }
            case Errno.ECOMM -> {
                messagesLost.incrementAndGet();
                unanswered = !heard;
                yield false;
            }
            default -> lost(CanErrors.lost(errno, name));
        };
    }

    private boolean isBusOff() {
        return (readable.ready(2) & LinuxCalls.POLLIN) != 0
                && errors.receive(error, System.nanoTime()) == CanSocket.OK
                && lost(CanErrors.busOff(name));
    }

    private boolean lost(String reason) {
        if (lossReason.isEmpty()) {
            lossReason = reason;
        }
        return true;
    }

    /**
     * Why it may be that no answer comes, as far as can be seen from here.
     *
     * @return a clause with what to do, when nobody has granted what was sent and nothing was ever received; empty else
     */
    public String hint() {
        return unanswered
                ? "where nobody takes what is sent to 0x" + Integer.toHexString(txId & CanNumbers.CAN_EFF_MASK)
                        + " (no flow control) - is the board on, at the same bit rate, and are tx and rx right?"
                : "";
    }

    /**
     * How many messages did not arrive whole, or could not be sent whole.
     *
     * @return a count
     */
    public long messagesLost() {
        return messagesLost.get();
    }

    /**
     * Why the channel was lost.
     *
     * @return one line; empty while it is not lost
     */
    public String lossReason() {
        return lossReason;
    }

    @Override
    public void close() {
        super.close();
        errors.close();
    }
}
