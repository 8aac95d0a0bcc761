package dev.platine.benchmarks.crowd;

import dev.platine.hal.BoardException;
import dev.platine.hal.Exchange;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * One client thread and its boards: runs each board's exchange when it is due, one after another, and notes how late the
 * reply came. An exchange misses its deadline when it fails, or when its reply is not there before the board's next is due.
 *
 * <p>What would make its number lie: latency taken from when the exchange began, not from when it was due (a late start
 * would then hide itself); boards that are all due at once (they are spread evenly over the period).
 */
final class Crew implements Runnable {
    private static final long MOST_NS = 60_000_000_000L;
    /** How long an answer is waited for; longer than a period, so that a crew that is behind catches up. */
    private static final long ANSWER_NS = 1_000_000_000;

    private final List<Exchange> exchanges;
    private final long[] offsetsNs;
    private final long startNs;
    private final long endNs;
    private final long periodNs;
    private final Histogram latencyNs = new Histogram(MOST_NS, 3);
    private long missed;
    private String firstMiss = "";

    Crew(List<Exchange> exchanges, long[] offsetsNs, long startNs, long endNs, long periodNs) {
        this.exchanges = exchanges;
        this.offsetsNs = offsetsNs;
        this.startNs = startNs;
        this.endNs = endNs;
        this.periodNs = periodNs;
    }

    @Override
    public void run() {
        for (long roundNs = startNs; roundNs < endNs; roundNs += periodNs) {
            for (int i = 0; i < exchanges.size(); i++) {
                exchange(exchanges.get(i), roundNs + offsetsNs[i]);
            }
        }
    }

    private void exchange(Exchange exchange, long dueNs) {
        for (long waitNs = dueNs - System.nanoTime(); waitNs > 0; waitNs = dueNs - System.nanoTime()) {
            LockSupport.parkNanos(this, waitNs);
        }
        int status = exchange.run(System.nanoTime() + ANSWER_NS);
        long lateNs = System.nanoTime() - dueNs;
        latencyNs.recordValue(Math.min(lateNs, MOST_NS));
        if (status != Exchange.OK || lateNs > periodNs) {
            missed++;
            if (firstMiss.isEmpty()) {
                firstMiss = status == Exchange.OK ? "reply after " + lateNs / 1_000 + " us" : words(exchange, status);
            }
        }
    }

    private static String words(Exchange exchange, int status) {
        BoardException failure = exchange.failure(status);
        return String.valueOf(failure.getMessage());
    }

    /** After the thread has ended. */
    Histogram latencyNs() {
        return latencyNs;
    }

    /** After the thread has ended. */
    long missed() {
        return missed;
    }

    /** After the thread has ended; empty when none was missed. */
    String firstMiss() {
        return firstMiss;
    }
}
