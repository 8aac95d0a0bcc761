package dev.platine.sim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.core.frame.FrameKind;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.DescribeChannels;
import dev.platine.core.protocol.proto.ErrorKind;
import dev.platine.core.protocol.proto.Exchange;
import dev.platine.core.protocol.proto.ReadClock;
import dev.platine.core.protocol.proto.RegisterPlan;
import dev.platine.core.protocol.proto.Sample;
import dev.platine.core.protocol.proto.Subscribe;
import dev.platine.sim.service.FakeBoard;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What bad clients do; a healthy one exchanges meanwhile and notices nothing. */
class HostileClientTest {
    static {
        LeakWatch.install();
    }

    private static final long MS = 1_000_000;
    private static final Duration HELLO_DEADLINE = Duration.ofMillis(300);

    private final FakeRack rack = new FakeRack("left");
    private RackServer server;
    private Neighbour neighbour;

    @BeforeEach
    void start() throws IOException {
        server = RackServer.builder(rack)
                .limits(ServerLimits.DEFAULT.withHelloDeadline(HELLO_DEADLINE))
                .listen("tcp://:0")
                .start();
        neighbour = new Neighbour(server);
    }

    @AfterEach
    void stop() throws IOException {
        neighbour.assertServed();
        neighbour.close();
        Awaitility.await("all connections closed")
                .atMost(Duration.ofSeconds(30))
                .until(() -> server.statistics().open() == 0);
        assertThat(rack.sessions("left")).isZero();
        server.close();
        LeakWatch.assertNoLeak();
    }

    private static BoardRequest.Builder request() {
        return BoardRequest.newBuilder();
    }

    private static void assertWorks(RawClient client) throws IOException {
        assertThat(client.ask(request()
                                .setReadClock(ReadClock.getDefaultInstance())
                                .build())
                        .hasReadClock())
                .isTrue();
    }

