package dev.platine.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.platine.core.channel.BoardDescription;
import dev.platine.core.channel.BoardInfo;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.protocol.Exchanges.Decoded;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.ChannelDescription;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Any bytes as a message from a peer. Run at length by the profile fuzz. */
class MessageFuzzTest {
    private static final int MOST = 8;

    /** The codec takes exactly the requests that protobuf-java takes, and reads the same from them. */
    @FuzzTest
    void request(byte[] data) {
        Decoded expected = Exchanges.expectedRequest(data, MOST);
        assertThat(Exchanges.request(data, 0, data.length, MOST)).isEqualTo(expected);
        if (expected.status() >= 0) {
            int[] values = expected.values().stream().mapToInt(v -> v).toArray();
            byte[] out = new byte[100];
            int length = ExchangeCodec.encodeRequest(expected.plan(), values, values.length, out, 0);
            assertThat(Arrays.copyOf(out, length))
                    .isEqualTo(Exchanges.request(expected.plan(), values).toByteArray());
        }
    }

    /** The codec takes exactly the replies that protobuf-java takes, and reads the same from them. */
    @FuzzTest
    void reply(byte[] data) {
        Decoded expected = Exchanges.expectedReply(data, MOST);
        assertThat(Exchanges.reply(data, 0, data.length, MOST)).isEqualTo(expected);
        if (expected.status() >= 0) {
            int[] values = expected.values().stream().mapToInt(v -> v).toArray();
            byte[] out = new byte[100];
            int length =
                    ExchangeCodec.encodeReply(expected.boardTimeNs(), expected.flags(), values, values.length, out, 0);
            assertThat(Arrays.copyOf(out, length))
                    .isEqualTo(Exchanges.reply(expected.boardTimeNs(), expected.flags(), values)
                            .toByteArray());
        }
    }

    /** A description is refused by its documented exception, or is one that can be described again. */
    @FuzzTest
    void description(byte[] data) {
        BoardReply reply;
        try {
            reply = BoardReply.parseFrom(data);
        } catch (InvalidProtocolBufferException e) {
            return;
        }
        try {
            BoardInfo info = Descriptions.info(reply.getDescribeBoard());
            assertThat(Descriptions.info(Descriptions.toMessage(info, 0))).isEqualTo(info);
            List<ChannelSpec> channels = new ArrayList<>();
            for (ChannelDescription channel : reply.getDescribeChannels().getChannelsList()) {
                ChannelSpec spec = Descriptions.channel(channel);
                assertThat(Descriptions.channel(Descriptions.toMessage(spec))).isEqualTo(spec);
                channels.add(spec);
            }
            BoardDescription board = new BoardDescription(info, channels);
            assertThat(board.schemaHash()).isEqualTo(new BoardDescription(info, channels).schemaHash());
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("must ");
        }
    }
}
