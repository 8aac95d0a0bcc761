package dev.platine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.Board;
import dev.platine.hal.DigitalOutput;
import dev.platine.hal.DigitalSetpoint;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import dev.platine.hal.Sample;
import dev.platine.hal.Subscription;
import java.time.Duration;

/** Restarts of the firmware. */
interface ResetGroup extends Group {
    private static void resetAndWait(Board board) {
        LinkGroup.Story story = new LinkGroup.Story();
        board.onEvent(story);
        board.reset();
        Subject.until("the board is back", () -> story.events.contains("restored after a restart"));
        assertThat(board.isConnected()).isTrue();
    }

    @Behaviour("reset.1")
    default void shouldBeginItsTimeAgain() {
        subject().need(Ability.RESET);
        subject().need(Ability.REAL_TIME);
        Board board = subject().open();
        Subject.until("the board is 300 ms old", () -> board.clock().nowNs() > 300_000_000L);
        long beganNs = System.nanoTime();
        resetAndWait(board);
        assertThat(board.clock().nowNs()).isBetween(0L, System.nanoTime() - beganNs);
    }

    @Behaviour("reset.2")
    default void shouldStartWithSafeOutputs() {
        subject().need(Ability.RESET);
        Board board = subject().open();
        for (ChannelSpec channel : subject().valueOutputs(board)) {
            Values.write(board, channel, Subject.unsafe(channel));
        }
        resetAndWait(board);
        for (ChannelSpec channel : subject().valueOutputs(board)) {
            assertThat(Values.read(board, channel)).as(channel.name()).isEqualTo(Subject.safe(channel));
        }
    }

    @Behaviour("reset.3")
    default void shouldTellEveryClientThatItRestarted() {
        subject().need(Ability.RESET);
        Board board = subject().open();
        Board other = subject().openAnother();
        LinkGroup.Story story = new LinkGroup.Story();
        other.onEvent(story);
        board.reset();
        Subject.until("the other client is told", () -> story.events.size() >= 2);
        assertThat(story.events).containsExactly("lost", "restored after a restart");
    }

    @Behaviour("reset.4")
    default void shouldGoOnWithThePreparedExchangeAfterARestart() {
        subject().need(Ability.RESET);
        Board board = subject().open();
        DigitalOutput output = subject().digital(board);
        ExchangePlan plan = board.exchange();
        DigitalSetpoint setpoint = plan.write(output);
        Exchange exchange = subject().keep(plan.prepare());
        resetAndWait(board);
        setpoint.set(true);
        exchange.runOrThrow();
        assertThat(output.read()).isTrue();
    }

    @Behaviour("reset.5")
    default void shouldMarkTheRestartInASubscription() {
        subject().need(Ability.RESET);
        Board board = subject().open();
        Subscription subscription = subject()
                .keep(board.subscribe(subject().digital(board).name())
                        .every(Duration.ofMillis(5))
                        .open());
        assertThat(subscription.take(Subject.PATIENCE)).isNotNull();
        resetAndWait(board);
        Sample sample = subscription.take(Subject.PATIENCE);
        while (sample != null && !sample.gapBefore()) {
            sample = subscription.take(Subject.PATIENCE);
        }
        assertThat(sample != null && sample.rebooted()).isTrue();
    }

    @Behaviour("reset.6")
    default void shouldDescribeTheSameChannelsAfterARestart() {
        subject().need(Ability.RESET);
        Board board = subject().open();
        resetAndWait(board);
        Board again = subject().openAnother();
        assertThat(again.channels()).isEqualTo(board.channels());
    }
}
