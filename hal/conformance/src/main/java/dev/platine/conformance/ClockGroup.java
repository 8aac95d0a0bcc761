package dev.platine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.hal.Board;
import dev.platine.hal.BoardClock.Offset;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;

/** The board's time. */
interface ClockGroup extends Group {
    @Behaviour("clock.1")
    default void shouldNeverStepBack() {
        Board board = subject().open();
        long before = board.clock().nowNs();
        for (int i = 0; i < 500; i++) {
            long now = board.clock().nowNs();
            assertThat(now).isGreaterThanOrEqualTo(before);
            before = now;
        }
    }

    @Behaviour("clock.2")
    default void shouldGoAtTheSpeedOfRealTime() {
        subject().need(Ability.REAL_TIME);
        Board board = subject().open();
        Offset first = board.clock().measure();
        Subject.until("200 ms have passed", () -> System.nanoTime() - first.hostTimeNs() > 200_000_000L);
        Offset second = board.clock().measure();
        long boundNs = first.boundNs() + second.boundNs() + 2_000_000L;
        assertThat(second.offsetNs() - first.offsetNs()).isBetween(-boundNs, boundNs);
    }

    @Behaviour("clock.3")
    default void shouldMeasureItsOffsetWithinItsBound() {
        subject().need(Ability.REAL_TIME);
        Board board = subject().open();
        Offset offset = board.clock().measure(50);
        long beforeNs = System.nanoTime();
        long boardNs = board.clock().nowNs();
        long afterNs = System.nanoTime();
        long slackNs = offset.boundNs() + 2_000_000L;
        assertThat(offset.toHostNs(boardNs)).isBetween(beforeNs - slackNs, afterNs + slackNs);
        assertThat(offset.toBoardNs(offset.toHostNs(boardNs))).isEqualTo(boardNs);
    }

    @Behaviour("clock.4")
    default void shouldShareItsTimeWithEveryConnection() {
        Board board = subject().open();
        Board other = subject().openAnother();
        long before = 0;
        for (int i = 0; i < 50; i++) {
            long here = board.clock().nowNs();
            long there = other.clock().nowNs();
            assertThat(here).isGreaterThanOrEqualTo(before);
            assertThat(there).isGreaterThanOrEqualTo(here);
            before = there;
        }
    }

    @Behaviour("clock.5")
    default void shouldStampExchangesWithTheSameTime() {
        Board board = subject().open();
        ExchangePlan plan = board.exchange();
        plan.read(board.handle(subject().valueOutputs(board).get(0).name()));
        try (Exchange exchange = plan.prepare()) {
            for (int i = 0; i < 50; i++) {
                long before = board.clock().nowNs();
                exchange.runOrThrow();
                assertThat(exchange.boardTimeNs())
                        .isBetween(before, board.clock().nowNs());
            }
        }
    }
}
