package dev.platine.app;

import dev.platine.core.time.Durations;
import dev.platine.hal.Exchange;
import dev.platine.hal.LoopCycle;
import dev.platine.hal.LoopStep;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * A loop's step that notes when the link is lost, when it is back, and when the board refuses. Lines are made on the loop's
 * thread, where nothing is printed, and told by another.
 */
final class LinkWatch implements LoopStep {
    private final Exchange exchange;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private long lostSinceNs;
    private volatile boolean lost;
    private boolean refused;

    LinkWatch(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void step(LoopCycle cycle) {
        int status = cycle.status();
        if (status == Exchange.OK) {
            refused = false;
            if (lost) {
                lost = false;
                lines.add("link resumed at cycle " + cycle.number() + ", after "
                        + Durations.format(roundedNs(System.nanoTime() - lostSinceNs)));
            }
        } else if ((status == Exchange.LINK_LOST || status == Exchange.CLOSED) && !lost) {
            lost = true;
            lostSinceNs = System.nanoTime();
            String reported = Durations.format(lostSinceNs - cycle.startNs());
            lines.add("link lost at cycle " + cycle.number() + ": "
                    + exchange.failure(status).getMessage() + "; reported after " + reported);
        } else if (status == Exchange.REFUSED && !refused) {
            refused = true;
            lines.add("refused at cycle " + cycle.number() + ": "
                    + exchange.failure(status).getMessage());
        }
    }

    /** Whether the link is there, so that there is no hurry to tell. */
    boolean isQuiet() {
        return !lost && lines.isEmpty();
    }

    /** Hands over the lines that were made since the call before. */
    void tell(Consumer<String> teller) {
        for (String line = lines.poll(); line != null; line = lines.poll()) {
            teller.accept(line);
        }
    }

    private static long roundedNs(long ns) {
        return ns / 1_000_000 * 1_000_000;
    }
}
