package dev.platine.hal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.frame.FrameKind;
import dev.platine.core.protocol.Descriptions;
import dev.platine.core.protocol.proto.BoardDescription;
import dev.platine.core.protocol.proto.BoardEvent;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.BoardRequest.BodyCase;
import dev.platine.core.protocol.proto.ChannelDescription;
import dev.platine.core.protocol.proto.ChannelDescriptions;
import dev.platine.core.protocol.proto.ErrorKind;
import dev.platine.core.protocol.proto.ExchangeReply;
import dev.platine.core.protocol.proto.HelloReply;
import dev.platine.core.protocol.proto.Notice;
import dev.platine.core.protocol.proto.Sample;
import dev.platine.hal.Board;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.Boards;
import dev.platine.hal.Channels;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import dev.platine.hal.OpenOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileBoardTest {
    private static final OpenOptions BRIEF = OpenOptions.DEFAULT
            .withConnectDeadline(Duration.ofMillis(1_000))
            .withRequestDeadline(Duration.ofSeconds(20));

    private FakeBoard fake;

    @BeforeEach
    void begin() throws IOException {
        fake = new FakeBoard(Channels.ALL);
    }

    @AfterEach
    void end() throws IOException {
        fake.close();
    }

    private static BoardException failure(ThrowingCallable call) {
        return catchThrowableOfType(BoardException.class, call);
    }

    private BoardException openFails(BodyCase request, Function<BoardRequest, BoardReply> answer) {
        fake.answers.put(request, answer);
        return failure(() -> Boards.open(fake.uri(), BRIEF.withConnectDeadline(Duration.ofSeconds(20))));
    }

    private Board open() {
        fake.slow = true;
        return Boards.open(fake.uri(), BRIEF.withConnectDeadline(Duration.ofSeconds(20)));
    }

    private static Exchange plugOnly(Board board) {
        ExchangePlan plan = board.exchange();
        plan.read(board.digitalInput("plug"));
        return plan.prepare();
    }

    @Test
    void shouldSayBothRangesWhenNoVersionIsCommon() {
        BoardException refused =
                openFails(BodyCase.HELLO, request -> FakeBoard.error(ErrorKind.VERSION, 0, "this board speaks 2 to 3"));
        assertThat(refused.kind()).isEqualTo(Kind.VERSION);
        assertThat(refused)
                .hasMessageEndingWith("no common protocol version: this host speaks 1 to 1, the board says: this board"
                        + " speaks 2 to 3");
        BoardException chosen = openFails(BodyCase.HELLO, request -> helloWith(h -> h.setProtocol(9)));
        assertThat(chosen.kind()).isEqualTo(Kind.VERSION);
        assertThat(chosen).hasMessageEndingWith("this host speaks 1 to 1, the board speaks 9");
    }

    private BoardReply helloWith(Function<HelloReply.Builder, HelloReply.Builder> change) {
        return BoardReply.newBuilder().setHello(change.apply(fake.hello(4096))).build();
    }

    @Test
    void shouldRefuseAnUnsoundHello() {
        assertThat(openFails(BodyCase.HELLO, request -> FakeBoard.done())).hasMessageContaining("with done");
        assertThat(openFails(BodyCase.HELLO, request -> helloWith(h -> h.setMaxFrameToBoard(255))))
                .hasMessageContaining("to board=255");
        assertThat(openFails(BodyCase.HELLO, request -> helloWith(h -> h.setMaxFrameToHost(-1))))
                .hasMessageContaining("to host=4294967295");
        BoardException e = openFails(BodyCase.HELLO, request -> helloWith(h -> h.setWindow(0)));
        assertThat(e).hasMessageContaining("window=0");
        assertThat(e.kind()).isEqualTo(Kind.PROTOCOL);
    }

    @Test
    void shouldTakeAbsurdlyLargePromisesForTheMostThereIs() {
        fake.answers.put(
                BodyCase.HELLO,
                request -> helloWith(h -> h.setWindow(-1).setMaxPlans(-1).setMaxSubscriptions(Integer.MAX_VALUE)));
        try (Board board = open()) {
            assertThat(plugOnly(board).run()).isEqualTo(Exchange.OK);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4_097, Integer.MAX_VALUE})
    void shouldRefuseAnAbsurdNumberOfChannels(int count) {
        BoardException e = openFails(
                BodyCase.DESCRIBE_BOARD,
                request -> BoardReply.newBuilder()
                        .setDescribeBoard(BoardDescription.newBuilder().setChannelCount(count))
                        .build());
        assertThat(e.kind()).isEqualTo(Kind.PROTOCOL);
        assertThat(e).hasMessageContaining("channelCount=" + Integer.toUnsignedString(count));
    }

    static Stream<Arguments> pages() {
        ChannelDescription plug = Descriptions.toMessage(ChannelSpec.digitalInput(0, "plug", ""));
        return Stream.of(
                Arguments.of("describes none from 0", page()),
                Arguments.of(
                        "describes more",
                        page(Stream.generate(() -> plug).limit(11).toArray(ChannelDescription[]::new))),
                Arguments.of(
                        "must be the position 1: id=0",
                        page(Stream.generate(() -> plug).limit(10).toArray(ChannelDescription[]::new))),
                Arguments.of(
                        "must be 1 to 31 of [a-z0-9_.]",
                        page(plug.toBuilder().setName("PLUG!").build())),
                Arguments.of(
                        "known channel kind",
                        page(plug.toBuilder().setKindValue(77).build())),
                Arguments.of(
                        "must be finite: minimum=NaN",
                        page(plug.toBuilder().setMinimum(Float.NaN).build())),
                Arguments.of(
                        "must not be above maximum",
                        page(plug.toBuilder().setMinimum(9).build())));
    }

    private static ChannelDescriptions page(ChannelDescription... channels) {
        return ChannelDescriptions.newBuilder()
                .addAllChannels(java.util.List.of(channels))
                .build();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldRefuseAnUnsoundDescription(String why, ChannelDescriptions page) {
        BoardException e = openFails(
                BodyCase.DESCRIBE_CHANNELS,
                request -> BoardReply.newBuilder().setDescribeChannels(page).build());
        assertThat(e.kind()).isEqualTo(Kind.PROTOCOL);
        assertThat(e).hasMessageContaining(why);
    }

    @Test
    void shouldGiveUpADescriptionThatNeverEnds() {
        fake.answers.put(BodyCase.DESCRIBE_CHANNELS, request -> {
            for (int i = 0; i < 100_000; i++) {
                fake.event(BoardEvent.newBuilder()
                        .setNotice(Notice.newBuilder().setText("patience"))
                        .build());
            }
            return null;
        });
        long begin = System.nanoTime();
        BoardException e = failure(() -> Boards.open(fake.uri(), BRIEF));
        assertThat(e.kind()).isEqualTo(Kind.DEADLINE);
        assertThat(System.nanoTime() - begin).isBetween(1_000_000_000L, 20_000_000_000L);
    }

    @Test
    void shouldFindItsFeetAfterGarbage() {
        try (Board board = open()) {
            Exchange exchange = plugOnly(board);
            Random random = new Random(42);
            for (int i = 0; i < 200; i++) {
                byte[] garbage = new byte[random.nextInt(6_000)];
                random.nextBytes(garbage);
                fake.raw(garbage);
                fake.raw(new byte[] {0});
                assertThat(exchange.run()).isEqualTo(Exchange.OK);
            }
            var found = board.linkStatistics();
            assertThat(found.badCrc() + found.malformed() + found.overlong()).isGreaterThan(200);
        }
    }

    @Test
    void shouldEndByItsDeadlineInAFloodOfGarbage() throws Exception {
        try (Board board = open()) {
            Exchange exchange = plugOnly(board);
            byte[] flood = new byte[1 << 16];
            java.util.Arrays.fill(flood, (byte) 7);
            fake.answers.put(BodyCase.EXCHANGE, request -> {
                fake.answers.clear();
                Thread pours = new Thread(() -> {
                    for (int i = 0; i < 400 && fake.connected(); i++) {
                        fake.raw(flood);
                    }
                });
                pours.setDaemon(true);
                pours.start();
                return null;
            });
            assertThat(exchange.run(System.nanoTime() + 20_000_000)).isEqualTo(Exchange.DEADLINE);
        }
    }

    @Test
    void shouldCountRepliesThatNobodyAskedFor() {
        try (Board board = open()) {
            fake.sequences = sequence -> sequence + 1_000;
            BoardException e = failure(() -> board.digitalInput("plug").read(Duration.ofMillis(500)));
            assertThat(e.kind()).isEqualTo(Kind.DEADLINE);
            fake.sequences = sequence -> sequence;
            assertThat(board.digitalInput("plug").read()).isFalse();
            assertThat(board.linkStatistics().lateReplies()).isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseAnExchangeWithAnotherNumberOfValues() {
        try (Board board = open()) {
            Exchange exchange = plugOnly(board);
            for (int count : new int[] {0, 2, 500}) {
                ExchangeReply.Builder reply = ExchangeReply.newBuilder();
                for (int i = 0; i < count; i++) {
                    reply.addValues(1);
                }
                fake.answers.put(
                        BodyCase.EXCHANGE,
                        request -> BoardReply.newBuilder().setExchange(reply).build());
                assertThat(exchange.run()).isEqualTo(Exchange.REFUSED);
                assertThat(exchange.failure(Exchange.REFUSED).kind()).isEqualTo(Kind.PROTOCOL);
                assertThat(exchange.failure(Exchange.REFUSED)).hasMessageContaining("must have 1 values");
            }
            fake.answers.put(BodyCase.EXCHANGE, request -> FakeBoard.done());
            assertThat(exchange.run()).isEqualTo(Exchange.REFUSED);
            assertThat(exchange.failure(Exchange.REFUSED)).hasMessageContaining("answered an exchange with done");
        }
    }

    @Test
    void shouldRefuseTextThatIsNoUtf8() {
        try (Board board = open()) {
            byte[] bad = {(byte) 0xff, (byte) 0xfe};
            byte[] reply = readReplyWithText(bad);
            fake.bytes = request -> request.hasRead() ? reply : null;
            BoardException e = failure(() -> board.textInput("log").read());
            assertThat(e.kind()).isEqualTo(Kind.PROTOCOL);
            assertThat(e).hasMessageContaining("UTF-8");
        }
    }

    /** BoardReply.read (7) with ReadReply.text (3), written by hand: protobuf-java would not. */
    private static byte[] readReplyWithText(byte[] text) {
        ByteString body =
                ByteString.copyFrom(new byte[] {3 << 3 | 2, (byte) text.length}).concat(ByteString.copyFrom(text));
        return ByteString.copyFrom(new byte[] {7 << 3 | 2, (byte) body.size()})
                .concat(body)
                .toByteArray();
    }

    @Test
    void shouldCountEventsThatMakeNoSense() throws Exception {
        try (Board board = open();
                var subscription = board.subscribe("plug", "mains_v").open()) {
            fake.event(BoardEvent.newBuilder()
                    .setSample(Sample.newBuilder().addValues(1))
                    .build());
            fake.event(BoardEvent.newBuilder()
                    .setSample(Sample.newBuilder().setSubscription(-5))
                    .build());
            fake.event(BoardEvent.newBuilder()
                    .setSample(Sample.newBuilder().setSubscription(3))
                    .build());
            fake.event(BoardEvent.getDefaultInstance());
            fake.peers.get(0).send(FrameKind.BOARD_EVENT, 0, new byte[] {-1, -1, -1});
            fake.peers.get(0).send(FrameKind.BENCH_REPLY, 0, new byte[] {});
            assertThat(board.clock().nowNs()).isPositive();
            assertThat(board.linkStatistics().malformed()).isEqualTo(5);
            assertThat(subscription.poll()).isNull();
        }
    }

    @Test
    void shouldEndEveryRequestWhateverTheReply() {
        Random random = new Random(7);
        try (Board board = open()) {
            Exchange exchange = plugOnly(board);
            fake.bytes = request -> noise(random, request);
            for (int i = 0; i < 1_000; i++) {
                assertThat(exchange.run()).isIn(Exchange.OK, Exchange.REFUSED, Exchange.LINK_LOST);
                BoardException e = failure(() -> board.digitalInput("plug").read());
                assertThat(e == null ? Kind.PROTOCOL : e.kind()).isNotIn(Kind.DEADLINE, Kind.INTERRUPTED, Kind.CLOSED);
            }
        }
    }

    /** Half of the time nothing but noise, else a good reply with a changed byte. */
    private byte[] noise(Random random, BoardRequest request) {
        if (request.hasHello() || request.hasRegisterPlan()) {
            return null; // so that it can come back after a NOT_READY by chance
        }
        byte[] reply = fake.usual(request).toByteArray();
        if (random.nextBoolean()) {
            reply = new byte[random.nextInt(300)];
            random.nextBytes(reply);
        } else {
            reply[random.nextInt(reply.length)] = (byte) random.nextInt();
        }
        return reply;
    }
}
