package dev.platine.hal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.platine.core.protocol.proto.BoardEvent;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.BoardRequest.BodyCase;
import dev.platine.core.protocol.proto.Error;
import dev.platine.core.protocol.proto.ErrorKind;
import dev.platine.core.protocol.proto.Notice;
import dev.platine.core.protocol.proto.ReadReply;
import dev.platine.core.protocol.proto.SafeState;
import dev.platine.core.protocol.proto.Sample;
import dev.platine.hal.Board;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.Boards;
import dev.platine.hal.Channels;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import dev.platine.hal.OpenOptions;
import dev.platine.hal.Subscription;
import dev.platine.hal.link.Links;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteBoardTest {
    private static final OpenOptions PATIENT = OpenOptions.DEFAULT.withRequestDeadline(Duration.ofSeconds(20));

    private FakeBoard fake;
    private Board board;

    @BeforeEach
    void open() throws Exception {
        fake = new FakeBoard(Channels.ALL);
        board = Boards.open(fake.uri(), PATIENT);
    }

    @AfterEach
    void close() throws Exception {
        board.close();
        fake.close();
    }

    private static BoardException failure(ThrowingCallable call) {
        return catchThrowableOfType(BoardException.class, call);
    }

    private Exchange plugOnly() {
        ExchangePlan plan = board.exchange();
        plan.read(board.digitalInput("plug"));
        return plan.prepare();
    }

    @Test
    void shouldReadTheDescriptionPageByPage() {
        assertThat(board.channels()).isEqualTo(Channels.ALL.channels());
        assertThat(board.info()).isEqualTo(Channels.ALL.info());
        assertThat(fake.count(BodyCase.DESCRIBE_CHANNELS)).isGreaterThan(1);
        assertThat(fake.requests.get(0).getHello().getClient()).isEqualTo("platine");
    }

    @Test
    void shouldReadWriteAndMakeSafe() {
        fake.values.put(2, Channels.bits(231));
        assertThat(board.analogInput("mains_v").read()).isEqualTo(231);
        board.analogOutput("limit_a").write(10, Duration.ofMillis(3));
        assertThat(board.analogOutput("limit_a").read()).isEqualTo(10);
        board.makeSafe();
        assertThat(fake.count(BodyCase.MAKE_SAFE)).isEqualTo(1);
        assertThat(fake.requests)
                .anyMatch(request -> request.hasWrite() && request.getWrite().getLifetimeUs() == 3_000);
        assertThat(board.clock().measure().boundNs()).isPositive();
    }

    @Test
    void shouldCarryText() {
        fake.answers.put(
                BodyCase.READ,
                request -> BoardReply.newBuilder()
                        .setRead(ReadReply.newBuilder().setText("ready"))
                        .build());
        assertThat(board.textInput("log").read()).isEqualTo("ready");
        board.textOutput("shell").write("help");
        assertThat(fake.requests)
                .anyMatch(request -> request.getWrite().getText().equals("help"));
        assertThat(failure(() -> board.textOutput("shell").write("x".repeat(5_000)))
                        .kind())
                .isEqualTo(Kind.TOO_LARGE);
        assertThat(failure(() -> board.digitalInput("plug").read())).hasMessageContaining("without a number");
    }

    @Test
    void shouldTurnAnErrorIntoItsKindWithCodeAndChannel() {
        fake.answers.put(
                BodyCase.WRITE,
                request -> BoardReply.newBuilder()
                        .setError(Error.newBuilder()
                                .setKind(ErrorKind.BUSY)
                                .setGroup(2)
                                .setCode(17)
                                .setChannel(3)
                                .setReason("locked by\npanel"))
                        .build());
        BoardException e = failure(() -> board.digitalOutput("contactor").write(true));
        assertThat(e.kind()).isEqualTo(Kind.BUSY);
        assertThat(e.code()).isEqualTo(17);
        assertThat(e.channel()).isEqualTo("limit_a");
        assertThat(e.operation()).isEqualTo("write");
        assertThat(e).hasMessage(fake.uri() + ": write limit_a: locked by panel (group 2)");
    }

    @Test
    void shouldSayWhyAnExchangeWasRefused() {
        Exchange exchange = plugOnly();
        fake.answers.put(BodyCase.EXCHANGE, request -> FakeBoard.error(ErrorKind.BOARD_FAILURE, 4, "overheated"));
        assertThat(exchange.run()).isEqualTo(Exchange.REFUSED);
        BoardException e = exchange.failure(Exchange.REFUSED);
        assertThat(e.kind()).isEqualTo(Kind.BOARD_FAILURE);
        assertThat(e).hasMessage(fake.uri() + ": exchange: overheated");
        fake.answers.clear();
        assertThat(exchange.run()).isEqualTo(Exchange.OK);
    }

    @Test
    void shouldEndByItsDeadlineAndSkipTheLateReply() {
        Exchange exchange = plugOnly();
        CountDownLatch late = new CountDownLatch(1);
        fake.answers.put(BodyCase.EXCHANGE, request -> {
            await(late);
            return fake.usual(request);
        });
        long begin = System.nanoTime();
        assertThat(exchange.run(begin + 500_000_000)).isEqualTo(Exchange.DEADLINE);
        assertThat(System.nanoTime() - begin).isBetween(500_000_000L, 10_000_000_000L);
        fake.values.put(0, 1);
        late.countDown();
        assertThat(exchange.run()).isEqualTo(Exchange.OK);
        assertThat(board.linkStatistics().lateReplies()).isEqualTo(1);
        assertThat(exchange.run(System.nanoTime() - 1)).isEqualTo(Exchange.DEADLINE);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldServeManyThreadsAtOnce() throws Exception {
        int threads = 8;
        LinkedBlockingQueue<Integer> done = new LinkedBlockingQueue<>();
        for (int t = 0; t < threads; t++) {
            int mine = t;
            Thread thread = new Thread(() -> {
                Exchange exchange = mine < 4 ? plugOnly() : null;
                int ok = 0;
                for (int i = 0; i < 200; i++) {
                    boolean good = exchange == null ? board.clock().nowNs() > 0 : exchange.run() == Exchange.OK;
                    ok += good ? 1 : 0;
                }
                done.add(ok);
            });
            thread.setDaemon(true);
            thread.start();
        }
        for (int t = 0; t < threads; t++) {
            assertThat(done.poll(30, TimeUnit.SECONDS)).isEqualTo(200);
        }
        assertThat(board.linkStatistics().lateReplies()).isZero();
    }

    /** The keeper stays away, so whoever is not woken by another caller waits until its deadline. */
    @Test
    void shouldLoseNoWakeUpWhenCallersPassTheReadersRole() throws Exception {
        Timing noKeeper = new Timing(600_000_000_000L, 1, 600_000_000_000L, 1, 1, 20_000_000_000L);
        LinkOpener opener = deadlineNs -> Links.open(URI.create(fake.uri()), deadlineNs);
        try (Board busy =
                Boards.over(RemoteBoardPort.open(fake.uri(), opener, "", PATIENT, noKeeper), fake.uri(), PATIENT)) {
            LinkedBlockingQueue<String> done = new LinkedBlockingQueue<>();
            CyclicBarrier together = new CyclicBarrier(4);
            for (int t = 0; t < 4; t++) {
                Random random = new Random(t);
                ExchangePlan plan = busy.exchange();
                plan.read(busy.digitalInput("plug"));
                Exchange exchange = plan.prepare();
                Thread thread = new Thread(() -> done.add(hurry(exchange, random, together)));
                thread.setDaemon(true);
                thread.start();
            }
            for (int t = 0; t < 4; t++) {
                assertThat(done.poll(40, TimeUnit.SECONDS)).isEqualTo("ok");
            }
        }
    }

    /**
     * All threads exchange once, then wait for each other, so that nobody's next call reads for who was forgotten. Some give
     * up early, so that a thread that was woken to read may be gone.
     */
    private static String hurry(Exchange exchange, Random random, CyclicBarrier together) {
        try {
            for (int i = 0; i < 1_000; i++) {
                together.await(40, TimeUnit.SECONDS);
                boolean impatient = random.nextInt(4) == 0;
                long begin = System.nanoTime();
                int status = exchange.run(begin + (impatient ? random.nextInt(100_000) : 15_000_000_000L));
                if (status != Exchange.OK && !(impatient && status == Exchange.DEADLINE)) {
                    return "status " + status + " after " + (System.nanoTime() - begin) + " ns";
                }
            }
            return "ok";
        } catch (Exception e) {
            return e.toString();
        }
    }

    @Test
    void shouldAskAgainOnceSilentRequestsAreForgotten() throws Exception {
        fake.window = 2;
        try (Board narrow = Boards.open(fake.uri(), PATIENT)) {
            fake.answers.put(BodyCase.READ, FakeBoard.SILENT);
            var plug = narrow.digitalInput("plug");
            for (int i = 0; i < 2; i++) {
                assertThat(failure(() -> plug.read(Duration.ofMillis(10))).kind())
                        .isEqualTo(Kind.DEADLINE);
            }
            fake.answers.clear();
            assertThat(plug.read()).isFalse();
        }
    }

    @Test
    void shouldEndWhatWaitsWhenItIsClosed() throws Exception {
        LinkedBlockingQueue<BoardException> failures = new LinkedBlockingQueue<>();
        CountDownLatch asked = new CountDownLatch(1);
        fake.answers.put(BodyCase.READ, request -> {
            asked.countDown();
            return null;
        });
        Thread reader = new Thread(
                () -> failures.add(failure(() -> board.digitalInput("plug").read())));
        reader.start();
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        board.close();
        assertThat(failures.poll(10, TimeUnit.SECONDS).kind()).isEqualTo(Kind.CLOSED);
        assertThat(failure(() -> board.digitalInput("plug").read()).kind()).isEqualTo(Kind.CLOSED);
        assertThat(board.isConnected()).isFalse();
    }

    @Test
    void shouldEndARequestWhenItsThreadIsInterrupted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        fake.answers.put(BodyCase.READ, request -> {
            asked.countDown();
            return null;
        });
        LinkedBlockingQueue<BoardException> failures = new LinkedBlockingQueue<>();
        Thread reader = new Thread(
                () -> failures.add(failure(() -> board.digitalInput("plug").read())));
        reader.start();
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        reader.interrupt();
        assertThat(failures.poll(10, TimeUnit.SECONDS).kind()).isEqualTo(Kind.INTERRUPTED);

        Thread.currentThread().interrupt();
        BoardException e = failure(() -> board.digitalInput("plug").read());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(e.kind()).isEqualTo(Kind.INTERRUPTED);
    }

    @Test
    void shouldExchangeAlthoughItsThreadIsInterrupted() {
        Exchange exchange = plugOnly();
        Thread.currentThread().interrupt();
        assertThat(exchange.run()).isEqualTo(Exchange.OK);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void shouldDeliverSamplesEventsAndNotices() throws Exception {
        Recorder recorder = new Recorder();
        board.onEvent(recorder);
        Subscription subscription =
                board.subscribe("mains_v", "plug").every(Duration.ofMillis(10)).open();
        assertThat(fake.subscriptions.get(0).getChannelsList()).containsExactly(2, 0);
        assertThat(fake.subscriptions.get(0).getPeriodUs()).isEqualTo(10_000);
        fake.event(BoardEvent.newBuilder()
                .setSample(Sample.newBuilder()
                        .setBoardTimeNs(99)
                        .addValues(Channels.bits(229))
                        .addValues(1))
                .build());
        var sample = subscription.take(Duration.ofSeconds(20));
        assertThat(sample.number("mains_v")).isEqualTo(229);
        assertThat(sample.boardTimeNs()).isEqualTo(99);
        fake.event(BoardEvent.newBuilder()
                .setSafeState(SafeState.newBuilder()
                        .setReason(SafeState.Reason.LIFETIME_EXPIRED)
                        .setBoardTimeNs(7)
                        .addAllChannels(List.of(1, 3, 99)))
                .build());
        assertThat(recorder.next()).isEqualTo("safe: set-point lifetime expired: contactor, limit_a at 7");
        fake.event(BoardEvent.newBuilder()
                .setNotice(Notice.newBuilder().setText("fan\tfailed").setBoardTimeNs(8))
                .build());
        assertThat(recorder.next()).isEqualTo("notice: fan failed at 8");
        subscription.close();
        assertThat(fake.count(BodyCase.UNSUBSCRIBE)).isEqualTo(1);
    }

    @Test
    void shouldSayWhenTheBoardHasNoRoomForAnotherPlan() {
        for (int i = 0; i < 8; i++) {
            plugOnly();
        }
        BoardException e = failure(this::plugOnly);
        assertThat(e.kind()).isEqualTo(Kind.TOO_LARGE);
        assertThat(e).hasMessageContaining("holds 8 plans");
    }

    @Test
    void shouldDropAPlanWithItsExchange() {
        Exchange exchange = plugOnly();
        exchange.close();
        assertThat(fake.count(BodyCase.DROP_PLAN)).isEqualTo(1);
        assertThatThrownBy(exchange::runOrThrow).hasMessageContaining("used after close");
    }
}
