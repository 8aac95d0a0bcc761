package dev.platine.hal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.platine.hal.BoardException.Kind;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoardTest {
    private final FakePort port = new FakePort();
    private final Board board = Boards.over(port, "fake:charger", OpenOptions.DEFAULT);

    @AfterEach
    void close() {
        board.close();
    }

    private static BoardException failure(ThrowingCallable call) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(BoardException.class, call);
    }

    @Test
    void shouldTellWhoItIs() {
        assertThat(board.name()).isEqualTo("fake:charger");
        assertThat(board.info().model()).isEqualTo("model");
        assertThat(board.channels()).hasSize(10);
        assertThat(board.channel("limit_a").unit()).isEqualTo("A");
    }

    @Test
    void shouldReadAndWriteEveryKind() {
        port.values[0] = 1;
        port.values[2] = Channels.bits(229.5);
        port.values[5] = Channels.bits(0.5);
        port.values[6] = -1;
        port.texts[8] = "hello";
        assertThat(board.digitalInput("plug").read()).isTrue();
        assertThat(board.analogInput("mains_v").read()).isEqualTo(229.5);
        assertThat(board.pwmInput("pilot_in").read()).isEqualTo(0.5);
        assertThat(board.counterInput("pulses").read()).isEqualTo(4_294_967_295L);
        assertThat(board.textInput("log").read()).isEqualTo("hello");

        board.digitalOutput("contactor").write(true);
        board.analogOutput("limit_a").write(12.5);
        board.pwmOutput("pilot").write(0.25);
        board.counterOutput("steps").write(4_294_967_295L);
        board.textOutput("shell").write("help");
        assertThat(board.digitalOutput("contactor").read()).isTrue();
        assertThat(board.analogOutput("limit_a").read()).isEqualTo(12.5);
        assertThat(board.pwmOutput("pilot").read()).isEqualTo(0.25);
        assertThat(board.counterOutput("steps").read(Duration.ofSeconds(1))).isEqualTo(4_294_967_295L);
        assertThat(board.textOutput("shell").read()).isEqualTo("help");
        assertThat(port.lastLifetimeNs).isZero();
    }

    @Test
    void shouldRoundALifetimeUpToMicroseconds() {
        board.digitalOutput("contactor").write(true, Duration.ofNanos(1_500));
        assertThat(port.lastLifetimeNs).isEqualTo(2_000);
        assertThatThrownBy(() -> board.digitalOutput("contactor").write(true, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be above 0 and at most 1 h: lifetime=PT0S");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 32.5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300})
    void shouldRefuseAValueOutOfRangeBeforeSending(double value) {
        BoardException e = failure(() -> board.analogOutput("limit_a").write(value));
        assertThat(e.kind()).isEqualTo(Kind.OUT_OF_RANGE);
        assertThat(e.channel()).isEqualTo("limit_a");
        assertThat(e).hasMessageStartingWith("fake:charger: write limit_a: must be 0 to 32 A: ");
        assertThat(port.lastLifetimeNs).isEqualTo(-1);
    }

    @Test
    void shouldRefuseACountThatIsNone() {
        assertThat(failure(() -> board.counterOutput("steps").write(-1)))
                .hasMessage("fake:charger: write steps: must be a whole number from 0 to 4294967295: -1");
    }

    @Test
    void shouldNameTheNearestChannelsWhenThereIsNone() {
        BoardException e = failure(() -> board.digitalOutput("contacter"));
        assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(e).hasMessage("fake:charger: find contacter: no such channel; did you mean contactor");
        assertThat(failure(() -> board.channel("pilo"))).hasMessageEndingWith("did you mean pilot or pilot_in");
        assertThat(failure(() -> board.channel("zzzzzzzz"))).hasMessageEndingWith("the board has 10 channels");
    }

    @Test
    void shouldSayWhatAChannelIsWhenUsedAsSomethingElse() {
        BoardException e = failure(() -> board.analogInput("contactor"));
        assertThat(e.kind()).isEqualTo(Kind.WRONG_DIRECTION);
        assertThat(e)
                .hasMessage("fake:charger: find contactor: is a digital output, not an analog input:"
                        + " use digitalOutput(\"contactor\"); such channels are mains_v");
    }

    @Test
    void shouldGiveAHandleOfTheRightTypeByName() {
        assertThat(board.handle("contactor")).isInstanceOf(DigitalOutput.class);
        assertThat(board.handle("log")).isInstanceOf(TextInput.class);
        assertThat(board.handle("pulses")).isInstanceOf(CounterInput.class);
        assertThat(board.channels())
                .allSatisfy(spec -> assertThat(board.handle(spec.name()).spec()).isEqualTo(spec));
    }

    @Test
    void shouldMeasureTheClockWithinItsBound() {
        port.clockNs = 5_000_000_000L;
        BoardClock.Offset offset = board.clock().measure();
        assertThat(offset.offsetNs()).isBetween(port.clockNs - offset.boundNs(), port.clockNs + offset.boundNs());
        assertThat(offset.boundNs()).isPositive();
        assertThat(offset.toHostNs(offset.toBoardNs(123))).isEqualTo(123);
    }

    @Test
    void shouldTellListenersInOrderOnOneThread() throws Exception {
        LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
        board.onEvent(new BoardListener() {
            @Override
            public void linkLost(String reason) {
                told.add("lost " + reason + " on " + Thread.currentThread().getName());
                throw new IllegalStateException("a bad listener");
            }
        });
        board.onEvent(new BoardListener() {
            @Override
            public void linkLost(String reason) {
                told.add("second");
            }

            @Override
            public void linkRestored(boolean rebooted) {
                told.add("restored " + rebooted);
            }

            @Override
            public void outputsMadeSafe(String reason, long boardTimeNs) {
                told.add(reason + " " + boardTimeNs);
            }
        });
        port.listener.linkLost("unplugged");
        port.listener.linkRestored(true);
        port.listener.outputsMadeSafe("expired", 7);
        assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo("lost unplugged on platine-listeners-test-board");
        assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo("second");
        assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo("restored true");
        assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo("expired 7");
    }

    @Test
    void shouldEndItsThreadAndItsPortWithClose() throws Exception {
        LinkedBlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        board.onEvent(new BoardListener() {
            @Override
            public void notice(String text, long boardTimeNs) {
                threads.add(Thread.currentThread());
            }
        });
        port.listener.notice("up", 0);
        Thread dispatcher = threads.poll(5, TimeUnit.SECONDS);
        Subscription subscription = board.subscribe("plug").open();
        board.close();
        board.close();
        assertThat(dispatcher.isAlive()).isFalse();
        assertThat(port.closed).isTrue();
        assertThat(port.listener).isNull();
        assertThatThrownBy(() -> subscription.take(Duration.ofSeconds(5)))
                .asInstanceOf(type(BoardException.class))
                .extracting(BoardException::kind)
                .isEqualTo(Kind.CLOSED);
        assertThat(failure(() -> board.digitalInput("plug").read()).kind()).isEqualTo(Kind.CLOSED);
    }
}
