package dev.platine.conformance;

import static dev.platine.conformance.Errors.assertKind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.platine.hal.Board;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.BoardListener;
import dev.platine.hal.DigitalOutput;
import dev.platine.hal.DigitalSetpoint;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import dev.platine.hal.Sample;
import dev.platine.hal.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Links that break and come back. */
interface LinkGroup extends Group {
    /** Keeps what it is told, in order. */
    final class Story implements BoardListener {
        final List<String> events = new CopyOnWriteArrayList<>();

        @Override
        public void linkLost(String reason) {
            assertThat(reason).isNotBlank().doesNotContain("\n");
            events.add("lost");
        }

        @Override
        public void linkRestored(boolean rebooted) {
            events.add(rebooted ? "restored after a restart" : "restored");
        }
    }

    private static void untilReconnected(Board board, long reconnects) {
        Subject.until(
                "the link is back",
                () -> board.isConnected() && board.linkStatistics().reconnects() >= reconnects);
    }

    @Behaviour("link.1")
    default void shouldReconnectByItself() {
        subject().need(Ability.BREAK_LINK);
        Board board = subject().open();
        DigitalOutput output = subject().digital(board);
        for (int i = 1; i <= 3; i++) {
            subject().target().breakLinks();
            untilReconnected(board, i);
            output.write(i % 2 == 0);
            assertThat(output.read()).isEqualTo(i % 2 == 0);
        }
    }

    @Behaviour("link.2")
    default void shouldTellThatTheLinkBrokeAndCameBack() {
        subject().need(Ability.BREAK_LINK);
        Board board = subject().open();
        Story story = new Story();
        board.onEvent(story);
        subject().target().breakLinks();
        Subject.until("both are told", () -> story.events.size() >= 2);
        String back = subject().target().startsWhenOpened() ? "restored after a restart" : "restored";
        assertThat(story.events).containsExactly("lost", back);
    }

    @Behaviour("link.3")
    default void shouldGoOnWithThePreparedExchange() {
        subject().need(Ability.BREAK_LINK);
        Board board = subject().open();
        DigitalOutput output = subject().digital(board);
        ExchangePlan plan = board.exchange();
        DigitalSetpoint setpoint = plan.write(output);
        var reading = plan.read(output);
        Exchange exchange = subject().keep(plan.prepare());
        exchange.runOrThrow();
        subject().target().breakLinks();
        Subject.until(
                "the loss is noticed",
                () -> exchange.run() != Exchange.OK || board.linkStatistics().reconnects() > 0);
        Subject.until("exchanges go again", () -> exchange.run() == Exchange.OK);
        setpoint.set(true);
        exchange.runOrThrow();
        assertThat(reading.value()).isTrue();
    }

    @Behaviour("link.4")
    default void shouldMarkTheGapInASubscription() {
        subject().need(Ability.BREAK_LINK);
        Board board = subject().open();
        Subscription subscription = subject()
                .keep(board.subscribe(subject().digital(board).name())
                        .every(Duration.ofMillis(5))
                        .open());
        assertThat(subscription.take(Subject.PATIENCE)).isNotNull();
        subject().target().breakLinks();
        Sample gap = subscription.take(Subject.PATIENCE);
        while (gap != null && !gap.gapBefore()) {
            gap = subscription.take(Subject.PATIENCE);
        }
        assertThat(gap).as("the sample behind the gap").isNotNull();
        assertThat(gap != null && gap.rebooted()).isEqualTo(subject().target().startsWhenOpened());
        Sample next = subscription.take(Subject.PATIENCE);
        assertThat(next != null && next.gapBefore()).isFalse();
    }

    @Behaviour("link.5")
    default void shouldStayDownWhenReconnectionIsNotWanted() {
        subject().need(Ability.BREAK_LINK);
        Board board = subject().open(Subject.OPTIONS.withReconnect(false));
        DigitalOutput output = subject().digital(board);
        subject().target().breakLinks();
        Subject.until("the loss is noticed", () -> !board.isConnected());
        assertKind(Kind.LINK_LOST, output::read);
        assertThat(board.linkStatistics().reconnects()).isZero();
    }

    @Behaviour("link.6")
    default void shouldCountFrames() {
        subject().need(Ability.FRAMES);
        Board board = subject().open();
        long before = board.linkStatistics().framesSent();
        for (int i = 0; i < 20; i++) {
            board.clock().nowNs();
        }
        var statistics = board.linkStatistics();
        assertThat(statistics.framesSent()).isGreaterThanOrEqualTo(before + 20);
        assertThat(statistics.framesReceived()).isGreaterThanOrEqualTo(20);
        assertThat(statistics.badCrc() + statistics.malformed() + statistics.overlong())
                .isZero();
    }

    @Behaviour("link.7")
    default void shouldFailAtOnceWhileTheFarEndIsAwayAndGoOnWhenItIsBack() {
        subject().need(Ability.ABSENCE);
        Board board = subject().open();
        DigitalOutput output = subject().digital(board);
        ExchangePlan plan = board.exchange();
        plan.read(output);
        Exchange exchange = subject().keep(plan.prepare());
        exchange.runOrThrow();
        subject().target().present(false);
        try {
            Subject.until("the loss is noticed", () -> exchange.run() == Exchange.LINK_LOST);
            long beganNs = System.nanoTime();
            for (int i = 0; i < 10; i++) {
                assertThat(exchange.run()).isEqualTo(Exchange.LINK_LOST);
                assertKind(Kind.LINK_LOST, output::read);
            }
            assertThat(System.nanoTime() - beganNs).isLessThan(1_000_000_000L);
            assertThat(board.isConnected()).isFalse();
        } finally {
            subject().target().present(true);
        }
        Subject.until("exchanges go again", () -> exchange.run() == Exchange.OK);
    }

    @Behaviour("link.8")
    default void shouldNotOpenWhileTheFarEndIsAway() {
        subject().need(Ability.ABSENCE);
        subject().open().close();
        subject().target().present(false);
        try {
            assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                    dev.platine.hal.BoardException.class,
                                    () -> subject().open(Subject.OPTIONS.withConnectDeadline(Duration.ofMillis(500))))
                            .kind())
                    .isIn(Kind.UNREACHABLE, Kind.DEADLINE, Kind.NOT_FOUND);
        } finally {
            subject().target().present(true);
        }
        Subject.until("the far end is back", () -> {
            try (Board board = subject().target().open(Subject.OPTIONS)) {
                return board.isConnected();
            } catch (dev.platine.hal.BoardException e) {
                return false;
            }
        });
    }

    @Behaviour("link.9")
    default void shouldNotAskAgainForWhatWasRefused() {
        subject().need(Ability.BREAK_LINK);
        Board board = subject().open();
        String name = subject().digital(board).name();
        try {
            subject().keep(board.subscribe(name).every(Duration.ofNanos(1_000)).open());
            assumeTrue(false, "the board samples each microsecond");
        } catch (dev.platine.hal.BoardException refused) {
            assertThat(refused.kind()).isEqualTo(Kind.OUT_OF_RANGE);
        }
        subject().target().breakLinks();
        untilReconnected(board, 1);
        assertThat(board.clock().nowNs()).isPositive();
    }
}
