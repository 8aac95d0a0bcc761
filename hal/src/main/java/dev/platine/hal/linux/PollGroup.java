package dev.platine.hal.linux;

import java.nio.ByteBuffer;

/** Waits for any of several descriptors. Allocates nothing after construction. One thread at a time. */
final class PollGroup {
    private final NativeBlock block;
    private final int count;
    private final int timespec;

    /**
     * A group of descriptors; those below 0 are never ready.
     *
     * @param events POLL* to wait for on the first; the others are waited for until there is something to read
     * @param fds the descriptors
     */
    PollGroup(int events, int... fds) {
        count = fds.length;
        timespec = count * LinuxCalls.POLLFD_BYTES;
        block = new NativeBlock(timespec + LinuxCalls.TIMESPEC_BYTES);
        for (int i = 0; i < count; i++) {
            int at = i * LinuxCalls.POLLFD_BYTES;
            short wanted = (short) (i == 0 ? events : LinuxCalls.POLLIN);
            block.bytes().putInt(at, fds[i]).putShort(at + LinuxCalls.POLLFD_EVENTS, wanted);
        }
    }

    /**
     * Waits until one is ready, a signal comes, or the time is over.
     *
     * @param deadlineNs a value of {@link System#nanoTime()}; in the past: only looks
     * @return whether one is ready
     */
    boolean await(long deadlineNs) {
        long restNs = Math.max(0, deadlineNs - System.nanoTime());
        ByteBuffer bytes = block.bytes();
        bytes.putLong(timespec, restNs / 1_000_000_000)
                .putLong(timespec + LinuxCalls.TIMESPEC_FRACTION, restNs % 1_000_000_000);
        return LinuxCalls.ppoll(block.address(), count, block.address() + timespec, 0) > 0;
    }

    /**
     * Waits for none of them, only for the time.
     *
     * @param timeNs how long; at most a few milliseconds, because nothing ends it
     */
    void rest(long timeNs) {
        block.bytes().putLong(timespec, 0).putLong(timespec + LinuxCalls.TIMESPEC_FRACTION, Math.max(0, timeNs));
        LinuxCalls.ppoll(0, 0, block.address() + timespec, 0);
    }

    /**
     * What the last {@link #await} that was true found.
     *
     * @param index place of the descriptor
     * @return POLL*, 0 when it is not ready
     */
    int ready(int index) {
        return block.bytes().getShort(index * LinuxCalls.POLLFD_BYTES + LinuxCalls.POLLFD_REVENTS);
    }
}
