package dev.platine.hal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.platine.core.protocol.proto.BoardEvent;
import dev.platine.core.protocol.proto.BoardRequest.BodyCase;
import dev.platine.core.protocol.proto.ErrorKind;
import dev.platine.core.protocol.proto.Sample;
import dev.platine.hal.Board;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.Boards;
import dev.platine.hal.Channels;
import dev.platine.hal.ControlLoop;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import dev.platine.hal.LoopEnd;
import dev.platine.hal.LoopReport;
import dev.platine.hal.OpenOptions;
import dev.platine.hal.Subscription;
import dev.platine.hal.link.Links;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconnectTest {
    private static final OpenOptions PATIENT = OpenOptions.DEFAULT.withRequestDeadline(Duration.ofSeconds(20));
    private static final long MS = 1_000_000;
    private static final Timing PATIENT_TIMING = new Timing(60_000 * MS, 60_000 * MS, 5 * MS, MS, 20 * MS, 20_000 * MS);
    private static final Timing NERVOUS = new Timing(60 * MS, 60 * MS, 5 * MS, MS, 20 * MS, 500 * MS);

    private final Recorder recorder = new Recorder();
    private FakeBoard fake;
    private Board board;

    @BeforeEach
    void open() throws Exception {
        fake = new FakeBoard(Channels.ALL);
        board = open(PATIENT, PATIENT_TIMING);
        board.onEvent(recorder);
    }

    private Board open(OpenOptions options, Timing timing) {
        URI uri = URI.create(fake.uri());
        return open(options, timing, deadlineNs -> Links.open(uri, deadlineNs));
    }

    private Board open(OpenOptions options, Timing timing, LinkOpener opener) {
        return Boards.over(RemoteBoardPort.open(fake.uri(), opener, "", options, timing), fake.uri(), options);
    }

    @AfterEach
    void close() throws Exception {
        board.close();
        fake.close();
    }

    private Exchange plugOnly() {
        ExchangePlan plan = board.exchange();
        plan.read(board.digitalInput("plug"));
        return plan.prepare();
    }

    static BoardEvent sample(int sequence) {
        return BoardEvent.newBuilder()
                .setSample(Sample.newBuilder().setSequence(sequence).addValues(1))
                .build();
    }

    @Test
    void shouldGoOnWithPlansAndSubscriptionsAfterALoss() throws Exception {
        Exchange exchange = plugOnly();
        Subscription subscription = board.subscribe("plug").open();
        fake.event(sample(0));
        assertThat(subscription.take(Duration.ofSeconds(20)).gapBefore()).isFalse();
        fake.plans.clear();
        fake.subscriptions.clear();
        fake.bootId = 2;

        fake.cut();

        assertThat(recorder.next()).startsWith("lost: ");
        assertThat(recorder.next()).isEqualTo("restored, rebooted");
        assertThat(board.isConnected()).isTrue();
        assertThat(exchange.run()).isEqualTo(Exchange.OK);
        fake.event(sample(0));
        var after = subscription.take(Duration.ofSeconds(20));
        assertThat(after.gapBefore()).isTrue();
        assertThat(after.rebooted()).isTrue();
        assertThat(board.linkStatistics().reconnects()).isEqualTo(1);
    }

    @Test
    void shouldTellThatItDidNotReboot() throws Exception {
        fake.cut();
        assertThat(recorder.next()).startsWith("lost: ");
        assertThat(recorder.next()).isEqualTo("restored");
    }

    @Test
    void shouldFailWhatWaitsAtOnceWhenTheLinkBreaks() throws Exception {
        Exchange exchange = plugOnly();
        fake.answers.put(BodyCase.EXCHANGE, request -> {
            fake.cut();
            return null;
        });
        long begin = System.nanoTime();
        assertThat(exchange.run()).isEqualTo(Exchange.LINK_LOST);
        assertThat(System.nanoTime() - begin).isLessThan(10_000 * MS);
    }

    @Test
    void shouldTellALossToTheLoopWithoutClosingTheLinkFirst() {
        CountDownLatch mayEnd = new CountDownLatch(1);
        URI uri = URI.create(fake.uri());
        LinkOpener opener = deadlineNs -> new SlowToClose(Links.open(uri, deadlineNs), mayEnd);
        try (Board slow = open(PATIENT, PATIENT_TIMING, opener)) {
            ExchangePlan plan = slow.exchange();
            plan.read(slow.digitalInput("plug"));
            Exchange exchange = plan.prepare();
            fake.answers.put(BodyCase.EXCHANGE, request -> {
                fake.cut();
                return null;
            });
            assertThat(exchange.run()).isEqualTo(Exchange.LINK_LOST);
            assertThat(mayEnd.getCount()).isEqualTo(1);
            mayEnd.countDown();
        } finally {
            mayEnd.countDown();
        }
    }

    @Test
    void shouldSayWhyItIsNotConnected() throws Exception {
        fake.down();
        assertThat(recorder.next()).startsWith("lost: ");
        assertThat(board.isConnected()).isFalse();
        BoardException e = catchThrowableOfType(
                BoardException.class, () -> board.digitalInput("plug").read());
        assertThat(e.kind()).isEqualTo(Kind.LINK_LOST);
        fake.up();
        assertThat(recorder.next()).isEqualTo("restored");
        assertThat(board.digitalInput("plug").read()).isFalse();
    }

    @Test
    void shouldStayLostWhenReconnectionIsOff() throws Exception {
        Recorder own = new Recorder();
        try (Board once = open(PATIENT.withReconnect(false), PATIENT_TIMING)) {
            once.onEvent(own);
            fake.cut();
            assertThat(own.next()).startsWith("lost: ");
            assertThat(once.isConnected()).isFalse();
        }
    }

    @Test
    void shouldNeverWorkAgainWithOtherChannels() throws Exception {
        Exchange exchange = plugOnly();
        fake.schemaHash = 8;
        CountDownLatch seen = new CountDownLatch(1);
        fake.answers.put(BodyCase.HELLO, request -> {
            seen.countDown();
            return fake.usual(request);
        });
        fake.cut();
        assertThat(recorder.next()).startsWith("lost: ");
        assertThat(seen.await(20, TimeUnit.SECONDS)).isTrue();
        int status = Exchange.LINK_LOST;
        for (long until = System.nanoTime() + 20_000 * MS;
                status == Exchange.LINK_LOST && System.nanoTime() < until; ) {
            status = exchange.run();
            Thread.onSpinWait();
        }
        assertThat(status).isEqualTo(Exchange.REFUSED);
        assertThat(exchange.failure(status).kind()).isEqualTo(Kind.VERSION);
        assertThat(exchange.failure(status)).hasMessageContaining("other channels than before");
        assertThat(board.isConnected()).isFalse();
        assertThat(catchThrowableOfType(BoardException.class, board::makeSafe).kind())
                .isEqualTo(Kind.VERSION);
    }

    @Test
    void shouldOpenTheBenchAlthoughTheBoardIsAway() throws Exception {
        fake.answers.put(BodyCase.HELLO, FakeBoard.SILENT);
        fake.cut();
        assertThat(recorder.next()).startsWith("lost: ");
        fake.bench = request -> null;
        board.bench().close();
        board.close();
        assertThat(catchThrowableOfType(BoardException.class, board::bench).kind())
                .isEqualTo(Kind.CLOSED);
    }

    @Test
    void shouldFindAHalfOpenLink() throws Exception {
        Recorder own = new Recorder();
        try (Board nervous = open(PATIENT, NERVOUS)) {
            nervous.onEvent(own);
            fake.deaf = true;
            assertThat(own.next()).startsWith("lost: nothing heard for ");
            fake.deaf = false;
            assertThat(own.next()).isEqualTo("restored");
        }
    }

    @Test
    void shouldFindAHalfOpenLinkWhileALoopRuns() throws Exception {
        board.close();
        board = open(PATIENT, NERVOUS);
        Exchange exchange = plugOnly();
        fake.deaf = true;
        LoopReport report = ControlLoop.on(exchange)
                .period(Duration.ofMillis(5))
                .step(cycle -> {
                    if (cycle.status() == Exchange.LINK_LOST) {
                        fake.deaf = false;
                    } else if (cycle.ok()) {
                        cycle.stop();
                    }
                })
                .build()
                .run(Duration.ofSeconds(30));
        assertThat(report.end()).isEqualTo(LoopEnd.STOPPED);
        assertThat(report.deadlines()).isPositive();
        assertThat(report.resumed()).isPositive();
    }

    @Test
    void shouldSayHelloAgainWhenTheBoardHasRestartedBehindALinkThatStays() throws Exception {
        Exchange exchange = plugOnly();
        fake.bootId = 5;
        fake.answers.put(BodyCase.EXCHANGE, request -> {
            fake.answers.clear();
            return FakeBoard.error(ErrorKind.NOT_READY, 0, "hello first");
        });
        assertThat(exchange.run()).isEqualTo(Exchange.LINK_LOST);
        assertThat(recorder.next()).isEqualTo("lost: the board has restarted");
        assertThat(recorder.next()).isEqualTo("restored, rebooted");
        assertThat(exchange.run()).isEqualTo(Exchange.OK);
    }

    @Test
    void shouldReconnectAfterAReset() throws Exception {
        fake.bootId = 3;
        board.reset();
        assertThat(recorder.next()).isEqualTo("lost: the board was reset");
        assertThat(recorder.next()).isEqualTo("restored, rebooted");
    }

    @Test
    void shouldEndAnAttemptToConnectWithClose() throws Exception {
        CountDownLatch inHello = new CountDownLatch(1);
        fake.answers.put(BodyCase.HELLO, request -> {
            inHello.countDown();
            return null;
        });
        fake.cut();
        assertThat(inHello.await(20, TimeUnit.SECONDS)).isTrue();
        long begin = System.nanoTime();
        board.close();
        assertThat(System.nanoTime() - begin).isLessThan(1_500 * MS);
    }

    @Test
    void shouldPassTheReadersRoleOn() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        LinkedBlockingQueue<BoardException> failures = new LinkedBlockingQueue<>();
        fake.answers.put(BodyCase.READ, request -> {
            asked.countDown();
            return null;
        });
        Thread waits = new Thread(() -> failures.add(catchThrowableOfType(
                BoardException.class, () -> board.digitalInput("plug").read())));
        waits.start();
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(board.clock().nowNs()).isPositive();
        fake.cut(); // the waiting thread learns it although nobody else calls
        assertThat(failures.poll(10, TimeUnit.SECONDS).kind()).isEqualTo(Kind.LINK_LOST);
    }
}
