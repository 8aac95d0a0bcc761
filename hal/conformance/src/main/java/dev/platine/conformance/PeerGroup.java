package dev.platine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.frame.FrameKind;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.Error;
import dev.platine.core.protocol.proto.ErrorKind;
import dev.platine.core.protocol.proto.Exchange;
import dev.platine.core.protocol.proto.Hello;
import dev.platine.core.protocol.proto.Read;
import dev.platine.core.protocol.proto.ReadClock;
import dev.platine.core.protocol.proto.RegisterPlan;
import dev.platine.core.protocol.proto.Subscribe;
import dev.platine.core.protocol.proto.Write;
import dev.platine.hal.Board;
import dev.platine.hal.DigitalOutput;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Peers that do not keep to the protocol: each gets one clear answer, or is dropped, and a neighbour on a connection of its
 * own notices nothing.
 */
interface PeerGroup extends Group {
    BoardRequest CLOCK = BoardRequest.newBuilder()
            .setReadClock(ReadClock.getDefaultInstance())
            .build();

    /** A client beside the bad one, which must be served as if it were alone. */
    private DigitalOutput neighbour() {
        subject().need(Ability.RAW_BYTES);
        subject().need(Ability.CONNECTIONS);
        return subject().digital(subject().open());
    }

    private static void assertServed(DigitalOutput neighbour) {
        for (int i = 0; i < 6; i++) {
            neighbour.write(i % 2 == 0);
            assertThat(neighbour.read()).isEqualTo(i % 2 == 0);
        }
    }

    private RawPeer greeted() {
        RawPeer peer = subject().raw();
        Subject.until("the client before has left a board that takes one", () -> {
            BoardReply reply = peer.ask(1, RawPeer.hello(""));
            assertThat(reply.hasHello() || RawPeer.error(reply).getKind() == ErrorKind.BUSY)
                    .isTrue();
            return reply.hasHello();
        });
        return peer;
    }

    /** A peer beside the neighbour. */
    private RawPeer greetedToo() {
        subject().need(Ability.MANY_CLIENTS);
        return greeted();
    }

    /** What an output looks like, from a connection that is closed again: some boards take one client at a time. */
    private <T> T looked(Function<Board, T> choice) {
        subject().need(Ability.RAW_BYTES);
        try (Board board = subject().target().open(Subject.OPTIONS)) {
            return choice.apply(board);
        }
    }

    private ChannelSpec digitalOutput() {
        return looked(board -> subject().digital(board).spec());
    }

