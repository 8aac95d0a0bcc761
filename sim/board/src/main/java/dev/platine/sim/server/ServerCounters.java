package dev.platine.sim.server;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The live counts behind {@link ServerStatistics}. Any thread. */
final class ServerCounters {
    final AtomicInteger open = new AtomicInteger();
    final LongAdder accepted = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder helloTimeouts = new LongAdder();
    final LongAdder badFrames = new LongAdder();
    final LongAdder lostEvents = new LongAdder();

    ServerStatistics snapshot() {
        return new ServerStatistics(
                open.get(), accepted.sum(), refused.sum(), helloTimeouts.sum(), badFrames.sum(), lostEvents.sum());
    }
}
