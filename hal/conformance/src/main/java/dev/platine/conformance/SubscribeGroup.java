package dev.platine.conformance;

import static dev.platine.conformance.Errors.assertKind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.AnalogOutput;
import dev.platine.hal.Board;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.DigitalOutput;
import dev.platine.hal.Sample;
import dev.platine.hal.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Samples that come by themselves. */
interface SubscribeGroup extends Group {
    Duration PERIOD = Duration.ofMillis(5);

    private static Sample take(Subscription subscription) {
        Sample sample = subscription.take(Subject.PATIENCE);
        assertThat(sample).as("a sample of " + subscription.channels()).isNotNull();
        return java.util.Objects.requireNonNull(sample);
    }

    private String anyOutput(Board board) {
        return subject().valueOutputs(board).get(0).name();
    }

    @Behaviour("subscribe.1")
    default void shouldSampleAtOnce() {
        Board board = subject().open();
        for (ChannelSpec channel : subject().valueOutputs(board)) {
            try (Subscription subscription = board.subscribe(channel.name()).open()) {
                Sample sample = take(subscription);
                assertThat(sample.number(0)).isEqualTo(Values.read(board, channel));
                assertThat(sample.sequence()).isZero();
                assertThat(sample.gapBefore()).isFalse();
            }
        }
    }

    @Behaviour("subscribe.2")
    default void shouldSampleEachPeriodWithoutDrift() {
        Board board = subject().open();
        Subscription subscription =
                subject().keep(board.subscribe(anyOutput(board)).every(PERIOD).open());
        long firstNs = take(subscription).boardTimeNs();
        long leastLateNs = Long.MAX_VALUE;
        for (int i = 1; i <= 40; i++) {
            Sample sample = take(subscription); // by its number, for a busy computer may lose some
            long lateNs = sample.boardTimeNs() - firstNs - sample.sequence() * PERIOD.toNanos();
            assertThat(lateNs).as("lateness of sample %d", sample.sequence()).isGreaterThanOrEqualTo(-1_000_000L);
            leastLateNs = i > 25 ? Math.min(leastLateNs, lateNs) : leastLateNs;
        }
        // A busy computer makes a sample late now and then; one that drifts by 40 us a period is late each time.
        assertThat(leastLateNs).as("least lateness after 25 periods").isLessThanOrEqualTo(1_000_000L);
    }

    @Behaviour("subscribe.3")
    default void shouldNumberSamplesWithoutAHole() {
        Board board = subject().open();
        Subscription subscription = subject()
                .keep(board.subscribe(anyOutput(board))
                        .every(Duration.ofMillis(20))
                        .open());
        long next = 0;
        long lost = 0;
        for (int i = 0; i < 15; i++) {
            Sample sample = take(subscription); // a busy computer may lose some, but not without saying so
            assertThat(sample.sequence()).isEqualTo(next + sample.lostBefore());
            next = sample.sequence() + 1;
            lost += sample.lostBefore();
        }
        assertThat(subscription.lost()).isGreaterThanOrEqualTo(lost);
    }

    @Behaviour("subscribe.4")
    default void shouldSampleEveryChangeAndNothingElse() {
        Board board = subject().open();
        DigitalOutput output = subject().digital(board);
        Subscription subscription =
                subject().keep(board.subscribe(output.name()).open());
        boolean value = take(subscription).flag(0);
        for (int i = 0; i < 20; i++) {
            value = !value;
            output.write(value);
            output.write(value);
            assertThat(take(subscription).flag(0)).isEqualTo(value);
        }
        assertThat(subscription.poll()).isNull();
    }

    @Behaviour("subscribe.5")
    default void shouldKeepQuietInsideTheDeadBand() {
        Board board = subject().open();
        AnalogOutput output = subject().analog(board);
        double step = (output.spec().maximum() - output.spec().minimum()) / 10.0;
        output.write(Subject.at(output.spec(), 0.5));
        double start = output.read();
        Subscription subscription =
                subject().keep(board.subscribe(output.name()).onChange(step).open());
        assertThat(take(subscription).number(0)).isEqualTo(start);
        output.write(start + 0.4 * step);
        output.write(start - 0.4 * step);
        output.write(start + 1.5 * step);
        assertThat(take(subscription).number(0)).isEqualTo((float) (start + 1.5 * step));
        output.write(start + 0.9 * step);
        output.write(start + 0.1 * step);
        assertThat(take(subscription).number(0)).isEqualTo((float) (start + 0.1 * step));
    }

    @Behaviour("subscribe.6")
    default void shouldSampleSeveralChannelsTogetherInTheirOrder() {
        Board board = subject().open();
        List<ChannelSpec> outputs = new ArrayList<>(subject().valueOutputs(board));
        assumeTrue(outputs.size() >= 2, "the board has fewer than two outputs to drive");
        java.util.Collections.reverse(outputs);
        outputs.forEach(channel -> Values.write(board, channel, Subject.unsafe(channel)));
        String[] names = outputs.stream().map(ChannelSpec::name).toArray(String[]::new);
        Subscription subscription =
                subject().keep(board.subscribe(names).every(PERIOD).open());
        Sample sample = take(subscription);
        assertThat(sample.channels()).isEqualTo(outputs);
        for (int i = 0; i < outputs.size(); i++) {
            assertThat(sample.number(i)).isEqualTo(Subject.unsafe(outputs.get(i)));
            assertThat(sample.number(names[i])).isEqualTo(sample.number(i));
        }
    }

