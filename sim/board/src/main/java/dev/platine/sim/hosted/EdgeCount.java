package dev.platine.sim.hosted;

import dev.platine.sim.clock.TimerSource;
import dev.platine.sim.net.EdgeWatch;
import dev.platine.sim.net.Pin;
import java.nio.ByteBuffer;

/** Counts a pin's edges into the block, and wakes the firmware when its pin says so. Inside the rack only. */
final class EdgeCount {
    private final PinSpec spec;
    private final ByteBuffer block;
    private final long bootNs;
    private final Runnable wake;
    private final int at;

    @SuppressWarnings("resource") // ends with the firmware's timers and listeners
    EdgeCount(PinSpec spec, Pin pin, ByteBuffer block, TimerSource time, long bootNs, Runnable wake) {
        this.spec = spec;
        this.block = block;
        this.bootNs = bootNs;
        this.wake = wake;
        this.at = BlockLayout.IN + spec.index() * BlockLayout.IN_BYTES;
        new EdgeWatch(pin, time, PinSense.threshold(spec), this::edge);
    }

    private void edge(boolean high, long nowNs) {
        int edges = at + BlockLayout.IN_EDGES;
        block.putInt(edges, block.getInt(edges) + 1);
        block.putLong(at + BlockLayout.IN_EDGE_NS, nowNs - bootNs);
        if (spec.has(PinSpec.WAKE)) {
            wake.run();
        }
    }
}
