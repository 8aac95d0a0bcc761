package dev.platine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.Board;
import dev.platine.hal.BoardListener;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import dev.platine.hal.Sample;
import dev.platine.hal.Setpoint;
import dev.platine.hal.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Lifetimes of set-points, and the safe state. */
interface SafeGroup extends Group {
    Duration SHORT = Duration.ofMillis(60);

    private ChannelSpec channel(Board board) {
        return subject().valueOutputs(board).get(0);
    }

    private static void untilSafe(Board board, ChannelSpec channel) {
        Subject.until(
                channel.name() + " is at its safe value", () -> Values.read(board, channel) == Subject.safe(channel));
    }

    @Behaviour("safe.1")
    default void shouldGoToTheSafeValueWhenTheLifetimeOfAWriteRunsOut() {
        Board board = subject().open();
        ChannelSpec channel = channel(board);
        Values.write(board, channel, Subject.unsafe(channel), SHORT);
        untilSafe(board, channel);
    }

    @Behaviour("safe.2")
    default void shouldGoToTheSafeValuesWhenExchangesStop() {
        Board board = subject().open();
        List<ChannelSpec> outputs = subject().valueOutputs(board);
        ExchangePlan plan = board.exchange().lifetime(SHORT);
        List<Setpoint> setpoints =
                outputs.stream().map(c -> plan.write(board.handle(c.name()))).toList();
        try (Exchange exchange = plan.prepare()) {
            setpoints.forEach(s -> s.setNumber(Subject.unsafe(s.spec())));
            exchange.runOrThrow();
        }
        outputs.forEach(channel -> untilSafe(board, channel));
    }

    /** By the board's own time: not too early at all, and late only by what a busy computer keeps a real board's process from running. */
    @Behaviour("safe.3")
    default void shouldHoldASetpointForItsWholeLifetimeAndNotMuchLonger() {
        Board board = subject().open();
        ChannelSpec channel = channel(board);
        Subscription changes = subject().keep(board.subscribe(channel.name()).open());
        Sample first = take(changes);
        assertThat(first.number(0)).isEqualTo(Subject.safe(channel));
        Values.write(board, channel, Subject.unsafe(channel), SHORT);
        Sample set = take(changes);
        Sample back = take(changes);
        assertThat(set.number(0)).isEqualTo(Subject.unsafe(channel));
        assertThat(back.number(0)).isEqualTo(Subject.safe(channel));
        assertThat(back.boardTimeNs() - set.boardTimeNs())
                .isBetween(SHORT.toNanos(), SHORT.plusMillis(500).toNanos());
    }

    private static Sample take(Subscription subscription) {
        Sample sample = subscription.take(Subject.PATIENCE);
        if (sample == null) {
            throw new AssertionError("no sample of " + subscription.channels());
        }
        return sample;
    }

    @Behaviour("safe.4")
    default void shouldSayOnceThatOutputsHadExpired() {
        Board board = subject().open();
        ChannelSpec channel = channel(board);
        ExchangePlan plan = board.exchange().lifetime(SHORT);
        Setpoint setpoint = plan.write(board.handle(channel.name()));
        try (Exchange exchange = plan.prepare()) {
            setpoint.setNumber(Subject.unsafe(channel));
            exchange.runOrThrow();
            assertThat(exchange.outputsHadExpired()).isFalse();
            untilSafe(board, channel);
            exchange.runOrThrow();
            assertThat(exchange.outputsHadExpired()).isTrue();
            // On a busy computer they may have expired again before the next one.
            Subject.until("it is not said again", () -> {
                exchange.runOrThrow();
                return !exchange.outputsHadExpired();
            });
        }
    }

    @Behaviour("safe.5")
    default void shouldHoldASetpointWithoutALifetime() {
        Board board = subject().open();
        ChannelSpec channel = channel(board);
        Values.write(board, channel, Subject.unsafe(channel));
        long since = board.clock().nowNs();
        Subject.until("some lifetimes have passed", () -> board.clock().nowNs() - since > 3 * SHORT.toNanos());
        assertThat(Values.read(board, channel)).isEqualTo(Subject.unsafe(channel));
    }

