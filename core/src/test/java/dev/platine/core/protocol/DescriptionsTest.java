package dev.platine.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.core.channel.BoardDescription;
import dev.platine.core.channel.BoardInfo;
import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.core.frame.FrameFormat;
import dev.platine.core.protocol.proto.BoardEvent;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.ChannelDescription;
import dev.platine.core.protocol.proto.ChannelDescriptions;
import dev.platine.core.protocol.proto.Error;
import dev.platine.core.protocol.proto.ErrorKind;
import dev.platine.core.protocol.proto.Hello;
import dev.platine.core.protocol.proto.HelloReply;
import dev.platine.core.protocol.proto.Notice;
import dev.platine.core.protocol.proto.ReadReply;
import dev.platine.core.protocol.proto.Sample;
import dev.platine.core.protocol.proto.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DescriptionsTest {
    private static final BoardInfo INFO = new BoardInfo("ev1", "Platine", "ev-charger", "B2", "0001", "1.0", "abc");
    private static final String LONGEST = "x".repeat(ProtocolLimits.MAX_IDENTITY_BYTES);

    private static ChannelSpec analog(int id, String name, String unit, String label) {
        return new ChannelSpec(
                id, name, ChannelKind.ANALOG, Direction.OUTPUT, unit, -5, 5, 0.01f, Float.floatToIntBits(-1.5f), label);
    }

    private static List<ChannelSpec> longestChannels(int count) {
        List<ChannelSpec> channels = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            String name = "n".repeat(ChannelSpec.MAX_NAME_CHARS - 5) + (10_000 + id);
            channels.add(
                    analog(id, name, "u".repeat(ChannelSpec.MAX_UNIT_CHARS), "l".repeat(ChannelSpec.MAX_LABEL_CHARS)));
        }
        return channels;
    }

    @Test
    void shouldBringBackEveryKindAndDirection() {
        int id = 0;
        List<ChannelSpec> channels = new ArrayList<>();
        for (ChannelKind kind : ChannelKind.values()) {
            for (Direction direction : Direction.values()) {
                ChannelSpec spec = new ChannelSpec(id++, "c." + id, kind, direction, "V", 0, 1, 0.5f, 0, "é " + kind);
                channels.add(spec);
                assertThat(Descriptions.channel(Descriptions.toMessage(spec))).isEqualTo(spec);
            }
        }
        BoardDescription board = new BoardDescription(INFO, channels);
        List<ChannelSpec> back = Descriptions.page(channels, 0, 4_000).getChannelsList().stream()
                .map(Descriptions::channel)
                .toList();
        assertThat(new BoardDescription(Descriptions.info(Descriptions.toMessage(INFO, id)), back))
                .isEqualTo(board)
                .extracting(BoardDescription::schemaHash)
                .isEqualTo(board.schemaHash());
    }

    @Test
    void shouldPageChannelsSoThatEachPageFitsAndNoneIsLost() {
        List<ChannelSpec> channels = longestChannels(300);
        for (int frame : new int[] {256, 300, 1_024, 4_096, 65_535}) {
            List<ChannelSpec> back = new ArrayList<>();
            int pages = 0;
            while (back.size() < channels.size()) {
                ChannelDescriptions page = Descriptions.page(channels, back.size(), frame - FrameFormat.OVERHEAD_BYTES);
                int bytes = BoardReply.newBuilder()
                        .setDescribeChannels(page)
                        .build()
                        .getSerializedSize();
                assertThat(bytes + FrameFormat.OVERHEAD_BYTES).isLessThanOrEqualTo(frame);
                assertThat(page.getChannelsCount()).isPositive();
                page.getChannelsList().forEach(c -> back.add(Descriptions.channel(c)));
                pages++;
            }
            assertThat(back).isEqualTo(channels);
            int least = channels.size() * 140 / frame;
            assertThat(pages).isBetween(least, Math.max(channels.size(), 1));
        }
        assertThat(Descriptions.page(channels, 300, 247).getChannelsCount()).isZero();
        assertThat(Descriptions.page(channels, Integer.MAX_VALUE, 247).getChannelsCount())
                .isZero();
        assertThat(Descriptions.page(channels, -1, 247).getChannels(0).getId()).isZero();
    }

    @Test
    void shouldCutALabelBetweenTwoCharacters() {
        ChannelSpec spec = analog(0, "a", "Ohm", "°".repeat(40));
        assertThat(Descriptions.toMessage(spec).getLabel()).isEqualTo("°".repeat(23));
        assertThat(Descriptions.cut("a😀b", 4)).isEqualTo("a");
        assertThat(Descriptions.cut("a😀b", 5)).isEqualTo("a😀");
        assertThat(Descriptions.cut("a😀b", 6)).isEqualTo("a😀b");
        assertThat(Descriptions.cut("", 0)).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsBeyondALimitAndSayTheRule() {
        assertRefused(() -> Descriptions.toMessage(analog(0, "a", "Ω".repeat(8), "")), "at most 15 bytes");
        assertRefused(() -> Descriptions.toMessage(INFO, 4_097), "must be at most 4096: channelCount=4097");
        assertRefused(() -> Descriptions.toMessage(INFO, -1), "channelCount=4294967295");
        assertRefused(
                () -> Descriptions.toMessage(new BoardInfo(LONGEST + "x", "", "", "", "", "", ""), 0),
                "must have at most 31 bytes of UTF-8: name=xxx");
        assertRefused(() -> Descriptions.toMessage(analog(4_096, "a", "V", "")), "must be below 4096: id=4096");
    }

    @Test
    void shouldRefuseAPeersChannelThatBreaksARule() {
        assertRefused(channel(c -> c.setKindValue(0)), "must be a known channel kind: kind=0 of a");
        assertRefused(channel(c -> c.setKindValue(77)), "must be a known channel kind: kind=77 of a");
        assertRefused(channel(c -> c.setDirectionValue(0)), "must be input or output: direction=0 of a");
        assertRefused(channel(c -> c.setId(-1)), "must be below 4096: id=4294967295");
        assertRefused(channel(c -> c.setName("A b")), "must be 1 to 31 of [a-z0-9_.]: name=A b");
        assertRefused(channel(c -> c.setName("a".repeat(1_000_000))), "must have at most 31 bytes");
        assertRefused(channel(c -> c.setLabel("x".repeat(48))), "must have at most 47 bytes");
        assertRefused(channel(c -> c.setMinimum(Float.NaN)), "must be finite: minimum=NaN of a");
        assertRefused(channel(c -> c.setMaximum(Float.POSITIVE_INFINITY)), "must be finite: maximum=Infinity of a");
        assertRefused(channel(c -> c.setResolution(-1)), "must be >= 0: resolution=-1.0 of a");
        assertRefused(channel(c -> c.setMinimum(6)), "must not be above maximum: minimum=6.0 of a");
        assertRefused(channel(c -> c.setSafeValue(-1)), "must be inside the range: safe value of a");
    }

    private static Runnable channel(UnaryOperator<ChannelDescription.Builder> change) {
        ChannelDescription.Builder good = Descriptions.toMessage(analog(0, "a", "V", "x")).toBuilder();
        return () -> Descriptions.channel(change.apply(good).build());
    }

    private static void assertRefused(Runnable call, String message) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    /** What a board of the smallest frame must be able to say. */
    @Test
    void shouldFitTheLargestOfEveryFixedMessageIntoAHelloFrame() {
        String text = "t".repeat(ProtocolLimits.MAX_TEXT_BYTES);
        Error.Builder error = Error.newBuilder()
                .setKind(ErrorKind.PERMISSION)
                .setGroup(-1)
                .setCode(-1)
                .setReason(text)
                .setChannel(ProtocolLimits.MAX_CHANNELS);
        assertFits(BoardReply.newBuilder().setError(error).build().getSerializedSize());
        assertFits(BoardReply.newBuilder()
                .setRead(ReadReply.newBuilder().setBoardTimeNs(-1).setText(text))
                .build()
                .getSerializedSize());
        assertFits(BoardRequest.newBuilder()
                .setWrite(Write.newBuilder().setChannel(4_095).setText(text).setLifetimeUs(-1))
                .build()
                .getSerializedSize());
        Sample.Builder sample = Sample.newBuilder()
                .setSubscription(255)
                .setSequence(-1)
                .setLost(-1)
                .setBoardTimeNs(-1)
                .setText(text);
        assertFits(BoardEvent.newBuilder().setSample(sample).build().getSerializedSize());
        assertFits(BoardEvent.newBuilder()
                .setNotice(Notice.newBuilder().setBoardTimeNs(-1).setText(text))
                .build()
                .getSerializedSize());
        BoardInfo longest = new BoardInfo(LONGEST, LONGEST, LONGEST, LONGEST, LONGEST, LONGEST, LONGEST);
        assertFits(BoardReply.newBuilder()
                .setDescribeBoard(Descriptions.toMessage(longest, ProtocolLimits.MAX_CHANNELS))
                .build()
                .getSerializedSize());
        assertFits(BoardReply.newBuilder()
                .setDescribeChannels(Descriptions.page(longestChannels(1), 0, 247))
                .build()
                .getSerializedSize());
        Hello.Builder hello = Hello.newBuilder()
                .setProtocolMin(-1)
                .setProtocolMax(-1)
                .setMaxFrameSend(-1)
                .setMaxFrameReceive(-1)
                .setWindow(-1)
                .setFeatures(-1)
                .setBoard(LONGEST)
                .setClient(LONGEST);
        assertFits(BoardRequest.newBuilder().setHello(hello).build().getSerializedSize());
        HelloReply.Builder helloReply = HelloReply.newBuilder()
                .setProtocol(-1)
                .setMaxFrameToBoard(-1)
                .setMaxFrameToHost(-1)
                .setWindow(-1)
                .setFeatures(-1)
                .setSchemaHash(-1)
                .setBootId(-1)
                .setBoard(LONGEST)
                .setMaxPlans(-1)
                .setMaxSubscriptions(-1)
                .setMaxPlanReads(-1)
                .setMaxPlanWrites(-1)
                .setMaxSubscriptionChannels(-1);
        assertFits(BoardReply.newBuilder().setHello(helloReply).build().getSerializedSize());
    }

    private static void assertFits(int messageBytes) {
        assertThat(messageBytes + FrameFormat.OVERHEAD_BYTES).isLessThanOrEqualTo(ProtocolLimits.HELLO_FRAME_BYTES);
    }

    @Test
    void shouldKnowTheFrameThatAnExchangeNeeds() {
        assertThat(ProtocolLimits.exchangeFrameBytes(0, 0)).isLessThan(64);
        int frame = ProtocolLimits.exchangeFrameBytes(16, 4);
        int largest = Exchanges.reply(-1, -1, new int[16]).getSerializedSize() + FrameFormat.OVERHEAD_BYTES;
        assertThat(frame).isBetween(largest, largest + 1);
        assertThat(ProtocolLimits.exchangeFrameBytes(0, 50))
                .isBetween(Exchanges.request(-1, new int[50]).getSerializedSize() + FrameFormat.OVERHEAD_BYTES, 230);
    }
}
