package dev.platine.sim.server;

import dev.platine.hal.Bench.LinkFault;
import dev.platine.hal.Bench.LinkFaultCounts;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The faults of one board's links and how often they struck. The same for all its connections; each direction draws from a
 * generator of its own, in the order of frames, so that one connection's faults are repeatable from the seed. Any thread.
 */
final class LinkFaults {
    /** What becomes of one frame. */
    record Fate(boolean dropped, boolean duplicated, int flippedBit, long delayNs) {}

    /** No bit of the frame flips. */
    static final int NO_BIT = -1;

    private record Setting(LinkFault fault, SplittableRandom in, SplittableRandom out) {}

    final LongAdder delayed = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder corrupted = new LongAdder();
    final LongAdder duplicated = new LongAdder();
    final LongAdder disconnected = new LongAdder();
    private final IntSupplier disconnect;
    private volatile @Nullable Setting setting;

    /**
     * No faults yet.
     *
     * @param disconnect closes every connection to the board and returns how many there were
     */
    LinkFaults(IntSupplier disconnect) {
        this.disconnect = disconnect;
    }

    /** Replaces the faults before; numbers in range. */
    void set(LinkFault fault) {
        SplittableRandom root = new SplittableRandom(fault.seed());
        boolean none = fault.delay().isZero()
                && fault.jitter().isZero()
                && fault.drop() == 0
                && fault.corrupt() == 0
                && fault.duplicate() == 0;
        setting = none ? null : new Setting(fault, root.split(), root.split());
        if (fault.disconnect()) {
            disconnected.add(disconnect.getAsInt());
        }
    }

    boolean active() {
        return setting != null;
    }

    /**
     * Draws what becomes of the next frame, and counts it.
     *
     * @param toBoard its direction
     * @param bits its length
     */
    Fate draw(boolean toBoard, int bits) {
        Setting now = setting;
        if (now == null) {
            return new Fate(false, false, NO_BIT, 0);
        }
        SplittableRandom random = toBoard ? now.in : now.out;
        boolean drop;
        boolean duplicate;
        int bit;
        long delayNs;
        synchronized (random) { // always the same number of draws, so one fault does not shift another's
            drop = random.nextDouble() < now.fault.drop();
            boolean corrupt = random.nextDouble() < now.fault.corrupt();
            int anyBit = (int) (random.nextDouble() * bits);
            bit = corrupt ? anyBit : NO_BIT;
            duplicate = random.nextDouble() < now.fault.duplicate();
            delayNs = now.fault.delay().toNanos()
                    + (long) (random.nextDouble() * now.fault.jitter().toNanos());
        }
        return count(new Fate(drop, duplicate, bit, delayNs));
    }

    private Fate count(Fate fate) {
        if (fate.dropped) {
            dropped.increment();
            return fate;
        }
        corrupted.add(fate.flippedBit == NO_BIT ? 0 : 1);
        duplicated.add(fate.duplicated ? 1 : 0);
        delayed.add(fate.delayNs > 0 ? 1 : 0);
        return fate;
    }

    LinkFaultCounts counts() {
        return new LinkFaultCounts(delayed.sum(), dropped.sum(), corrupted.sum(), duplicated.sum(), disconnected.sum());
    }
}
