package dev.platine.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.conformance.Ability;
import dev.platine.hal.Board;
import dev.platine.hal.CounterReading;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import dev.platine.hal.OpenOptions;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A frame that is lost on the line costs its own exchange and not those behind it. */
class LostFrameTest {
    private static final long LOST_NS = 20_000_000;
    /** Shorter than the second after which a host gives any request up. */
    private static final long NEXT_NS = 800_000_000;

    private static final long PATIENCE_NS = 20_000_000_000L;
    private static final OpenOptions OPTIONS =
            OpenOptions.DEFAULT.withConnectDeadline(Duration.ofSeconds(30)).withRequestDeadline(Duration.ofSeconds(20));

    private static int run(Exchange exchange, long withinNs) {
        return exchange.run(System.nanoTime() + withinNs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp:0", "pty"})
    void shouldExchangeAgainAtOnceWhenAFrameWasLost(String where) {
        try (TrialBoard trial = new TrialBoard(where, EnumSet.of(Ability.BENCH));
                Board board = trial.open(OPTIONS)) {
            ExchangePlan plan = board.exchange();
            CounterReading steps = plan.read(board.counterInput("steps"));
            try (Exchange exchange = plan.prepare()) {
                exchange.runOrThrow();
                int atOnce = 0;
                for (int i = 0; i < 10; i++) {
                    trial.lose(1);
                    assertThat(run(exchange, LOST_NS)).isEqualTo(Exchange.DEADLINE);
                    int next = run(exchange, NEXT_NS);
                    atOnce += next == Exchange.OK ? 1 : 0;
                    assertThat(next == Exchange.OK ? next : run(exchange, PATIENCE_NS))
                            .isEqualTo(Exchange.OK);
                }
                assertThat(atOnce).as("of 10, on a computer that may be busy").isGreaterThan(5);
            }
            assertThat(steps.value()).isPositive();
            assertThat(board.isConnected()).isTrue();
        }
    }

    @Test
    void shouldExchangeAgainWhenMoreThanTheWindowWereLost() {
        try (TrialBoard trial = new TrialBoard("tcp:0", EnumSet.of(Ability.BENCH));
                Board board = trial.open(OPTIONS)) {
            ExchangePlan plan = board.exchange();
            plan.read(board.counterInput("steps"));
            try (Exchange exchange = plan.prepare()) {
                exchange.runOrThrow();
                trial.lose(4);
                int status = Exchange.DEADLINE;
                for (int i = 0; i < 1_000 && status != Exchange.OK; i++) {
                    status = run(exchange, LOST_NS);
                }
                assertThat(status).isEqualTo(Exchange.OK);
            }
        }
    }
}
