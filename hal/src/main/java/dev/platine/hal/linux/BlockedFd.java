package dev.platine.hal.linux;

import java.util.Objects;

/**
 * A byte stream behind a descriptor that any thread may close: bytes go through one block of native memory each way.
 *
 * <p>One thread at a time may read and one may write; any thread may close. Nothing is allocated by a call.
 */
public abstract class BlockedFd {
    /** The far end is gone. */
    public static final int LOST = -1;
    /** Closed on this side. */
    public static final int CLOSED = -2;

    private final GuardedFd fd;
    private final int blockBytes;
    private final NativeBlock in;
    private final NativeBlock out;

    /**
     * Takes over a descriptor.
     *
     * @param fd closes itself when the last call has left
     * @param blockBytes most bytes of one call, above 0
     */
    protected BlockedFd(GuardedFd fd, int blockBytes) {
        this.fd = fd;
        this.blockBytes = blockBytes;
        in = new NativeBlock(blockBytes);
        out = new NativeBlock(blockBytes);
    }

    /**
     * The descriptor. Open while a call is inside.
     *
     * @return what was taken over
     */
    protected final GuardedFd guarded() {
        return fd;
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
    public final int read(byte[] dst, int offset, int length, long deadlineNs) {
        Objects.checkFromIndexSize(offset, length, dst.length);
        if (!fd.enter()) {
            return CLOSED;
        }
        try {
            int count = receive(in.address(), Math.min(length, blockBytes), deadlineNs);
            if (count > 0) {
                in.bytes().get(0, dst, offset, count);
            }
            return count;
        } finally {
            fd.exit();
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
    public final int writeSome(byte[] src, int offset, int length, long deadlineNs) {
        Objects.checkFromIndexSize(offset, length, src.length);
        if (!fd.enter()) {
            return CLOSED;
        }
        try {
            int chunk = Math.min(length, blockBytes);
            out.bytes().put(0, src, offset, chunk);
            return send(out.address(), chunk, deadlineNs);
        } finally {
            fd.exit();
        }
    }

    /**
     * Receives into native memory, with the descriptor open.
     *
     * @param address where to
     * @param maxBytes how many bytes at most
     * @param deadlineNs when to give up
     * @return as {@link #read}
     */
    protected abstract int receive(long address, int maxBytes, long deadlineNs);

    /**
     * Sends from native memory, with the descriptor open.
     *
     * @param address from where
     * @param bytes how many at most
     * @param deadlineNs when to give up
     * @return as {@link #writeSome}
     */
    protected abstract int send(long address, int bytes, long deadlineNs);

    /** Wakes who reads or writes and closes when they have left. Does nothing the second time. */
    public void close() {
        fd.close();
    }
}
