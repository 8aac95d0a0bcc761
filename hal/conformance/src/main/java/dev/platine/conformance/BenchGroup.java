package dev.platine.conformance;

import static dev.platine.conformance.Errors.assertKind;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.Bench;
import dev.platine.hal.Bench.LinkFault;
import dev.platine.hal.Bench.TimeStatus;
import dev.platine.hal.Board;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.Sample;
import dev.platine.hal.Subscription;
import java.time.Duration;

/** What hands on the bench do, and how the board takes it. Only simulated boards have a bench. */
interface BenchGroup extends Group {
    /** The bench's own frames suffer too: says it until it is heard. */
    private static void mend(Bench bench) {
        Subject.until("the links are mended", () -> {
            try {
                bench.linkFault(LinkFault.NONE);
                return true;
            } catch (dev.platine.hal.BoardException e) {
                return false;
            }
        });
    }

    /** Time stands while the work is done, and goes on at its speed behind it. */
    private static void held(Bench bench, Runnable work) {
        double speed = bench.time().speed();
        bench.hold();
        try {
            work.run();
        } finally {
            bench.run(speed);
        }
    }

    @Behaviour("bench.1")
    default void shouldAnswerWhileItsTimeStands() {
        Board board = subject().open();
        Bench bench = subject().bench(board);
        subject().need(Ability.ANSWERS_HELD);
        ChannelSpec channel = subject().valueOutputs(board).get(0);
        held(bench, () -> {
            long now = board.clock().nowNs();
            Values.write(board, channel, Subject.unsafe(channel));
            assertThat(Values.read(board, channel)).isEqualTo(Subject.unsafe(channel));
            assertThat(board.clock().nowNs()).isEqualTo(now);
            assertThat(bench.time().held()).isTrue();
        });
        long after = board.clock().nowNs();
        Subject.until("time goes on", () -> board.clock().nowNs() > after);
    }

    @Behaviour("bench.2")
    default void shouldAdvanceItsTimeToTheNanosecond() {
        Board board = subject().open();
        Bench bench = subject().bench(board);
        subject().need(Ability.ANSWERS_HELD);
        held(bench, () -> {
            long boardNs = board.clock().nowNs();
            long rackNs = bench.time().nowNs();
            TimeStatus after = bench.advance(Duration.ofNanos(123_456_789), Subject.PATIENCE);
            assertThat(after.nowNs() - rackNs).isEqualTo(123_456_789);
            assertThat(board.clock().nowNs() - boardNs).isEqualTo(123_456_789);
        });
    }

    @Behaviour("bench.3")
    default void shouldEndALifetimeAtItsInstantWhenTimeIsAdvanced() {
        Board board = subject().open();
        Bench bench = subject().bench(board);
        subject().need(Ability.ANSWERS_HELD);
        ChannelSpec channel = subject().valueOutputs(board).get(0);
        held(bench, () -> {
            Values.write(board, channel, Subject.unsafe(channel), Duration.ofMillis(250));
            bench.advance(Duration.ofNanos(249_999_999), Subject.PATIENCE);
            assertThat(Values.read(board, channel)).isEqualTo(Subject.unsafe(channel));
            bench.advance(Duration.ofNanos(1), Subject.PATIENCE);
            assertThat(Values.read(board, channel)).isEqualTo(Subject.safe(channel));
        });
    }

    @Behaviour("bench.4")
    default void shouldSampleAtExactInstantsWhenTimeIsAdvanced() {
        Board board = subject().open();
        Bench bench = subject().bench(board);
        subject().need(Ability.ANSWERS_HELD);
        String name = subject().valueOutputs(board).get(0).name();
        held(bench, () -> {
            long startNs = board.clock().nowNs();
            Subscription subscription = subject()
                    .keep(board.subscribe(name).every(Duration.ofMillis(7)).open());
            bench.advance(Duration.ofMillis(70), Subject.PATIENCE);
            for (int i = 0; i <= 10; i++) {
                Sample sample = subscription.take(Subject.PATIENCE);
                assertThat(sample == null ? -1 : sample.boardTimeNs()).isEqualTo(startNs + i * 7_000_000L);
            }
        });
    }

    @Behaviour("bench.5")
    default void shouldSayThatABoardWithoutPowerFailed() {
        Board board = subject().open();
        Bench bench = subject().bench(board);
        ChannelSpec channel = subject().valueOutputs(board).get(0);
        Values.write(board, channel, Subject.unsafe(channel));
        bench.power(false);
        try {
            assertKind(Kind.BOARD_FAILURE, () -> Values.read(board, channel));
        } finally {
            bench.power(true);
        }
        Subject.until("the board is back", () -> {
            try {
                return Values.read(board, channel) == Subject.safe(channel);
            } catch (dev.platine.hal.BoardException e) {
                return false;
            }
        });
    }

    @Behaviour("bench.6")
    default void shouldComeBackWhenTheBenchCutsItsLinks() {
        subject().need(Ability.BREAK_LINK);
        Board board = subject().open();
        Bench bench = subject().bench(board);
        LinkFault cut = new LinkFault(Duration.ZERO, Duration.ZERO, 0, 0, 0, true, 0);
        long before = bench.linkFault(LinkFault.NONE).disconnected();
        assertThat(bench.linkFault(cut).disconnected()).isGreaterThan(before);
        Subject.until(
                "the link is back",
                () -> board.isConnected() && board.linkStatistics().reconnects() > 0);
        assertThat(board.clock().nowNs()).isPositive();
    }

    @Behaviour("bench.7")
    default void shouldNeverAnswerWronglyWhenFramesAreCorrupted() {
        subject().need(Ability.BREAK_LINK);
        Board board = subject().open(Subject.OPTIONS.withRequestDeadline(Duration.ofMillis(60)));
        Bench bench = subject().bench(board);
        ChannelSpec channel = subject().valueOutputs(board).get(0);
        bench.linkFault(new LinkFault(Duration.ZERO, Duration.ZERO, 0, 0.1, 0, false, 7));
        int right = 0;
        try {
            for (int i = 0; i < 60; i++) {
                double value = i % 2 == 0 ? Subject.unsafe(channel) : Subject.safe(channel);
                try {
                    Values.write(board, channel, value);
                    assertThat(Values.read(board, channel)).isEqualTo(value);
                    right++;
                } catch (dev.platine.hal.BoardException e) {
                    assertThat(e.kind()).isEqualTo(Kind.DEADLINE);
                }
            }
        } finally {
            mend(bench);
        }
        assertThat(bench.linkFault(LinkFault.NONE).corrupted()).isPositive();
        assertThat(right).as("answers that came").isBetween(3, 59);
        assertThat(board.isConnected()).isTrue();
    }

    @Behaviour("bench.8")
    default void shouldRefuseWhatIsNotOnTheBench() {
        Bench bench = subject().bench(subject().open());
        assertKind(Kind.NOT_FOUND, () -> bench.probe("no.such.net"));
        assertKind(Kind.NOT_FOUND, () -> bench.operate("no.such.part", "press"));
        assertKind(Kind.NOT_FOUND, () -> bench.plant("no.such.quantity"));
        assertKind(Kind.NOT_FOUND, () -> bench.wire("no.such.part.pin", true));
        assertThat(bench.list(Bench.What.NETS)).isNotEmpty();
    }
}
