package dev.platine.conformance;

import static dev.platine.conformance.Errors.assertKind;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.hal.Board;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.DigitalOutput;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import dev.platine.hal.Subscription;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Errors tell their kind and where, and leave the connection as it was. */
interface ErrorGroup extends Group {
    @Behaviour("error.1")
    default void shouldSayClosedForEveryCallAfterClose() {
        Board board = subject().open();
        DigitalOutput output = subject().digital(board);
        ExchangePlan plan = board.exchange();
        plan.read(output);
        Exchange exchange = plan.prepare();
        board.close();
        assertKind(Kind.CLOSED, output::read);
        assertKind(Kind.CLOSED, () -> output.write(true));
        assertKind(Kind.CLOSED, board::makeSafe);
        assertKind(Kind.CLOSED, () -> board.clock().nowNs());
        assertKind(Kind.CLOSED, () -> board.subscribe(output.name()).open());
        assertThat(exchange.run()).isEqualTo(Exchange.CLOSED);
    }

    @Behaviour("error.2")
    default void shouldCloseTwiceWithoutAComplaint() {
        Board board = subject().open();
        board.close();
        board.close();
    }

    @Behaviour("error.3")
    default void shouldWakeAReaderOfSamplesWhenTheBoardCloses() throws Exception {
        Board board = subject().open();
        Subscription subscription =
                board.subscribe(subject().digital(board).name()).open();
        subscription.take(Subject.PATIENCE);
        CompletableFuture<BoardException> waiting = CompletableFuture.supplyAsync(
                () -> assertKind(Kind.CLOSED, () -> subscription.take(Duration.ofSeconds(30))));
        board.close();
        waiting.get(Subject.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Behaviour("error.4")
    default void shouldTellBoardOperationAndChannel() {
        Board board = subject().open();
        var output = subject().analog(board);
        BoardException e = assertKind(Kind.OUT_OF_RANGE, () -> output.write(Double.NaN));
        assertThat(e.board()).isEqualTo(board.name());
        assertThat(e.channel()).isEqualTo(output.name());
        assertThat(e.operation()).isEqualTo("write");
        assertThat(e.getMessage()).contains(board.name(), output.name());
    }

    @Behaviour("error.5")
    default void shouldServeOnAfterManyErrors() {
        Board board = subject().open();
        var output = subject().analog(board);
        for (int i = 0; i < 200; i++) {
            assertKind(Kind.OUT_OF_RANGE, () -> output.write(Double.POSITIVE_INFINITY));
            assertKind(Kind.NOT_FOUND, () -> board.digitalInput("no.such.channel"));
        }
        output.write(Subject.at(output.spec(), 0.5));
        assertThat(output.read()).isEqualTo(Subject.at(output.spec(), 0.5));
        assertThat(board.isConnected()).isTrue();
    }

    @Behaviour("error.6")
    default void shouldLeaveNoThreadBehind() {
        subject().open().close();
        int before = Thread.activeCount();
        for (int i = 0; i < 20; i++) {
            try (Board board = subject().open()) {
                board.subscribe(subject().digital(board).name()).open().forEach(sample -> {});
            }
        }
        Subject.until("threads have ended", () -> Thread.activeCount() <= before + 5);
    }
}
