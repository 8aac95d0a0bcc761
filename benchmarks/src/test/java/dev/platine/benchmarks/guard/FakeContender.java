package dev.platine.benchmarks.guard;

import dev.platine.benchmarks.contender.Contender;
import java.util.concurrent.atomic.AtomicLong;

/** Takes the time it is told to take, on a clock that stands still otherwise. */
final class FakeContender implements Contender {
    private final AtomicLong nowNs;
    private final long exchangeNs;
    private final long slowNs;
    private int exchanges;

    /** Every exchange takes the same time but each 50th, which takes {@code slowNs}. */
    FakeContender(AtomicLong nowNs, long exchangeNs, long slowNs) {
        this.nowNs = nowNs;
        this.exchangeNs = exchangeNs;
        this.slowNs = slowNs;
    }

    int exchanges() {
        return exchanges;
    }

    @Override
    public String name() {
        return "takes " + exchangeNs + " ns";
    }

    @Override
    public void exchange() {
        exchanges++;
        nowNs.addAndGet(exchanges % 50 == 0 ? slowNs : exchangeNs);
    }

    @Override
    public void close() {}
}
