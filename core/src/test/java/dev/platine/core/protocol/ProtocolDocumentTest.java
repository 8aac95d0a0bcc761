package dev.platine.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.platine.core.channel.BoardDescription;
import dev.platine.core.channel.BoardInfo;
import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;
import dev.platine.core.frame.FrameDecoder;
import dev.platine.core.frame.FrameEncoder;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.Done;
import dev.platine.core.protocol.proto.Error;
import dev.platine.core.protocol.proto.ErrorKind;
import dev.platine.core.protocol.proto.Hello;
import dev.platine.core.protocol.proto.HelloReply;
import dev.platine.core.protocol.proto.RegisterPlan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** docs/protocol.md is what others build on: what it says is checked against the code. */
class ProtocolDocumentTest {
    private static final HexFormat HEX = HexFormat.of();

    private record Line(int kind, int sequence, String message, String frame) {}

    private static String document() throws IOException {
        return Files.readString(Path.of("..", "docs", "protocol.md"));
    }

    private static Map<String, Line> lines() throws IOException {
        String document = document();
        int from = document.indexOf("```frames\n") + 10;
        String[] rows = document.substring(from, document.indexOf("```", from)).split("\n");
        Map<String, Line> lines = new LinkedHashMap<>();
        for (int i = 0; i < rows.length; i += 2) {
            String[] parts = rows[i].split(" +");
            lines.put(
                    parts[0],
                    new Line(
                            HexFormat.fromHexDigits(parts[1]),
                            Integer.parseInt(parts[2]),
                            parts[3],
                            rows[i + 1].strip()));
        }
        return lines;
    }

    private static Map<String, Message> messages() {
        Map<String, Message> messages = new LinkedHashMap<>();
        messages.put(
                "Hello",
                BoardRequest.newBuilder()
                        .setHello(Hello.newBuilder()
                                .setProtocolMin(1)
                                .setProtocolMax(1)
                                .setMaxFrameSend(4_096)
                                .setMaxFrameReceive(4_096)
                                .setWindow(1)
                                .setFeatures(15)
                                .setClient("doc"))
                        .build());
        messages.put(
                "HelloReply",
                BoardReply.newBuilder()
                        .setHello(HelloReply.newBuilder()
                                .setProtocol(1)
                                .setMaxFrameToBoard(1_024)
                                .setMaxFrameToHost(1_024)
                                .setWindow(1)
                                .setFeatures(15)
                                .setSchemaHash(0x12345678)
                                .setBootId(1)
                                .setBoard("ev1")
                                .setMaxPlans(4)
                                .setMaxSubscriptions(4)
                                .setMaxPlanReads(40)
                                .setMaxPlanWrites(16)
                                .setMaxSubscriptionChannels(16))
                        .build());
        messages.put(
                "RegisterPlan",
                BoardRequest.newBuilder()
                        .setRegisterPlan(RegisterPlan.newBuilder()
                                .setPlan(1)
                                .addAllReads(List.of(0, 3))
                                .addAllWrites(List.of(5, 6))
                                .setLifetimeUs(50_000))
                        .build());
        messages.put(
                "Done",
                BoardReply.newBuilder().setDone(Done.getDefaultInstance()).build());
        messages.put("Exchange", Exchanges.request(1, new int[] {Float.floatToIntBits(16), 1}));
        messages.put("ExchangeReply", Exchanges.reply(1_500_000_000L, 0, new int[] {Float.floatToIntBits(230.5f), 0}));
        messages.put(
                "Error",
                BoardReply.newBuilder()
                        .setError(Error.newBuilder()
                                .setKind(ErrorKind.OUT_OF_RANGE)
                                .setReason("must be 6 to 32 A")
                                .setChannel(5))
                        .build());
        return messages;
    }

