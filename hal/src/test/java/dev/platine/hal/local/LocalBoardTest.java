package dev.platine.hal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.platine.hal.AnalogSetpoint;
import dev.platine.hal.Board;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.Boards;
import dev.platine.hal.Channels;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import dev.platine.hal.OpenOptions;
import dev.platine.hal.Sample;
import dev.platine.hal.Subscription;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalBoardTest {
    private static final int PLUG = 0;
    private static final int CONTACTOR = 1;
    private static final int LIMIT = 3;
    private static final Duration SOON = Duration.ofSeconds(10);

    private final FakeDevice device = new FakeDevice();

    private Board open(boolean direct) {
        return Boards.over(
                LocalBoardPort.open("fake:", "the fake", () -> device, OpenOptions.DEFAULT, direct),
                "fake:",
                OpenOptions.DEFAULT);
    }

    private static Sample take(Subscription subscription) {
        @Nullable Sample sample = subscription.take(SOON);
        assertThat(sample).isNotNull();
        return java.util.Objects.requireNonNull(sample);
    }

    /** Each edge is a sample with the time at which it happened, however late it is polled; lost ones are counted. */
    @Test
    void shouldMakeASampleOfEveryEdge() {
        device.tells.add(PLUG);
        try (Board board = open(false);
                Subscription edges = board.subscribe("plug").open()) {
            assertThat(take(edges).flag(0)).isFalse();
            device.events.add(FakeDevice.edge(PLUG, 1, 0, 1_000));
            device.events.add(FakeDevice.edge(PLUG, 0, 0, 2_000));
            device.events.add(FakeDevice.edge(PLUG, 1, 5, 3_000));
            Sample up = take(edges);
            Sample down = take(edges);
            Sample late = take(edges);
            assertThat(up.flag(0)).isTrue();
            assertThat(up.boardTimeNs()).isEqualTo(1_000);
            assertThat(down.flag(0)).isFalse();
            assertThat(down.lostBefore()).isZero();
            assertThat(late.boardTimeNs()).isEqualTo(3_000);
            assertThat(late.lostBefore()).isEqualTo(5);
            assertThat(edges.lost()).isEqualTo(5);
        }
    }

    /** The level in a sample is not an edge: it would come twice, and at the wrong time. */
    @Test
    void shouldNotTakeASampledLevelForAnEdge() {
        device.tells.add(PLUG);
        try (Board board = open(false);
                Subscription edges = board.subscribe("plug").open()) {
            take(edges);
            synchronized (device) {
                device.words[PLUG] = 1;
            }
            assertThat(board.digitalInput("plug").read()).isTrue();
            assertThat(edges.poll()).isNull();
        }
    }

    @Test
    void shouldFindChangesThatNobodyTells() {
        try (Board board = open(false);
                Subscription changes = board.subscribe("plug").open()) {
            take(changes);
            synchronized (device) {
                device.words[PLUG] = 1;
            }
            assertThat(take(changes).flag(0)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldMakeSafeWhatHasALifetimeBeforeItCloses(boolean keepsLifetimes) {
        device.keepsLifetimes = keepsLifetimes;
        try (Board board = open(false)) {
            board.digitalOutput("contactor").write(true, Duration.ofHours(1));
            board.analogOutput("limit_a").write(20);
        }
        assertThat(device.word(CONTACTOR)).isEqualTo(keepsLifetimes ? 1 : 0);
        assertThat(device.word(LIMIT)).isEqualTo(Channels.bits(20));
        assertThat(device.closes).isEqualTo(1);
    }

    @Test
    void shouldPassOnUntilWhenASetpointHolds() {
        try (Board board = open(false)) {
            long beforeNs = System.nanoTime();
            board.digitalOutput("contactor").write(true, Duration.ofMinutes(1));
            assertThat(device.untilNs(CONTACTOR) - beforeNs)
                    .isBetween(
                            Duration.ofMinutes(1).toNanos(),
                            Duration.ofMinutes(2).toNanos());
            board.digitalOutput("contactor").write(true);
            assertThat(device.untilNs(CONTACTOR)).isEqualTo(LocalDevice.FOREVER);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldEndALifetimeThatBeganInADirectCallToo(boolean direct) {
        try (Board board = open(direct)) {
            ExchangePlan plan = board.exchange().lifetime(Duration.ofMillis(5));
            AnalogSetpoint limit = plan.write(board.analogOutput("limit_a"));
            try (Exchange exchange = plan.prepare()) {
                limit.set(20);
                exchange.runOrThrow();
                long giveUpNs = System.nanoTime() + SOON.toNanos();
                while (device.word(LIMIT) != Channels.bits(6)) {
                    assertThat(System.nanoTime() - giveUpNs).isNegative();
                    Thread.onSpinWait();
                }
                exchange.runOrThrow();
                assertThat(exchange.outputsHadExpired()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldTellWhyAnExchangeFailedAndGoOn(boolean direct) {
        try (Board board = open(direct)) {
            ExchangePlan plan = board.exchange();
            plan.read(board.digitalInput("plug"));
            try (Exchange exchange = plan.prepare()) {
                device.status = LocalDevice.FAILED;
                int status = exchange.run();
                assertThat(status).isEqualTo(Exchange.REFUSED);
                assertThat(exchange.failure(status)).hasMessage("fake:: exchange: too hot");
                assertThat(exchange.failure(status).code()).isEqualTo(7);
                device.status = LocalDevice.OK;
                device.fault = true;
                exchange.runOrThrow();
                assertThat(exchange.boardFault()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldRefuseWhatTheDeviceNeverDoes(boolean direct) {
        try (Board board = open(direct)) {
            assertThat(catchThrowableOfType(BoardException.class, board::reset).kind())
                    .isEqualTo(Kind.UNSUPPORTED);
            assertThat(catchThrowableOfType(
                                    BoardException.class,
                                    () -> board.textOutput("shell").write("x"))
                            .kind())
                    .isEqualTo(Kind.UNSUPPORTED);
            assertThat(catchThrowableOfType(BoardException.class, board::bench).kind())
                    .isEqualTo(Kind.UNSUPPORTED);
            assertThat(board.isConnected()).isTrue();
        }
    }
}