    @Behaviour("safe.6")
    default void shouldLetTheLastWriterDecideTheLifetime() {
        Board board = subject().open();
        ChannelSpec channel = channel(board);
        Values.write(board, channel, Subject.unsafe(channel), SHORT);
        Values.write(board, channel, Subject.unsafe(channel));
        long since = board.clock().nowNs();
        Subject.until("some lifetimes have passed", () -> board.clock().nowNs() - since > 3 * SHORT.toNanos());
        assertThat(Values.read(board, channel)).isEqualTo(Subject.unsafe(channel));
        Values.write(board, channel, Subject.unsafe(channel), SHORT);
        untilSafe(board, channel);
    }

    @Behaviour("safe.7")
    default void shouldGoToTheSafeValueAlthoughTheConnectionIsGone() {
        Board board = subject().open();
        ChannelSpec channel = channel(board);
        Values.write(board, channel, Subject.unsafe(channel), SHORT);
        board.close();
        untilSafe(subject().open(), channel);
    }

    @Behaviour("safe.8")
    default void shouldPutEveryOutputToItsSafeValueWhenAskedTo() {
        Board board = subject().open();
        List<ChannelSpec> outputs = subject().valueOutputs(board);
        outputs.forEach(channel -> Values.write(board, channel, Subject.unsafe(channel)));
        board.makeSafe();
        for (ChannelSpec channel : outputs) {
            assertThat(Values.read(board, channel)).as(channel.name()).isEqualTo(Subject.safe(channel));
        }
    }

    /** Keeps the reasons that it is told. */
    final class Told implements BoardListener {
        final List<String> reasons = new CopyOnWriteArrayList<>();

        @Override
        public void outputsMadeSafe(String reason, long boardTimeNs) {
            reasons.add(reason);
        }
    }

    @Behaviour("safe.9")
    default void shouldTellThatALifetimeRanOut() {
        Board board = subject().open();
        Told told = new Told();
        board.onEvent(told);
        ChannelSpec channel = channel(board);
        Values.write(board, channel, Subject.unsafe(channel), SHORT);
        Subject.until("the listener is told", () -> !told.reasons.isEmpty());
        assertThat(told.reasons.get(0)).contains(channel.name()).doesNotContain("\n");
    }

    @Behaviour("safe.10")
    default void shouldTellOthersWhenSomebodyMakesTheBoardSafe() {
        Board board = subject().open();
        Board other = subject().openAnother();
        Told told = new Told();
        other.onEvent(told);
        ChannelSpec channel = channel(board);
        Values.write(board, channel, Subject.unsafe(channel));
        board.makeSafe();
        Subject.until("the other client is told", () -> !told.reasons.isEmpty());
    }

    @Behaviour("safe.11")
    default void shouldKeepOutputsWhileExchangesComeInTime() {
        Board board = subject().open();
        ChannelSpec channel = channel(board);
        ExchangePlan plan = board.exchange().lifetime(Duration.ofMillis(500));
        Setpoint setpoint = plan.write(board.handle(channel.name()));
        try (Exchange exchange = plan.prepare()) {
            setpoint.setNumber(Subject.unsafe(channel));
            exchange.runOrThrow();
            long since = exchange.boardTimeNs();
            Subject.until("two lifetimes have passed", () -> {
                long before = exchange.boardTimeNs();
                exchange.runOrThrow();
                if (exchange.boardTimeNs() - before < 400_000_000L) { // else this computer was too slow, not the board
                    assertThat(exchange.outputsHadExpired()).isFalse();
                }
                return exchange.boardTimeNs() - since > 1_000_000_000L;
            });
            assertThat(Values.read(board, channel)).isEqualTo(Subject.unsafe(channel));
        }
    }
}
