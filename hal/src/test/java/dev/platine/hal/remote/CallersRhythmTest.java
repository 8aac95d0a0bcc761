package dev.platine.hal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.hal.Board;
import dev.platine.hal.Boards;
import dev.platine.hal.Channels;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import dev.platine.hal.OpenOptions;
import dev.platine.hal.Subscription;
import dev.platine.hal.link.Links;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A caller that exchanges ten times a second once had each reply read by the keeper, for two changes of threads more. */
class CallersRhythmTest {
    private static final OpenOptions PATIENT = OpenOptions.DEFAULT.withRequestDeadline(Duration.ofSeconds(20));
    private static final long GAP_NS = 40_000_000;
    private static final int RUNS = 10;

    private final AtomicReference<ReadsWatched> link = new AtomicReference<>();

    private Board open(FakeBoard fake) {
        URI uri = URI.create(fake.uri());
        LinkOpener opener = deadlineNs -> {
            ReadsWatched opened = new ReadsWatched(Links.open(uri, deadlineNs));
            link.set(opened);
            return opened;
        };
        return Boards.over(RemoteBoardPort.open(fake.uri(), opener, "", PATIENT, Timing.DEFAULT), fake.uri(), PATIENT);
    }

    private static void waitFor(long ns) {
        long untilNs = System.nanoTime() + ns;
        for (long leftNs = ns; leftNs > 0; leftNs = untilNs - System.nanoTime()) {
            LockSupport.parkNanos(leftNs);
        }
    }

    @Test
    void shouldLeaveRepliesToACallerInARhythm() throws Exception {
        try (FakeBoard fake = new FakeBoard(Channels.ALL);
                Board board = open(fake)) {
            ExchangePlan plan = board.exchange();
            plan.read(board.digitalInput("plug"));
            try (Exchange exchange = plan.prepare()) {
                long giveUpNs = System.nanoTime() + 30_000_000_000L;
                int own = 0;
                while (own < RUNS && System.nanoTime() - giveUpNs < 0) {
                    waitFor(GAP_NS);
                    exchange.runOrThrow();
                    own = link.get().lastReader() == Thread.currentThread() ? own + 1 : 0;
                }
                assertThat(own)
                        .as("replies in a row that the caller read itself")
                        .isEqualTo(RUNS);
            }
        }
    }

    @Test
    void shouldBringSamplesAlthoughACallerIsInARhythm() throws Exception {
        try (FakeBoard fake = new FakeBoard(Channels.ALL);
                Board board = open(fake)) {
            ExchangePlan plan = board.exchange();
            plan.read(board.digitalInput("plug"));
            try (Exchange exchange = plan.prepare();
                    Subscription subscription = board.subscribe("plug").open()) {
                for (int i = 0; i < RUNS; i++) {
                    exchange.runOrThrow();
                    waitFor(GAP_NS);
                    fake.event(ReconnectTest.sample(i));
                    assertThat(subscription.take(Duration.ofSeconds(20)).sequence())
                            .isEqualTo(i);
                }
            }
        }
    }
}
