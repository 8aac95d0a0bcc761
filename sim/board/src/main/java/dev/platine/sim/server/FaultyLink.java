package dev.platine.sim.server;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One direction of one connection under link faults: takes frames as they are on the wire and passes them on late, damaged,
 * twice, never, but always in their order. On the connection's thread.
 */
final class FaultyLink {
    /** Where frames come out. */
    interface End {
        void pass(byte[] bytes, int length);
    }

    /** Frames that a slow link holds; one more is dropped. */
    static final int MAX_WAITING = 1_024;

    private static final class Waiting {
        final byte[] bytes;
        final long dueNs;

        Waiting(byte[] bytes, long dueNs) {
            this.bytes = bytes;
            this.dueNs = dueNs;
        }
    }

    private final LinkFaults faults;
    private final boolean toBoard;
    private final Outlet outlet;
    private final End end;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long lastDueNs = Long.MIN_VALUE;

    FaultyLink(LinkFaults faults, boolean toBoard, Outlet outlet, End end) {
        this.faults = faults;
        this.toBoard = toBoard;
        this.outlet = outlet;
        this.end = end;
    }

    /** Whether frames are still on their way. */
    boolean waiting() {
        return !waiting.isEmpty();
    }

    void send(byte[] array, int offset, int length) {
        LinkFaults.Fate fate = faults.draw(toBoard, length * Byte.SIZE);
        if (fate.dropped()) {
            return;
        }
        byte[] bytes = new byte[length];
        System.arraycopy(array, offset, bytes, 0, length);
        if (fate.flippedBit() != LinkFaults.NO_BIT) {
            bytes[fate.flippedBit() >>> 3] ^= (byte) (1 << (fate.flippedBit() & 7));
        }
        deliver(bytes, fate.delayNs());
        if (fate.duplicated()) {
            deliver(bytes, fate.delayNs());
        }
    }

    private void deliver(byte[] bytes, long delayNs) {
        if (delayNs == 0 && waiting.isEmpty()) {
            end.pass(bytes, bytes.length);
            return;
        }
        if (waiting.size() == MAX_WAITING) {
            faults.dropped.increment();
            return;
        }
        long nowNs = System.nanoTime();
        long dueNs = waiting.isEmpty() ? nowNs + delayNs : Math.max(nowNs + delayNs, lastDueNs);
        lastDueNs = dueNs;
        waiting.addLast(new Waiting(bytes, dueNs));
        if (waiting.size() == 1) {
            outlet.after(dueNs - nowNs, this::passDue);
        }
    }

    private void passDue() {
        while (!waiting.isEmpty()) {
            Waiting first = waiting.getFirst();
            long leftNs = first.dueNs - System.nanoTime();
            if (leftNs > 0) {
                outlet.after(leftNs, this::passDue);
                return;
            }
            waiting.removeFirst();
            end.pass(first.bytes, first.bytes.length);
        }
    }
}
