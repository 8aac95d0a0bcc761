package dev.platine.hal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.core.protocol.proto.BoardRequest.BodyCase;
import dev.platine.hal.Board;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.Boards;
import dev.platine.hal.Channels;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import dev.platine.hal.Subscription;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A board says in its hello how large plans and subscriptions may be; a host does not ask for more. */
class AnnouncedSizesTest {
    private FakeBoard fake;

    @BeforeEach
    void start() throws IOException {
        fake = new FakeBoard(Channels.ALL);
    }

    @AfterEach
    void stop() throws IOException {
        fake.close();
    }

    private static ExchangePlan plan(Board board) {
        ExchangePlan plan = board.exchange();
        plan.read(board.digitalInput("plug"));
        plan.read(board.analogInput("mains_v"));
        plan.write(board.digitalOutput("contactor"));
        plan.write(board.analogOutput("limit_a"));
        return plan;
    }

    @Test
    void shouldRefuseAPlanThatReadsMoreThanTheBoardSaidWithoutAskingIt() {
        fake.maxPlanReads = 1;
        fake.maxPlanWrites = 16;
        try (Board board = Boards.open(fake.uri())) {
            assertThatThrownBy(() -> plan(board).prepare())
                    .isInstanceOfSatisfying(
                            BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOO_LARGE))
                    .hasMessageContaining("one exchange of this board reads at most 1 channels and writes 16,"
                            + " this one reads 2 and writes 2: use several exchanges");
            assertThat(fake.count(BodyCase.REGISTER_PLAN)).isZero();
        }
    }

    @Test
    void shouldRefuseAPlanThatWritesMoreThanTheBoardSaid() {
        fake.maxPlanReads = 40;
        fake.maxPlanWrites = 1;
        try (Board board = Boards.open(fake.uri())) {
            assertThatThrownBy(() -> plan(board).prepare()).hasMessageContaining("writes 1, this one reads 2");
            assertThat(fake.count(BodyCase.REGISTER_PLAN)).isZero();
        }
    }

    @Test
    void shouldRefuseASubscriptionOfMoreChannelsThanTheBoardSaid() {
        fake.maxSubscriptionChannels = 1;
        try (Board board = Boards.open(fake.uri())) {
            assertThatThrownBy(() -> board.subscribe("plug", "mains_v").open())
                    .isInstanceOfSatisfying(
                            BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOO_LARGE))
                    .hasMessageContaining("one subscription of this board has at most 1 channels, this one has 2");
            assertThat(fake.count(BodyCase.SUBSCRIBE)).isZero();
        }
    }

    @Test
    void shouldAskABoardThatDoesNotSay() {
        try (Board board = Boards.open(fake.uri());
                Exchange exchange = plan(board).prepare();
                Subscription subscription = board.subscribe("plug", "mains_v").open()) {
            assertThat(exchange.run()).isEqualTo(Exchange.OK);
            assertThat(subscription).isNotNull();
        }
    }

    @Test
    void shouldTakeWhatTheBoardSaidAndNotBelieveAbsurdNumbers() {
        fake.maxPlanReads = 2;
        fake.maxPlanWrites = -1; // 4,294,967,295
        fake.maxSubscriptionChannels = -1;
        try (Board board = Boards.open(fake.uri());
                Exchange exchange = plan(board).prepare()) {
            assertThat(exchange.run()).isEqualTo(Exchange.OK);
        }
    }
}