    @Behaviour("subscribe.7")
    default void shouldStampSamplesWithBoardAndHostTime() {
        Board board = subject().open();
        long beforeNs = System.nanoTime();
        long boardBeforeNs = board.clock().nowNs();
        Subscription subscription =
                subject().keep(board.subscribe(anyOutput(board)).every(PERIOD).open());
        for (int i = 0; i < 10; i++) {
            Sample sample = take(subscription);
            assertThat(sample.boardTimeNs()).isGreaterThanOrEqualTo(boardBeforeNs);
            assertThat(sample.hostTimeNs()).isBetween(beforeNs, System.nanoTime());
            boardBeforeNs = sample.boardTimeNs() + 1;
            beforeNs = sample.hostTimeNs();
        }
    }

    /** The host's own queue overflows; what is missing is told with the next sample. */
    @Behaviour("subscribe.8")
    default void shouldTellASlowReaderHowManySamplesItLost() {
        Board board = subject().open();
        DigitalOutput output = subject().digital(board);
        output.write(false);
        Subscription subscription =
                subject().keep(board.subscribe(output.name()).queue(4).open());
        for (int i = 0; i < 100; i++) {
            output.write(i % 2 == 0);
        }
        Subject.until("samples are lost", () -> subscription.lost() > 0);
        long expected = -1;
        long lost = 0;
        for (Sample sample = subscription.take(PERIOD); sample != null; sample = subscription.take(PERIOD)) {
            lost += sample.lostBefore();
            expected = expected < 0 ? sample.lostBefore() : expected + 1 + sample.lostBefore();
            assertThat(sample.sequence()).isEqualTo(expected);
        }
        assertThat(subscription.lost()).isEqualTo(lost).isPositive();
    }

    @Behaviour("subscribe.9")
    default void shouldSendNothingAfterUnsubscribing() {
        Board board = subject().open();
        Subscription subscription =
                board.subscribe(anyOutput(board)).every(Duration.ofMillis(1)).open();
        take(subscription);
        subscription.close();
        while (subscription.poll() != null) {
            // What waited may still be taken.
        }
        board.clock().nowNs();
        assertThat(subscription.poll()).isNull();
        assertKind(Kind.CLOSED, () -> subscription.take(PERIOD));
    }

    @Behaviour("subscribe.10")
    default void shouldKeepSubscriptionsApart() {
        Board board = subject().open();
        List<ChannelSpec> outputs = subject().valueOutputs(board);
        List<Subscription> all = new ArrayList<>();
        for (ChannelSpec channel : outputs.subList(0, Math.min(8, outputs.size()))) {
            try {
                all.add(subject().keep(board.subscribe(channel.name()).open()));
            } catch (BoardException full) {
                Subject.enough(full, all.size());
                break;
            }
        }
        for (Subscription subscription : all) {
            ChannelSpec channel = subscription.channels().get(0);
            take(subscription);
            Values.write(board, channel, Subject.unsafe(channel));
            assertThat(take(subscription).number(0)).isEqualTo(Subject.unsafe(channel));
        }
        all.forEach(subscription -> assertThat(subscription.poll()).isNull());
    }

    @Behaviour("subscribe.11")
    default void shouldGiveTheNumberOfAClosedSubscriptionBack() {
        Board board = subject().open();
        for (int i = 0; i < 300; i++) {
            board.subscribe(anyOutput(board)).open().close();
        }
        assertThat(take(subject().keep(board.subscribe(anyOutput(board)).open()))
                        .sequence())
                .isZero();
    }

    @Behaviour("subscribe.12")
    default void shouldDeliverSamplesToAListenerInOrder() {
        Board board = subject().open();
        List<Sample> samples = new CopyOnWriteArrayList<>();
        Subscription subscription =
                subject().keep(board.subscribe(anyOutput(board)).every(PERIOD).open());
        subscription.forEach(samples::add);
        Subject.until("20 samples came", () -> samples.size() >= 20);
        for (int i = 0; i < 20; i++) { // a busy computer may lose some
            long before = i == 0 ? -1 : samples.get(i - 1).sequence();
            assertThat(samples.get(i).sequence())
                    .isEqualTo(before + 1 + samples.get(i).lostBefore());
        }
    }

    @Behaviour("subscribe.13")
    default void shouldSendEveryLineOfATextChannel() {
        Board board = subject().open();
        var output = subject().text(board);
        Subscription subscription =
                subject().keep(board.subscribe(output.name()).open());
        for (int i = 0; i < 10; i++) {
            output.write("line " + i);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(take(subscription).text()).isEqualTo("line " + i);
        }
    }

    @Behaviour("subscribe.14")
    default void shouldRefuseTextBesideOtherChannels() {
        Board board = subject().open();
        String text = subject().text(board).name();
        String other = anyOutput(board);
        assertKind(Kind.WRONG_DIRECTION, () -> board.subscribe(text, other).open());
    }
}