    @Behaviour("peer.1")
    default void shouldOutliveRandomBytes() {
        DigitalOutput neighbour = neighbour();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10; i++) {
            RawPeer peer = subject().raw();
            byte[] garbage = new byte[20_000];
            random.nextBytes(garbage);
            peer.sendOrNot(garbage);
            assertServed(neighbour);
            peer.close();
        }
        assertServed(neighbour);
    }

    @Behaviour("peer.2")
    default void shouldFindItsFeetAfterGarbage() {
        RawPeer peer = subject().raw();
        peer.send(new byte[] {1, 2, 3, 4, 5, 0, 77, 0});
        assertThat(peer.ask(9, RawPeer.hello("")).hasHello()).isTrue();
        peer.send(HexFormat.of().parseHex("0301010101"));
        peer.send(new byte[1]);
        assertThat(peer.ask(10, CLOCK).hasReadClock()).isTrue();
    }

    @Behaviour("peer.3")
    default void shouldOutliveAFrameWithoutAnEnd() {
        boolean many = subject().target().abilities().contains(Ability.MANY_CLIENTS);
        DigitalOutput before = many ? neighbour() : null;
        RawPeer peer = subject().raw();
        byte[] endless = new byte[100_000];
        Arrays.fill(endless, (byte) 0x55);
        for (int i = 0; i < 10; i++) {
            peer.sendOrNot(endless);
        }
        if (!many) {
            peer.close(); // nobody else is served before
        }
        assertServed(before == null ? subject().digital(subject().open()) : before);
    }

    @Behaviour("peer.4")
    default void shouldForgetAFrameThatWasCutOff() {
        DigitalOutput neighbour = neighbour();
        for (int cut = 1; cut < 12; cut++) {
            RawPeer peer = subject().raw();
            peer.send(Arrays.copyOf(peer.frame(1, RawPeer.hello("")), cut));
            peer.close();
        }
        assertServed(neighbour);
    }

    @Behaviour("peer.5")
    default void shouldAnswerNothingButHelloFirst() {
        Error error = subject().raw().askError(5, CLOCK);
        assertThat(error.getKind()).isEqualTo(ErrorKind.NOT_READY);
        assertThat(error.getReason()).isNotBlank().doesNotContain("\n");
    }

    @Behaviour("peer.6")
    default void shouldCallARequestThatIsNoMessageMalformed() {
        RawPeer peer = greeted();
        peer.send(peer.frame(FrameKind.BOARD_REQUEST, 6, new byte[] {0x0a, 0x7f}));
        assertThat(RawPeer.error(peer.reply(6)).getKind()).isEqualTo(ErrorKind.MALFORMED);
        assertThat(peer.askError(7, BoardRequest.getDefaultInstance()).getKind())
                .isEqualTo(ErrorKind.MALFORMED);
        assertThat(peer.ask(8, CLOCK).hasReadClock()).isTrue();
    }

    @Behaviour("peer.7")
    default void shouldRefuseAVersionThatItDoesNotSpeak() {
        Hello.Builder hello = RawPeer.hello("").getHello().toBuilder();
        RawPeer peer = subject().raw();
        for (int oldest : new int[] {2, 100, -1}) {
            hello.setProtocolMin(oldest).setProtocolMax(oldest);
            Error error = peer.askError(
                    oldest, BoardRequest.newBuilder().setHello(hello).build());
            assertThat(error.getKind()).isEqualTo(ErrorKind.VERSION);
            assertThat(error.getReason()).contains("1");
        }
        hello.setProtocolMin(1).setProtocolMax(100);
        BoardReply reply = peer.ask(3, BoardRequest.newBuilder().setHello(hello).build());
        assertThat(reply.getHello().getProtocol()).isEqualTo(1);
    }

    @Behaviour("peer.8")
    default void shouldAgreeOnFramesThatBothCanHold() {
        Hello.Builder hello = RawPeer.hello("").getHello().toBuilder();
        hello.setMaxFrameSend(300).setMaxFrameReceive(500);
        BoardReply reply =
                subject().raw().ask(1, BoardRequest.newBuilder().setHello(hello).build());
        assertThat(reply.getHello().getMaxFrameToBoard()).isBetween(256, 300);
        assertThat(reply.getHello().getMaxFrameToHost()).isBetween(256, 500);
        assertThat(reply.getHello().getWindow()).isPositive();
        assertThat(reply.getHello().getMaxPlans()).isPositive();
    }

    private static BoardRequest plan(int id, ChannelSpec channel) {
        return BoardRequest.newBuilder()
                .setRegisterPlan(RegisterPlan.newBuilder()
                        .setPlan(id)
                        .addReads(channel.id())
                        .addWrites(channel.id()))
                .build();
    }

    private static BoardRequest exchange(int plan, int... values) {
        Exchange.Builder exchange = Exchange.newBuilder().setPlan(plan);
        for (int value : values) {
            exchange.addValues(value);
        }
        return BoardRequest.newBuilder().setExchange(exchange).build();
    }

    private static BoardRequest write(ChannelSpec channel, int bits) {
        return BoardRequest.newBuilder()
                .setWrite(Write.newBuilder().setChannel(channel.id()).setBits(bits))
                .build();
    }

    private static BoardRequest read(ChannelSpec channel) {
        return BoardRequest.newBuilder()
                .setRead(Read.newBuilder().setChannel(channel.id()))
                .build();
    }

    @Behaviour("peer.9")
    default void shouldRefuseWhatIsNoNumberInAnExchangeAndWriteNothing() {
        ChannelSpec output = looked(board -> subject().analog(board).spec());
        RawPeer peer = greeted();
        int half = Float.floatToIntBits((float) Subject.at(output, 0.5));
        assertThat(peer.ask(2, write(output, half)).hasDone()).isTrue();
        assertThat(peer.ask(2, plan(1, output)).hasDone()).isTrue();
        int above = Float.floatToIntBits(Math.nextUp(output.maximum()));
        for (int bits : new int[] {0x7fc00000, 0x7f800000, 0xff800000, 0x7f800001, above}) {
            Error error = peer.askError(3, exchange(1, bits));
            assertThat(error.getKind()).isEqualTo(ErrorKind.OUT_OF_RANGE);
            assertThat(error.getChannel()).isEqualTo(output.id());
            assertThat(peer.ask(4, read(output)).getRead().getBits()).isEqualTo(half);
        }
        assertThat(peer.askError(5, write(output, 0x7fc00000)).getKind()).isEqualTo(ErrorKind.OUT_OF_RANGE);
    }

    @Behaviour("peer.10")
    default void shouldRefuseAnExchangeWithTheWrongNumberOfValues() {
        ChannelSpec output = digitalOutput();
        RawPeer peer = greeted();
        assertThat(peer.ask(2, plan(0, output)).hasDone()).isTrue();
        assertThat(peer.askError(3, exchange(0)).getKind()).isEqualTo(ErrorKind.MALFORMED);
        assertThat(peer.askError(4, exchange(0, 1, 1)).getKind()).isEqualTo(ErrorKind.MALFORMED);
        assertThat(peer.askError(5, exchange(0, new int[200])).getKind())
                .isIn(ErrorKind.MALFORMED, ErrorKind.TOO_LARGE);
        assertThat(peer.ask(6, exchange(0, 1)).getExchange().getValuesList()).containsExactly(1);
    }

    @Behaviour("peer.11")
    default void shouldNotFindWhatDoesNotExist() {
        RawPeer peer = greeted();
        for (int number : new int[] {17, 255, -1}) {
            assertThat(peer.askError(2, exchange(number)).getKind()).isEqualTo(ErrorKind.NOT_FOUND);
            BoardRequest read = BoardRequest.newBuilder()
                    .setRead(Read.newBuilder().setChannel(number < 0 ? number : number + 100_000))
                    .build();
            assertThat(peer.askError(3, read).getKind()).isEqualTo(ErrorKind.NOT_FOUND);
        }
    }

    @Behaviour("peer.12")
    default void shouldForgetPlansWhenHelloComesAgain() {
        ChannelSpec output = digitalOutput();
        RawPeer peer = greeted();
        assertThat(peer.ask(2, plan(0, output)).hasDone()).isTrue();
        assertThat(peer.ask(3, exchange(0, 1)).hasExchange()).isTrue();
        assertThat(peer.ask(4, RawPeer.hello("")).hasHello()).isTrue();
        assertThat(peer.askError(5, exchange(0, 1)).getKind()).isEqualTo(ErrorKind.NOT_FOUND);
    }

    /** Plan 0 and one value, unpacked and with an unknown field before: legal, and not what we write. */
    @Behaviour("peer.13")
    default void shouldTakeEveryLegalEncodingOfAnExchange() {
        ChannelSpec output = digitalOutput();
        RawPeer peer = greeted();
        assertThat(peer.ask(2, plan(0, output)).hasDone()).isTrue();
        for (String hex : new String[] {
            "1a05 15 01000000", "1a08 f80101 15 01000000", "f80101 1a06 1204 01000000", "1a88 00 1204 01000000 0800"
        }) {
            byte[] message = HexFormat.of().parseHex(hex.replace(" ", ""));
            assertThat(peer.ask(2, write(output, 0)).hasDone()).isTrue();
            peer.send(peer.frame(FrameKind.BOARD_REQUEST, 3, message));
            assertThat(peer.reply(3).getExchange().getValuesList()).as(hex).containsExactly(1);
            assertThat(peer.ask(4, read(output)).getRead().getBits()).isEqualTo(1);
        }
    }

    @Behaviour("peer.14")
    default void shouldNotWaitForAClientThatNeverReads() {
        DigitalOutput neighbour = neighbour();
        RawPeer peer = greetedToo();
        Subscribe.Builder subscribe = Subscribe.newBuilder().setSubscription(0).setPeriodUs(1_000);
        subscribe.addChannels(neighbour.spec().id());
        peer.send(
                peer.frame(2, BoardRequest.newBuilder().setSubscribe(subscribe).build()));
        long since = System.nanoTime();
        Subject.until("half a second has passed", () -> {
            assertServed(neighbour);
            return System.nanoTime() - since > 500_000_000L;
        });
    }

    @Behaviour("peer.15")
    default void shouldAnswerAClientThatSendsNoMore() {
        DigitalOutput neighbour = neighbour();
        RawPeer peer = greetedToo();
        peer.send(peer.frame(2, CLOCK));
        peer.closeSending();
        Subject.until("the connection ends or the reply is there", () -> !peer.receive());
        assertServed(neighbour);
    }

    @Behaviour("peer.16")
    default void shouldOutliveManyConnectionsThatSayNothing() {
        DigitalOutput neighbour = neighbour();
        for (int i = 0; i < 100; i++) {
            subject().raw().close();
        }
        assertServed(neighbour);
        if (subject().target().abilities().contains(Ability.MANY_CLIENTS)) {
            assertThat(subject().open().isConnected()).isTrue();
        }
    }

    @Behaviour("peer.17")
    default void shouldRefusePlansThatBreakARule() {
        List<ChannelSpec> channels = looked(Board::channels);
        ChannelSpec output = digitalOutput();
        RawPeer peer = greeted();
        assertThat(peer.askError(2, plan(1_000_000, output)).getKind()).isEqualTo(ErrorKind.TOO_LARGE);
        RegisterPlan.Builder twice = RegisterPlan.newBuilder();
        twice.addReads(output.id()).addReads(output.id());
        assertThat(peer.askError(
                                3,
                                BoardRequest.newBuilder().setRegisterPlan(twice).build())
                        .getKind())
                .isEqualTo(ErrorKind.MALFORMED);
        for (ChannelSpec channel : channels) {
            boolean input = channel.direction() == dev.platine.core.channel.Direction.INPUT;
            if (channel.kind() == ChannelKind.TEXT) {
                assertThat(peer.askError(4, plan(0, channel)).getKind()).isEqualTo(ErrorKind.UNSUPPORTED);
            } else if (input) {
                assertThat(peer.askError(5, plan(0, channel)).getKind()).isEqualTo(ErrorKind.WRONG_DIRECTION);
            }
        }
    }

    @Behaviour("peer.18")
    default void shouldKeepTheOldPlanWhenANewOneIsRefused() {
        ChannelSpec output = digitalOutput();
        RawPeer peer = greeted();
        assertThat(peer.ask(2, plan(0, output)).hasDone()).isTrue();
        RegisterPlan.Builder bad = RegisterPlan.newBuilder().addReads(4_000);
        assertThat(peer.askError(
                                3,
                                BoardRequest.newBuilder().setRegisterPlan(bad).build())
                        .getKind())
                .isEqualTo(ErrorKind.NOT_FOUND);
        assertThat(peer.ask(4, exchange(0, 1)).getExchange().getValuesList()).containsExactly(1);
    }
}