    @Test
    void shouldShowTheBytesThatTheCodeWrites() throws IOException {
        Map<String, Line> lines = lines();
        Map<String, Message> messages = messages();
        assertThat(lines.keySet()).containsExactlyElementsOf(messages.keySet());
        lines.forEach((name, line) -> {
            byte[] message = messages.get(name).toByteArray();
            assertThat(line.message).as(name).isEqualTo(HEX.formatHex(message));
            FrameEncoder encoder = new FrameEncoder(256);
            System.arraycopy(message, 0, encoder.array(), encoder.messageOffset(), message.length);
            int bytes = encoder.finish(line.kind, line.sequence, message.length);
            byte[] frame = Arrays.copyOfRange(encoder.array(), encoder.frameOffset(), encoder.frameOffset() + bytes);
            assertThat(line.frame).as(name).isEqualTo(HEX.formatHex(frame));
        });
    }

    @Test
    void shouldShowBytesThatTheCodeReads() throws IOException {
        FrameDecoder decoder = new FrameDecoder(256);
        for (Line line : lines().values()) {
            byte[] frame = HEX.parseHex(line.frame);
            decoder.feed(frame, 0, frame.length, (kind, sequence, array, offset, length) -> {
                assertThat(kind).isEqualTo(line.kind);
                assertThat(sequence).isEqualTo(line.sequence);
                assertThat(HEX.formatHex(array, offset, offset + length)).isEqualTo(line.message);
            });
        }
        assertThat(decoder.counters().whole()).isEqualTo(7);
    }

    @Test
    void shouldGiveTheLimitsOfTheCode() throws IOException {
        assertThat(document())
                .contains("| frame before Hello; ever | 256; 65,535 |")
                .contains("| name of a channel, of `[a-z0-9_.]` | " + ProtocolLimits.MAX_CHANNEL_NAME_BYTES + " |")
                .contains("version, build, client | " + ProtocolLimits.MAX_IDENTITY_BYTES + " |")
                .contains("| unit (UCUM) of a channel | " + ProtocolLimits.MAX_UNIT_BYTES + " |")
                .contains("| label of a channel | " + ProtocolLimits.MAX_LABEL_BYTES + " |")
                .contains("notice, reason | " + ProtocolLimits.MAX_TEXT_BYTES + " |")
                .contains("| channels of a board | " + String.format("%,d", ProtocolLimits.MAX_CHANNELS) + " |")
                .contains("channels of one subscription | " + ProtocolLimits.MAX_PLAN_CHANNELS + " |")
                .contains("of a connection | " + ProtocolLimits.MAX_PLANS + "; " + ProtocolLimits.MAX_SUBSCRIPTIONS
                        + "; " + ProtocolLimits.MAX_WINDOW + " |");
        assertThat(ProtocolLimits.HELLO_FRAME_BYTES).isEqualTo(256);
        assertThat(ProtocolLimits.MAX_FRAME_BYTES).isEqualTo(65_535);
        assertThat(ProtocolLimits.MAX_SUBSCRIPTION_CHANNELS).isEqualTo(ProtocolLimits.MAX_PLAN_CHANNELS);
    }

    @Test
    void shouldDescribeTheSchemaHashAsTheCodeComputesIt() {
        ChannelSpec channel = new ChannelSpec(
                0, "cp.volts", ChannelKind.ANALOG, Direction.INPUT, "V", -15, 15, 0.01f, 0, "not counted");
        ByteBuffer bytes = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort((short) 0);
        bytes.put("cp.volts\0".getBytes(StandardCharsets.US_ASCII));
        bytes.put((byte) 2).put((byte) 1);
        bytes.put("V\0".getBytes(StandardCharsets.US_ASCII));
        bytes.putFloat(-15).putFloat(15).putFloat(0.01f).putInt(0);
        CRC32C crc = new CRC32C();
        crc.update(bytes.flip());
        BoardInfo info = new BoardInfo("a", "", "", "", "", "", "");
        assertThat(new BoardDescription(info, List.of(channel)).schemaHash()).isEqualTo((int) crc.getValue());
    }
}