    @Test
    void shouldFindItsFeetAfterGarbage() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        try (RawClient client = RawClient.greet(server)) {
            for (int i = 0; i < 50; i++) {
                byte[] garbage = new byte[random.nextInt(1, 9_000)];
                random.nextBytes(garbage);
                client.send(garbage);
            }
            client.send(new byte[1]);
            assertWorks(client);
        }
        Awaitility.await().until(() -> server.statistics().badFrames() > 0);
    }

    @Test
    void shouldCloseWhoSpeaksAnotherProtocol() throws IOException {
        try (RawClient client = RawClient.connect(server)) {
            client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.closedByServer()).isTrue();
        }
        assertThat(server.statistics().helloTimeouts()).isOne();
    }

    @Test
    void shouldCloseWhoNeverFinishesItsHello() throws IOException {
        byte[] hello = RawClient.frame(
                FrameKind.BOARD_REQUEST,
                1,
                request().setHello(RawClient.hello("")).build().toByteArray());
        try (RawClient client = RawClient.connect(server)) {
            for (int i = 0; i < hello.length - 1; i++) {
                client.send(new byte[] {hello[i]}); // a byte each, never the last
            }
            assertThat(client.closedByServer()).isTrue();
        }
        assertThat(server.statistics().helloTimeouts()).isOne();
    }

    @Test
    void shouldTakeAHelloThatComesByteByByte() throws IOException {
        byte[] hello = RawClient.frame(
                FrameKind.BOARD_REQUEST,
                1,
                request().setHello(RawClient.hello("")).build().toByteArray());
        try (RawClient client = RawClient.connect(server)) {
            for (byte b : hello) {
                client.send(new byte[] {b});
            }
            assertThat(client.next().reply().hasHello()).isTrue();
        }
    }

    @Test
    void shouldDropWhatIsOverlongTruncatedOrDamaged() throws IOException {
        byte[] good = RawClient.frame(
                FrameKind.BOARD_REQUEST,
                9,
                request().setReadClock(ReadClock.getDefaultInstance()).build().toByteArray());
        try (RawClient client = RawClient.greet(server)) {
            client.send(RawClient.frame(FrameKind.BOARD_REQUEST, 7, new byte[50_000]));
            client.send(Arrays.copyOf(good, good.length - 3));
            client.send(new byte[1]);
            byte[] damaged = good.clone();
            damaged[2] ^= 0x10;
            client.send(damaged);
            client.send(RawClient.frame(0x77, 7, new byte[3]));
            client.send(good);
            assertThat(client.next().sequence)
                    .as("the first answer is the good request's")
                    .isEqualTo(9);
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(server.statistics().badFrames()).isGreaterThanOrEqualTo(4));
    }

    @Test
    void shouldAnswerWhatCannotBeParsed() throws IOException {
        try (RawClient client = RawClient.greet(server)) {
            client.send(RawClient.frame(FrameKind.BOARD_REQUEST, 5, new byte[] {(byte) 0xff, 1, 2}));
            RawClient.Frame frame = client.next();
            assertThat(frame.sequence).isEqualTo(5);
            assertThat(frame.reply().getError().getKind()).isEqualTo(ErrorKind.MALFORMED);
            assertThat(client.ask(BoardRequest.getDefaultInstance()).getError().getKind())
                    .isEqualTo(ErrorKind.MALFORMED);
            client.send(RawClient.frame(FrameKind.BENCH_REQUEST, 6, new byte[] {(byte) 0xff}));
            assertThat(client.next().bench().getError().getKind()).isEqualTo(ErrorKind.MALFORMED);
            client.send(RawClient.frame(FrameKind.BOARD_REPLY, 8, new byte[0]));
            assertWorks(client);
        }
    }

    @Test
    void shouldSayWhyVersionsDoNotMatch() throws IOException {
        try (RawClient client = RawClient.connect(server)) {
            var error = client.ask(request()
                            .setHello(RawClient.hello("").setProtocolMin(2).setProtocolMax(3))
                            .build())
                    .getError();
            assertThat(error.getKind()).isEqualTo(ErrorKind.VERSION);
            assertThat(error.getReason()).contains("speaks 1, the host 2 to 3");
            assertThat(client.ask(request()
                                    .setHello(RawClient.hello("").setMaxFrameSend(100))
                                    .build())
                            .getError()
                            .getKind())
                    .isEqualTo(ErrorKind.OUT_OF_RANGE);
            assertThat(client.ask(request().setHello(RawClient.hello("")).build())
                            .hasHello())
                    .isTrue();
        }
    }

    @Test
    void shouldAskForHelloFirst() throws IOException {
        try (RawClient client = RawClient.connect(server)) {
            assertThat(client.ask(RawClient.exchange(0)).getError().getKind()).isEqualTo(ErrorKind.NOT_READY);
            assertThat(client.register(0, List.of(), List.of()).getError().getReason())
                    .isEqualTo("say hello first");
        }
    }

    @Test
    void shouldBeginAnewWithASecondHello() throws IOException {
        try (RawClient client = RawClient.greet(server)) {
            client.register(0, List.of(FakeBoard.VOLTS), List.of());
            assertThat(client.ask(RawClient.exchange(0)).hasExchange()).isTrue();
            assertThat(client.ask(request().setHello(RawClient.hello("")).build())
                            .hasHello())
                    .isTrue();
            assertThat(client.ask(RawClient.exchange(0)).getError().getKind()).isEqualTo(ErrorKind.NOT_FOUND);
            assertThat(rack.sessions("left")).as("this one and the neighbour's").isEqualTo(2);
        }
    }

    @Test
    void shouldTakeRequestsInAnyOrder() throws IOException {
        try (RawClient client = RawClient.greet(server)) {
            List<Integer> sequences = List.of(900, 3, -1, 3, 0);
            for (int sequence : sequences) {
                byte[] clock = request()
                        .setReadClock(ReadClock.getDefaultInstance())
                        .build()
                        .toByteArray();
                client.send(RawClient.frame(FrameKind.BOARD_REQUEST, sequence, clock));
            }
            List<Integer> answered = new ArrayList<>();
            for (int i = 0; i < sequences.size(); i++) {
                answered.add(client.next().sequence);
            }
            assertThat(answered).isEqualTo(sequences);
        }
    }

    @Test
    void shouldAnswerWhoClosesItsHalfRightAfterAsking() throws IOException {
        try (RawClient client = RawClient.greet(server)) {
            client.send(request().setReadClock(ReadClock.getDefaultInstance()).build());
            client.socket.shutdownOutput();
            assertThat(client.next().reply().hasReadClock()).isTrue();
            assertThat(client.closedByServer()).isTrue();
        }
    }

    @Test
    void shouldReleaseTheSessionOfAClientThatResets() throws IOException {
        for (int i = 0; i < 20; i++) {
            RawClient client = RawClient.greet(server);
            client.send(request().setReadClock(ReadClock.getDefaultInstance()).build());
            client.socket.setSoLinger(true, 0); // the close is a reset, with the answer unread
            client.close();
        }
        Awaitility.await().until(() -> rack.sessions("left") == 1);
    }

    @Test
    void shouldRefuseMoreThanAMessageMayHold() throws IOException {
        try (RawClient client = RawClient.greet(server)) {
            RegisterPlan.Builder plan = RegisterPlan.newBuilder();
            Exchange.Builder exchange = Exchange.newBuilder();
            for (int i = 0; i < 900; i++) {
                plan.addReads(i);
                exchange.addValues(i);
            }
            assertThat(client.ask(request().setRegisterPlan(plan).build())
                            .getError()
                            .getKind())
                    .isEqualTo(ErrorKind.TOO_LARGE);
            assertThat(client.ask(request().setExchange(exchange).build())
                            .getError()
                            .getKind())
                    .isEqualTo(ErrorKind.TOO_LARGE);
            assertWorks(client);
        }
    }

    @Test
    void shouldTellASlowReaderWhatItLost() throws IOException {
        Socket socket = RawClient.socket(server);
        socket.setReceiveBufferSize(4_096);
        try (RawClient client = new RawClient(socket)) {
            client.ask(request().setHello(RawClient.hello("")).build());
            Subscribe.Builder subscribe = Subscribe.newBuilder().setPeriodUs(100);
            subscribe.addAllChannels(List.of(0, 1, 2, 3, FakeBoard.PULSES));
            client.ask(request().setSubscribe(subscribe).build());
            int samples = 200_000;
            for (int i = 0; i < samples / 100; i++) { // far more than the sockets hold, and nobody reads
                rack.inside(() -> rack.board("left").run(10 * MS));
            }
            neighbour.assertServed();
            int expected = 0;
            long lost = 0;
            while (expected <= samples) {
                RawClient.Frame frame = client.next();
                if (frame.kind == FrameKind.BOARD_EVENT) {
                    Sample sample = frame.event().getSample();
                    assertThat(sample.getSequence() - sample.getLost())
                            .as("every sample is sent or counted")
                            .isEqualTo(expected);
                    expected = sample.getSequence() + 1;
                    lost += sample.getLost();
                }
            }
            assertThat(lost).isGreaterThan(samples / 4);
            assertWorks(client);
        }
        Awaitility.await().until(() -> server.statistics().lostEvents() > 0);
    }

    @Test
    void shouldStopReadingFromWhoNeverReadsItsReplies() throws Exception {
        Socket socket = RawClient.socket(server);
        try (RawClient client = new RawClient(socket)) {
            client.ask(request().setHello(RawClient.hello("")).build());
            byte[] ask = RawClient.frame(
                    FrameKind.BOARD_REQUEST,
                    1,
                    request()
                            .setDescribeChannels(DescribeChannels.getDefaultInstance())
                            .build()
                            .toByteArray());
            byte[] many = new byte[ask.length * 500];
            for (int i = 0; i < 500; i++) {
                System.arraycopy(ask, 0, many, i * ask.length, ask.length);
            }
            int rounds = 4_000; // 30 MB of requests, more than the sockets hold, for 700 MB of answers
            Thread flood = new Thread(() -> {
                try {
                    for (int i = 0; i < rounds; i++) {
                        client.send(many);
                    }
                } catch (IOException e) {
                    // the test ended before it had sent all
                }
            });
            flood.start();
            flood.join(500);
            assertThat(flood.isAlive()).as("the flood is held back").isTrue();
            neighbour.assertServed();
            for (int i = 0; i < 20_000; i++) {
                BoardReply reply = client.next().reply();
                if (!reply.hasDescribeChannels()) {
                    throw new AssertionError("reply " + i + ": " + reply);
                }
            }
        }
    }

    @Test
    void shouldForgetASubscriberThatLeaves() throws IOException {
        for (int i = 0; i < 5; i++) {
            try (RawClient client = RawClient.greet(server)) {
                client.ask(request()
                        .setSubscribe(Subscribe.newBuilder().setPeriodUs(1_000).addChannels(0))
                        .build());
            }
        }
        Awaitility.await().until(() -> rack.sessions("left") == 1);
        rack.inside(() -> {
            assertThat(rack.board("left").clock.armed())
                    .as("timers left behind")
                    .isZero();
        });
    }
}
