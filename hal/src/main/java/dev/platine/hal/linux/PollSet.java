package dev.platine.hal.linux;

import java.nio.ByteBuffer;

/**
 * Waits for a descriptor, and if wanted for a second one that wakes the waiting thread. Late by the kernel's timer slack (50 us) and the wake-up. Allocates
 * nothing. One thread at a time.
 */
public final class PollSet {
    private static final int TIMESPEC = 2 * LinuxCalls.POLLFD_BYTES;

    private final NativeBlock block = new NativeBlock(TIMESPEC + LinuxCalls.TIMESPEC_BYTES);
    private final int count;

    /**
     * A set of one.
     *
     * @param fd the descriptor
     * @param events POLL* to wait for
     */
    public PollSet(int fd, int events) {
        this(fd, events, -1);
    }

    /**
     * A set of a descriptor and its waker.
     *
     * @param fd the descriptor
     * @param events POLL* to wait for
     * @param wakeFd an eventfd, or -1 for none
     */
    public PollSet(int fd, int events, int wakeFd) {
        ByteBuffer bytes = block.bytes();
        bytes.putInt(0, fd).putShort(LinuxCalls.POLLFD_EVENTS, (short) events);
        bytes.putInt(LinuxCalls.POLLFD_BYTES, wakeFd)
                .putShort(LinuxCalls.POLLFD_BYTES + LinuxCalls.POLLFD_EVENTS, (short) LinuxCalls.POLLIN);
        count = wakeFd < 0 ? 1 : 2;
    }

    /**
     * Waits. Never changes the events that are asked for.
     *
     * @param deadlineNs when to give up, a value of {@link System#nanoTime()}
     * @return what is ready on the first descriptor, POLL*; 0 when the time ran out, a signal came or the waker woke
     */
    public int await(long deadlineNs) {
        long restNs = Math.max(0, deadlineNs - System.nanoTime());
        ByteBuffer bytes = block.bytes();
        bytes.putLong(TIMESPEC, restNs / 1_000_000_000)
                .putLong(TIMESPEC + LinuxCalls.TIMESPEC_FRACTION, restNs % 1_000_000_000);
        int ready = LinuxCalls.ppoll(block.address(), count, block.address() + TIMESPEC, 0);
        return ready <= 0 ? 0 : bytes.getShort(LinuxCalls.POLLFD_REVENTS);
    }
}
