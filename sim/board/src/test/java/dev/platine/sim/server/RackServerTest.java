package dev.platine.sim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.frame.FrameKind;
import dev.platine.core.protocol.Descriptions;
import dev.platine.core.protocol.proto.BenchRequest;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.ChannelDescription;
import dev.platine.core.protocol.proto.DescribeBoard;
import dev.platine.core.protocol.proto.DescribeChannels;
import dev.platine.core.protocol.proto.ErrorKind;
import dev.platine.core.protocol.proto.HelloReply;
import dev.platine.core.protocol.proto.MakeSafe;
import dev.platine.core.protocol.proto.Read;
import dev.platine.core.protocol.proto.ReadClock;
import dev.platine.core.protocol.proto.Reset;
import dev.platine.core.protocol.proto.SafeState;
import dev.platine.core.protocol.proto.Subscribe;
import dev.platine.core.protocol.proto.Write;
import dev.platine.hal.BoardException;
import dev.platine.sim.service.FakeBoard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RackServerTest {
    private final FakeRack rack = new FakeRack("left");
    private RackServer server;

    @BeforeEach
    void start() {
        server = RackServer.builder(rack).listen("tcp://:0").start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static BoardRequest.Builder request() {
        return BoardRequest.newBuilder();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void shouldExchangeOverEachTransport(Transport transport) throws IOException {
        org.junit.jupiter.api.Assumptions.assumeTrue(
                transport == Transport.NIO || io.netty.channel.epoll.Epoll.isAvailable(), "no epoll here");
        try (RackServer other = RackServer.builder(rack)
                        .transport(transport)
                        .listen("tcp://:0")
                        .start();
                RawClient client = RawClient.greet(other)) {
            assertThat(client.register(2, List.of(FakeBoard.VOLTS, FakeBoard.LIMIT), List.of(FakeBoard.LIMIT))
                            .hasDone())
                    .isTrue();
            rack.inside(() -> rack.board("left").bank.publish(FakeBoard.VOLTS, 2.5));
            rack.inside(() -> rack.board("left").run(77));
            BoardReply reply = client.ask(RawClient.exchange(2, FakeBoard.bits(16)));
            assertThat(reply.getExchange().getValuesList()).containsExactly(FakeBoard.bits(2.5), FakeBoard.bits(16));
            assertThat(reply.getExchange().getBoardTimeNs()).isEqualTo(77);
        }
    }

    @Test
    void shouldAgreeOnTheSmallerOfBothEnds() throws IOException {
        try (RawClient client = RawClient.connect(server)) {
            HelloReply hello = client.ask(request()
                            .setHello(RawClient.hello("left")
                                    .setMaxFrameReceive(300)
                                    .setMaxFrameSend(60_000)
                                    .setProtocolMax(9))
                            .build())
                    .getHello();
            assertThat(hello.getProtocol()).isOne();
            assertThat(hello.getMaxFrameToHost()).isEqualTo(300);
            assertThat(hello.getMaxFrameToBoard()).isEqualTo(4_096);
            assertThat(hello.getWindow()).isEqualTo(4);
            assertThat(hello.getFeatures()).isEqualTo(15);
            assertThat(hello.getBoard()).isEqualTo("left");
            assertThat(hello.getSchemaHash())
                    .isEqualTo(rack.board("left").description.schemaHash());
            assertThat(hello.getBootId()).isOne();
            int all = FakeBoard.PULSES;
            assertThat(client.register(0, List.of(0, 1, 2, 3, all), List.of()).hasDone())
                    .isTrue();
        }
    }

    @Test
    void shouldDescribeTheBoardInPagesThatFit() throws IOException {
        try (RawClient client = RawClient.connect(server)) {
            client.ask(request()
                    .setHello(RawClient.hello("").setMaxFrameReceive(256))
                    .build());
            var board = client.ask(request()
                    .setDescribeBoard(DescribeBoard.getDefaultInstance())
                    .build());
            assertThat(board.getDescribeBoard().getModel()).isEqualTo("fake-1");
            List<ChannelSpec> found = new ArrayList<>();
            int pages = 0;
            while (found.size() < board.getDescribeBoard().getChannelCount()) {
                for (ChannelDescription channel : client.ask(request()
                                .setDescribeChannels(
                                        DescribeChannels.newBuilder().setFirst(found.size()))
                                .build())
                        .getDescribeChannels()
                        .getChannelsList()) {
                    found.add(Descriptions.channel(channel));
                }
                pages++;
            }
            assertThat(found).isEqualTo(rack.board("left").description.channels());
            assertThat(pages).isGreaterThan(1);
        }
    }

    @Test
    void shouldReadWriteAndTellTheTime() throws IOException {
        try (RawClient client = RawClient.greet(server)) {
            assertThat(client.ask(request()
                                    .setWrite(Write.newBuilder()
                                            .setChannel(FakeBoard.RELAY)
                                            .setBits(1))
                                    .build())
                            .hasDone())
                    .isTrue();
            assertThat(client.ask(request()
                                    .setRead(Read.newBuilder().setChannel(FakeBoard.RELAY))
                                    .build())
                            .getRead()
                            .getBits())
                    .isOne();
            client.ask(request()
                    .setWrite(Write.newBuilder().setChannel(FakeBoard.SAY).setText("hello"))
                    .build());
            assertThat(client.ask(request()
                                    .setRead(Read.newBuilder().setChannel(FakeBoard.SAY))
                                    .build())
                            .getRead()
                            .getText())
                    .isEqualTo("hello");
            rack.inside(() -> rack.board("left").run(5_000));
            assertThat(client.ask(request()
                                    .setReadClock(ReadClock.getDefaultInstance())
                                    .build())
                            .getReadClock()
                            .getBoardTimeNs())
                    .isEqualTo(5_000);
        }
    }

    @Test
    void shouldNameTheChannelThatIsToBlame() throws IOException {
        try (RawClient client = RawClient.greet(server)) {
            client.register(0, List.of(), List.of(FakeBoard.RELAY, FakeBoard.LIMIT));
            var error = client.ask(RawClient.exchange(0, 1, FakeBoard.bits(Double.NaN)))
                    .getError();
            assertThat(error.getKind()).isEqualTo(ErrorKind.OUT_OF_RANGE);
            assertThat(error.getChannel()).isEqualTo(FakeBoard.LIMIT);
            assertThat(error.getReason()).contains("limit=NaN");
            assertThat(client.ask(RawClient.exchange(0, 1)).getError().getReason())
                    .isEqualTo("plan 0 writes 2 channels: values=1");
            assertThat(client.ask(RawClient.exchange(5)).getError().getKind()).isEqualTo(ErrorKind.NOT_FOUND);
            assertThat(client.ask(RawClient.exchange(-1)).getError().getReason())
                    .contains("plan=4294967295");
        }
    }

    @Test
    void shouldSendEventsAfterTheReplyThatAskedForThem() throws IOException {
        try (RawClient client = RawClient.greet(server)) {
            int sequence = client.send(request()
                    .setSubscribe(Subscribe.newBuilder().setSubscription(3).addChannels(FakeBoard.BUTTON))
                    .build());
            RawClient.Frame reply = client.next();
            assertThat(reply.kind).isEqualTo(FrameKind.BOARD_REPLY);
            assertThat(reply.sequence).isEqualTo(sequence);
            assertThat(client.next().event().getSample().getValuesList()).containsExactly(0);
            rack.inside(() -> {
                rack.board("left").bank.publish(FakeBoard.BUTTON, 1);
                rack.board("left").run(1);
            });
            RawClient.Frame event = client.next();
            assertThat(event.kind).isEqualTo(FrameKind.BOARD_EVENT);
            assertThat(event.sequence).isOne();
            assertThat(event.event().getSample().getValuesList()).containsExactly(1);
        }
    }

    @Test
    void shouldTellOtherConnectionsWhenOutputsAreMadeSafe() throws IOException {
        try (RawClient one = RawClient.greet(server);
                RawClient other = RawClient.greet(server)) {
            one.ask(request()
                    .setWrite(Write.newBuilder().setChannel(FakeBoard.RELAY).setBits(1))
                    .build());
            one.ask(request().setMakeSafe(MakeSafe.getDefaultInstance()).build());
            SafeState event = other.next().event().getSafeState();
            assertThat(event.getReason()).isEqualTo(SafeState.Reason.MADE_SAFE);
            assertThat(event.getChannelsList()).containsExactly(FakeBoard.RELAY);
        }
    }

    @Test
    void shouldAnswerResetThenCloseEveryConnectionToTheBoard() throws IOException {
        try (RawClient one = RawClient.greet(server);
                RawClient other = RawClient.greet(server)) {
            assertThat(one.ask(request().setReset(Reset.getDefaultInstance()).build())
                            .hasDone())
                    .isTrue();
            assertThat(one.closedByServer()).isTrue();
            assertThat(other.closedByServer()).isTrue();
            try (RawClient again = RawClient.connect(server)) {
                var hello = again.ask(request().setHello(RawClient.hello("")).build())
                        .getHello();
                assertThat(hello.getBootId()).isEqualTo(2);
            }
        }
    }

    @Test
    void shouldKeepTheConnectionOfABoardWithoutPower() throws IOException {
        try (RawClient client = RawClient.greet(server)) {
            client.register(0, List.of(FakeBoard.VOLTS), List.of());
            rack.inside(() -> rack.board("left").failure = "the board has no power");
            assertThat(client.ask(RawClient.exchange(0)).getError().getKind()).isEqualTo(ErrorKind.BOARD_FAILURE);
            try (RawClient late = RawClient.connect(server)) {
                var error = late.ask(request().setHello(RawClient.hello("")).build())
                        .getError();
                assertThat(error.getReason()).isEqualTo("the board has no power");
            }
            rack.inside(() -> rack.board("left").failure = null);
            assertThat(client.ask(RawClient.exchange(0)).hasExchange()).isTrue();
        }
    }

    @Test
    void shouldServeSeveralBoardsByName() throws IOException {
        FakeRack two = new FakeRack("left", "right");
        try (RackServer other =
                        RackServer.builder(two).listen("tcp://localhost:0").start();
                RawClient client = RawClient.connect(other)) {
            assertThat(other.endpoints().get(0).uri())
                    .startsWith("tcp://localhost:")
                    .endsWith("/left");
            assertThat(other.endpoints().get(0).uri("right")).endsWith("/right");
            assertThatThrownBy(() -> other.endpoints().get(0).uri("middle")).hasMessageContaining("[left, right]");
            var unnamed =
                    client.ask(request().setHello(RawClient.hello("")).build()).getError();
            assertThat(unnamed.getKind()).isEqualTo(ErrorKind.NOT_FOUND);
            assertThat(unnamed.getReason()).isEqualTo("name the board; here are left, right");
            var right = client.ask(request().setHello(RawClient.hello("right")).build());
            assertThat(right.getHello().getBoard()).isEqualTo("right");
            assertThat(two.sessions("right")).isOne();
        }
    }

    @Test
    void shouldSayOnceThatAPortIsInUse() {
        String taken = server.endpoints().get(0).uri();
        assertThatThrownBy(() -> RackServer.builder(rack).listen(taken).start())
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.BUSY))
                .hasMessageMatching(
                        "tcp://127.0.0.1:\\d+: listen: port \\d+ is in use; choose another, or 0 for any free one");
    }

    @Test
    void shouldTellAClientTooManyThatTheServerIsFull() throws IOException {
        try (RackServer small = RackServer.builder(rack)
                        .limits(ServerLimits.DEFAULT.withMaxConnections(1))
                        .listen("tcp://:0")
                        .start();
                RawClient first = RawClient.greet(small);
                RawClient second = RawClient.connect(small)) {
            var error =
                    second.ask(request().setHello(RawClient.hello("")).build()).getError();
            assertThat(error.getKind()).isEqualTo(ErrorKind.BUSY);
            assertThat(error.getReason()).startsWith("1 connections are open");
            assertThat(second.closedByServer()).isTrue();
            assertThat(first.ask(request()
                                    .setReadClock(ReadClock.getDefaultInstance())
                                    .build())
                            .hasReadClock())
                    .isTrue();
            assertThat(small.statistics().refused()).isOne();
            try (RawClient bench = RawClient.connect(small)) {
                var refused = bench.ask(
                        BenchRequest.newBuilder().setHello(RawClient.hello("")).build());
                assertThat(refused.getError().getKind()).isEqualTo(ErrorKind.BUSY);
            }
        }
    }
}
