package dev.platine.conformance;

import static dev.platine.conformance.Errors.assertKind;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.hal.Board;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.DigitalOutput;
import dev.platine.hal.DigitalSetpoint;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import dev.platine.hal.OpenOptions;
import java.time.Duration;

/** Every call ends by its deadline, whatever the far end does. */
interface DeadlineGroup extends Group {
    Duration SOON = Duration.ofMillis(80);
    /** How late a call may end on a computer that is busy with other things. */
    Duration LATE = Duration.ofSeconds(5);

    private static void assertInTime(long beganNs, Duration deadline) {
        long tookNs = System.nanoTime() - beganNs;
        assertThat(Duration.ofNanos(tookNs)).isBetween(deadline.minusMillis(1), deadline.plus(LATE));
    }

    private void frozen(Runnable work) {
        subject().need(Ability.FREEZE);
        subject().target().freeze(true);
        try {
            work.run();
        } finally {
            subject().target().freeze(false);
        }
    }

    @Behaviour("deadline.1")
    default void shouldGiveUpAReadAtItsDeadline() {
        subject().need(Ability.FREEZE);
        DigitalOutput output = subject().digital(subject().open());
        frozen(() -> {
            long beganNs = System.nanoTime();
            assertThat(assertKind(Kind.DEADLINE, () -> output.read(SOON)).channel())
                    .isEqualTo(output.name());
            assertInTime(beganNs, SOON);
        });
    }

    @Behaviour("deadline.2")
    default void shouldGiveUpAnExchangeAtItsDeadline() {
        subject().need(Ability.FREEZE);
        Board board = subject().open();
        ExchangePlan plan = board.exchange().deadline(SOON);
        plan.read(subject().digital(board));
        Exchange exchange = subject().keep(plan.prepare());
        frozen(() -> {
            long beganNs = System.nanoTime();
            assertThat(exchange.run()).isEqualTo(Exchange.DEADLINE);
            assertInTime(beganNs, SOON);
            assertThat(exchange.failure(Exchange.DEADLINE).kind()).isEqualTo(Kind.DEADLINE);
        });
    }

    @Behaviour("deadline.3")
    default void shouldUseTheRequestDeadlineWhenACallNamesNone() {
        subject().need(Ability.FREEZE);
        Board board = subject().open(Subject.OPTIONS.withRequestDeadline(SOON));
        frozen(() -> {
            long beganNs = System.nanoTime();
            assertKind(Kind.DEADLINE, () -> board.clock().nowNs());
            assertInTime(beganNs, SOON);
        });
    }

    @Behaviour("deadline.4")
    default void shouldGiveUpOpeningAtItsDeadline() {
        Duration deadline = Duration.ofMillis(300);
        OpenOptions options = Subject.OPTIONS.withConnectDeadline(deadline);
        subject().need(Ability.FREEZE);
        frozen(() -> {
            long beganNs = System.nanoTime();
            assertKind(Kind.DEADLINE, () -> subject().open(options));
            assertInTime(beganNs, deadline);
        });
    }

    @Behaviour("deadline.5")
    default void shouldAnswerRightlyAfterADeadlineThatPassed() {
        subject().need(Ability.FREEZE);
        Board board = subject().open();
        DigitalOutput output = subject().digital(board);
        ExchangePlan plan = board.exchange().deadline(Duration.ofSeconds(2));
        DigitalSetpoint setpoint = plan.write(output);
        var reading = plan.read(output);
        Exchange exchange = subject().keep(plan.prepare());
        frozen(() ->
                assertThat(exchange.run(System.nanoTime() + SOON.toNanos())).isEqualTo(Exchange.DEADLINE));
        Subject.until("exchanges go again", () -> exchange.run() == Exchange.OK);
        for (int i = 0; i < 50; i++) {
            setpoint.set(i % 2 == 0);
            exchange.runOrThrow();
            assertThat(reading.value()).isEqualTo(i % 2 == 0);
        }
    }

    @Behaviour("deadline.6")
    default void shouldNotWaitForADeadlineThatHasPassedAlready() {
        Board board = subject().open();
        ExchangePlan plan = board.exchange();
        plan.read(subject().digital(board));
        try (Exchange exchange = plan.prepare()) {
            long beganNs = System.nanoTime();
            int status = exchange.run(beganNs - 1_000_000);
            assertThat(status).isIn(Exchange.OK, Exchange.DEADLINE);
            assertThat(System.nanoTime() - beganNs).isLessThan(LATE.toNanos());
            assertThat(exchange.run()).isEqualTo(Exchange.OK);
        }
    }
}
