package dev.platine.hal;

import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

/** One run of a control loop: its schedule and its counters. Run by one thread; reported to any. */
final class LoopRun {
    private static final long MOST_NS = 3_600_000_000_000L;

    private final ControlLoop loop;
    private final Exchange exchange;
    private final long durationNs;
    private final LoopCycle cycle;

    private final AtomicLong cycles = new AtomicLong();
    private final AtomicLong ok = new AtomicLong();
    private final AtomicLong missed = new AtomicLong();
    private final AtomicLong deadlines = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong resumed = new AtomicLong();
    private final AtomicLong expired = new AtomicLong();
    private final AtomicHistogram latency = new AtomicHistogram(MOST_NS, 3);
    private final AtomicHistogram jitter = new AtomicHistogram(MOST_NS, 3);

    private boolean linkWasLost;
    private volatile boolean stopAsked;
    private volatile boolean madeSafe;
    private volatile LoopEnd end = LoopEnd.RUNNING;

    LoopRun(ControlLoop loop, long durationNs) {
        this.loop = loop;
        this.exchange = loop.exchange;
        this.durationNs = durationNs;
        this.cycle = new LoopCycle(exchange);
    }

    void askToStop() {
        stopAsked = true;
    }

    LoopReport run() {
        LoopEnd how = LoopEnd.FAILED;
        try {
            loop.sleeper.begin();
            how = runCycles();
        } finally {
            loop.sleeper.end();
            boolean interrupted = Thread.interrupted();
            try {
                makeSafe();
            } finally {
                end = how;
                loop.ended();
                if (interrupted || how == LoopEnd.INTERRUPTED) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        return report();
    }

    private LoopEnd runCycles() {
        long beginNs = loop.clock.nowNs();
        long dueNs = beginNs;
        while (true) {
            LoopEnd early = waitUntil(dueNs);
            if (early != LoopEnd.RUNNING) {
                return early;
            }
            LoopEnd after = runCycle(dueNs);
            if (after != LoopEnd.RUNNING) {
                return after;
            }
            long lateNs = loop.clock.nowNs() - (dueNs + loop.periodNs);
            if (lateNs >= 0 && loop.overrun == OverrunPolicy.STOP) {
                missed.incrementAndGet();
                return LoopEnd.OVERRUN;
            }
            dueNs += loop.periodNs + overrun(lateNs);
            if (dueNs - beginNs >= durationNs) {
                return LoopEnd.DONE;
            }
        }
    }

    /** Counts what an overrun of the next due time costs; returns how far the next due time is put off. */
    private long overrun(long lateNs) {
        if (lateNs < 0) {
            return 0;
        }
        if (loop.overrun == OverrunPolicy.CATCH_UP) {
            missed.incrementAndGet();
            return 0;
        }
        long skipped = lateNs / loop.periodNs + 1;
        missed.addAndGet(skipped);
        return skipped * loop.periodNs;
    }

    private LoopEnd waitUntil(long dueNs) {
        while (true) {
            if (stopAsked) {
                return LoopEnd.STOPPED;
            }
            if (Thread.currentThread().isInterrupted()) {
                return LoopEnd.INTERRUPTED;
            }
            if (loop.clock.nowNs() - dueNs >= 0) {
                return LoopEnd.RUNNING;
            }
            loop.sleeper.sleepUntil(dueNs);
        }
    }

    private LoopEnd runCycle(long dueNs) {
        long startNs = loop.clock.nowNs();
        record(jitter, startNs - dueNs);
        int status = exchange.run(startNs + loop.deadlineNs);
        long tookNs = loop.clock.nowNs() - startNs;
        long number = cycles.getAndIncrement();
        count(status, tookNs);
        cycle.set(number, status, dueNs, startNs);
        loop.step.step(cycle);
        if (cycle.stopAsked()) {
            return LoopEnd.STOPPED;
        }
        boolean over = status == Exchange.CLOSED || (status == Exchange.LINK_LOST && loop.loss == LossPolicy.STOP);
        return over ? LoopEnd.LOST : LoopEnd.RUNNING;
    }

    private void count(int status, long tookNs) {
        switch (status) {
            case Exchange.OK -> {
                ok.incrementAndGet();
                record(latency, tookNs);
                if (linkWasLost) {
                    linkWasLost = false;
                    resumed.incrementAndGet();
                }
                if (exchange.outputsHadExpired()) {
                    expired.incrementAndGet();
                }
            }
            case Exchange.DEADLINE -> {
                deadlines.incrementAndGet();
                missed.incrementAndGet();
            }
            case Exchange.REFUSED -> refused.incrementAndGet();
            default -> {
                linkWasLost = true;
                lost.incrementAndGet();
            }
        }
    }

    private static void record(AtomicHistogram histogram, long ns) {
        histogram.recordValue(Math.max(0, Math.min(ns, MOST_NS)));
    }

    private void makeSafe() {
        if (!loop.leaveOutputs) {
            madeSafe = exchange.writeSafeValues();
        }
    }

    LoopReport report() {
        return new LoopReport(
                cycles.get(),
                ok.get(),
                missed.get(),
                deadlines.get(),
                lost.get(),
                refused.get(),
                resumed.get(),
                expired.get(),
                end,
                madeSafe,
                distribution(latency),
                distribution(jitter));
    }

    private static Distribution distribution(AtomicHistogram live) {
        Histogram values = new Histogram(MOST_NS, 3);
        live.copyInto(values);
        long count = values.getTotalCount();
        if (count == 0) {
            return Distribution.NONE;
        }
        return new Distribution(
                count,
                values.getValueAtPercentile(50),
                values.getValueAtPercentile(90),
                values.getValueAtPercentile(99),
                values.getValueAtPercentile(99.9),
                values.getMaxValue(),
                values.getMean());
    }
}
