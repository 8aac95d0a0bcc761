package dev.platine.hal.link;

import dev.platine.hal.linux.BlockedFd;

/**
 * An open byte stream to a board.
 *
 * <p>One thread at a time may read and one may write; they may be different threads, and any thread may close. Reading and
 * writing never throw for what the far end or the line does: they return the codes below. Nothing is allocated by a call,
 * except over TLS. Interruption does not end a call; the thread's interrupt flag stays as it is.
 *
 * <p>Deadlines are values of {@link System#nanoTime()}. A call whose deadline has passed still does what it can do without
 * waiting. It returns some 0.2 ms after its deadline on Linux, and up to 1 ms later over the portable transport; later when the
 * processor is taken, never earlier.
 */
public interface Link extends AutoCloseable {
    /** {@link #write} wrote all. */
    int OK = 0;
    /** The far end closed, the connection broke, or the line was unplugged; {@link #lossReason()} says which. */
    int LOST = BlockedFd.LOST;
    /** The link was closed on this side. */
    int CLOSED = BlockedFd.CLOSED;
    /** {@link #write} could not write all by its deadline. */
    int DEADLINE = -3;

    /**
     * Reads what is there, waiting for at least one byte.
     *
     * @param dst where to
     * @param offset first index in dst
     * @param length how many bytes at most, at least 1
     * @param deadlineNs when to give up
     * @return bytes read, at least 1; 0 when none came by the deadline; {@link #LOST} once all that came before the loss was
     *     read; {@link #CLOSED}
     * @throws IndexOutOfBoundsException when dst has no such range
     */
    int read(byte[] dst, int offset, int length, long deadlineNs);

    /**
     * Writes what goes, waiting for room for at least one byte.
     *
     * @param src from where
     * @param offset first index in src
     * @param length how many bytes at most, at least 1
     * @param deadlineNs when to give up
     * @return bytes written, at least 1; 0 when there was no room by the deadline; {@link #LOST} or {@link #CLOSED}
     * @throws IndexOutOfBoundsException when src has no such range
     */
    int writeSome(byte[] src, int offset, int length, long deadlineNs);

    /**
     * Writes all bytes. On {@link #DEADLINE} some of them may have been sent, so a frame may be cut: the next write should
     * begin with a frame delimiter.
     *
     * @param src from where
     * @param offset first index in src
     * @param length how many bytes
     * @param deadlineNs when to give up
     * @return {@link #OK}, {@link #DEADLINE}, {@link #LOST} or {@link #CLOSED}
     * @throws IndexOutOfBoundsException when src has no such range
     */
    default int write(byte[] src, int offset, int length, long deadlineNs) {
        int done = 0;
        while (done < length) {
            int count = writeSome(src, offset + done, length - done, deadlineNs);
            if (count <= 0) {
                return count == 0 ? DEADLINE : count;
            }
            done += count;
        }
        return OK;
    }

    /**
     * The longest frame that goes through, before COBS.
     *
     * @return bytes; no bound unless overridden
     */
    default int maxFrameBytes() {
        return Integer.MAX_VALUE;
    }

    /**
     * Where the link goes, for error messages.
     *
     * @return for example {@code tcp 127.0.0.1:7400}
     */
    String describe();

    /**
     * Why the link was lost.
     *
     * @return one line such as {@code connection reset by peer}; empty while it is not lost
     */
    String lossReason();

    /** Closes the link and wakes who reads or writes: they return {@link #CLOSED}. Does nothing the second time. */
    @Override
    void close();
}
