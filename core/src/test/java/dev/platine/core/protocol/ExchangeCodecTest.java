package dev.platine.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.platine.core.protocol.Exchanges.Decoded;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.DescribeBoard;
import dev.platine.core.protocol.proto.Hello;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeCodecTest {
    private static final int CASES = 100_000;
    private static final int MOST = 64;
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void shouldWriteRequestsAsProtobufDoes() {
        SplittableRandom random = new SplittableRandom(10);
        byte[] out = new byte[400];
        int longest = Integer.MIN_VALUE;
        for (int i = 0; i < CASES; i++) {
            int plan = Exchanges.number(random);
            int[] values = Exchanges.values(random, i % 8 == 0 ? MOST : 6);
            byte[] expected = Exchanges.request(plan, values).toByteArray();
            int length = ExchangeCodec.encodeRequest(plan, values, values.length, out, 3);
            assertSame(expected, out, 3, length);
            longest = Math.max(longest, length - ExchangeCodec.maxRequestBytes(values.length));
        }
        assertThat(longest).as("longest, compared with what was announced").isZero();
    }

    @Test
    void shouldWriteRepliesAsProtobufDoes() {
        SplittableRandom random = new SplittableRandom(11);
        byte[] out = new byte[400];
        int longest = Integer.MIN_VALUE;
        for (int i = 0; i < CASES; i++) {
            long timeNs = random.nextInt(4) == 0 ? 0 : random.nextLong() >>> random.nextInt(64);
            int flags = Exchanges.number(random);
            int[] values = Exchanges.values(random, i % 8 == 0 ? MOST : 6);
            byte[] expected = Exchanges.reply(timeNs, flags, values).toByteArray();
            int length = ExchangeCodec.encodeReply(timeNs, flags, values, values.length, out, 5);
            assertSame(expected, out, 5, length);
            longest = Math.max(longest, length - ExchangeCodec.maxReplyBytes(values.length));
        }
        assertThat(longest).as("longest, compared with what was announced").isZero();
    }

    private static void assertSame(byte[] expected, byte[] out, int offset, int length) {
        if (!Arrays.equals(expected, 0, expected.length, out, offset, offset + Math.max(0, length))) {
            assertThat(HEX.formatHex(out, offset, offset + Math.max(0, length))).isEqualTo(HEX.formatHex(expected));
        }
    }

    @Test
    void shouldReadWhatProtobufWrites() {
        SplittableRandom random = new SplittableRandom(12);
        int seen = 0;
        for (int i = 0; i < CASES; i++) {
            int[] values = Exchanges.values(random, i % 16 == 0 ? MOST : 6);
            int number = Exchanges.number(random);
            byte[] request = Exchanges.request(number, values).toByteArray();
            check(Exchanges.request(request, 0, request.length, MOST), Exchanges.expectedRequest(request, MOST));
            byte[] reply = Exchanges.reply(random.nextLong() >>> random.nextInt(64), number, values)
                    .toByteArray();
            check(Exchanges.reply(reply, 0, reply.length, MOST), Exchanges.expectedReply(reply, MOST));
            seen += ExchangeCodec.isExchange(request, 0, request.length) ? 1 : 0;
            seen += ExchangeCodec.isExchange(reply, 0, reply.length) ? 1 : 0;
        }
        assertThat(seen).isEqualTo(2 * CASES);
    }

    private static void check(Decoded actual, Decoded expected) {
        if (!actual.equals(expected)) {
            assertThat(actual).isEqualTo(expected);
        }
    }

    @Test
    void shouldWriteLargeArrays() {
        int[] values = new SplittableRandom(13).ints(20_000).toArray();
        byte[] out = new byte[80_020];
        int length = ExchangeCodec.encodeReply(-1, 3, values, values.length, out, 0);
        assertSame(Exchanges.reply(-1, 3, values).toByteArray(), out, 0, length);
        check(Exchanges.reply(out, 0, length, 20_000), Exchanges.expectedReply(Arrays.copyOf(out, length), 20_000));
    }

    @Test
    void shouldSayWhenThereIsNoRoomAndWriteNothing() {
        int[] values = {1, 2, 3};
        int requestBytes = Exchanges.request(300, values).toByteArray().length;
        int replyBytes = Exchanges.reply(1, 1, values).toByteArray().length;
        for (int room = 0; room <= replyBytes; room++) {
            byte[] out = new byte[4 + room];
            int request = ExchangeCodec.encodeRequest(300, values, 3, out, 4);
            assertThat(request).isEqualTo(room < requestBytes ? ExchangeCodec.NO_ROOM : requestBytes);
            Arrays.fill(out, (byte) 0);
            int reply = ExchangeCodec.encodeReply(1, 1, values, 3, out, 4);
            assertThat(reply).isEqualTo(room < replyBytes ? ExchangeCodec.NO_ROOM : replyBytes);
            if (reply < 0) {
                assertThat(out).containsOnly(0);
            }
        }
        assertThat(ExchangeCodec.encodeRequest(0, values, 0, new byte[2], 5)).isEqualTo(ExchangeCodec.NO_ROOM);
    }

    /** Request: plan 5 and values 1, 2, written in every way that protobuf allows. */
    @ParameterizedTest
    @CsvSource({
        "usual, 1a0c 0805 1208 01000000 02000000",
        "values unpacked, 1a0c 0805 15 01000000 15 02000000",
        "values half packed, 1a0d 0805 1204 01000000 15 02000000",
        "values in two packs, 1a0e 0805 1204 01000000 1204 02000000",
        "values first, 1a0c 1208 01000000 02000000 0805",
        "plan twice and the last one counts, 1a0e 0807 0805 1208 01000000 02000000",
        "plan as a long varint, 1a10 0885 80 80 80 00 1208 01000000 02000000",
        "plan as a varint of 64 bits, 1a15 088580808080 8080 8080 01 1208 01000000 02000000",
        "length as a long varint, 1a8c00 0805 1208 01000000 02000000",
        "inner length as a long varint, 1a0d 0805 128800 01000000 02000000",
        "tag as a long varint, 9a00 0c 0805 1208 01000000 02000000",
        "unknown field inside, 1a0f 0805 1208 01000000 02000000 f80101",
        "unknown field before, f80101 1a0c 0805 1208 01000000 02000000",
        "unknown field behind, 1a0c 0805 1208 01000000 02000000 f80101",
        "in two parts that merge, 1a02 0805 1a0a 1208 01000000 02000000",
        "another body before, 1200 1a0c 0805 1208 01000000 02000000",
    })
    void shouldReadEveryLegalEncodingOfARequest(String how, String hex) {
        byte[] message = HEX.parseHex(hex.replace(" ", ""));
        Decoded decoded = Exchanges.request(message, 0, message.length, MOST);
        assertThat(decoded).as(how).isEqualTo(Exchanges.expectedRequest(message, MOST));
        assertThat(decoded.plan()).isEqualTo(5);
        assertThat(decoded.values()).containsExactly(1, 2);
    }

    @ParameterizedTest
    @CsvSource({
        "usual, 1a13 0908000000 00000000 1001 1a08 01000000 02000000",
        "values unpacked, 1a15 090800000000000000 1001 1d 01000000 1d 02000000",
        "flags first, 1a15 1001 090800000000000000 1a08 01000000 02000000",
        "values first, 1a15 1a08 01000000 02000000 1001 090800000000000000",
        "flags as a long varint, 1a16 090800000000000000 108100 1a08 01000000 02000000",
        "unknown field, 1a18 090800000000000000 1001 f80101 1a08 01000000 02000000",
    })
    void shouldReadEveryLegalEncodingOfAReply(String how, String hex) {
        byte[] message = HEX.parseHex(hex.replace(" ", ""));
        message[1] = (byte) (message.length - 2);
        Decoded decoded = Exchanges.reply(message, 0, message.length, MOST);
        assertThat(decoded).as(how).isEqualTo(Exchanges.expectedReply(message, MOST));
        assertThat(decoded).isEqualTo(new Decoded(2, 0, 8, 1, java.util.List.of(1, 2)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1a", "1a01", "1a05 0805", "1a02 0885", "1a03 120201", "1a06 1205 01000000 02",
                        "1a80808080808080808080 01",
                "1affffffff0f 0805", "0a", "ff", "1a02 0805 07", "1a01 00", "1b 0805", "1a06 120401000000 1a",
            })
    void shouldSayMalformedAndLeaveTheTargetAlone(String hex) {
        byte[] message = HEX.parseHex(hex.replace(" ", ""));
        assertThat(Exchanges.expectedRequest(message, MOST).status()).isEqualTo(ExchangeCodec.MALFORMED);
        ExchangeMessage target = new ExchangeMessage(new int[] {7, 7});
        target.plan = 9;
        target.count = 1;
        assertThat(ExchangeCodec.decodeRequest(message, 0, message.length, target))
                .isEqualTo(ExchangeCodec.MALFORMED);
        assertThat(ExchangeCodec.decodeReply(message, 0, message.length, target))
                .isEqualTo(ExchangeCodec.MALFORMED);
        assertThat(target.values).containsExactly(7, 7);
        assertThat(target.plan).isEqualTo(9);
        assertThat(target.count).isEqualTo(1);
    }

    @Test
    void shouldTellOtherBodiesFromExchanges() {
        byte[] hello = BoardRequest.newBuilder()
                .setHello(Hello.newBuilder().setClient("me"))
                .build()
                .toByteArray();
        byte[] exchange = Exchanges.request(1, new int[] {1}).toByteArray();
        byte[] both = ByteString.copyFrom(exchange)
                .concat(BoardRequest.newBuilder()
                        .setDescribeBoard(DescribeBoard.getDefaultInstance())
                        .build()
                        .toByteString())
                .toByteArray();
        byte[] unknown = BoardRequest.newBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                500,
                                UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                        .build())
                .build()
                .toByteArray();
        for (byte[] message : new byte[][] {hello, both, unknown, {}}) {
            assertThat(ExchangeCodec.isExchange(message, 0, message.length)).isFalse();
            assertThat(Exchanges.request(message, 0, message.length, MOST).status())
                    .isEqualTo(ExchangeCodec.OTHER_BODY);
        }
        byte[] error = BoardReply.newBuilder()
                .setError(dev.platine.core.protocol.proto.Error.newBuilder().setCode(1))
                .build()
                .toByteArray();
        assertThat(ExchangeCodec.isExchange(error, 0, error.length)).isFalse();
        assertThat(Exchanges.reply(error, 0, error.length, MOST).status()).isEqualTo(ExchangeCodec.OTHER_BODY);
    }

    @Test
    void shouldRefuseMoreValuesThanTheTargetHoldsInBothForms() {
        byte[] packed = Exchanges.request(1, new int[] {1, 2, 3}).toByteArray();
        byte[] unpacked = HEX.parseHex("1a0f150100000015020000001503000000");
        for (byte[] message : new byte[][] {packed, unpacked}) {
            assertThat(Exchanges.request(message, 0, message.length, 2).status())
                    .isEqualTo(ExchangeCodec.TOO_MANY_VALUES);
            assertThat(Exchanges.request(message, 0, message.length, 3).status())
                    .isEqualTo(3);
        }
        byte[] reply = Exchanges.reply(1, 1, new int[] {1, 2, 3}).toByteArray();
        assertThat(Exchanges.reply(reply, 0, reply.length, 2).status()).isEqualTo(ExchangeCodec.TOO_MANY_VALUES);
    }

    @Test
    void shouldAgreeWithProtobufOnMutatedMessages() {
        SplittableRandom random = new SplittableRandom(14);
        int accepted = 0;
        for (int i = 0; i < 100_000; i++) {
            int[] values = Exchanges.values(random, 4);
            byte[] message = i % 2 == 0
                    ? Exchanges.request(Exchanges.number(random), values).toByteArray()
                    : Exchanges.reply(random.nextLong(), Exchanges.number(random), values)
                            .toByteArray();
            byte[] mutant = Mutations.mutate(random, message);
            byte[] padded = new byte[mutant.length + 7];
            random.nextBytes(padded);
            System.arraycopy(mutant, 0, padded, 3, mutant.length);
            Decoded expected = i % 2 == 0 ? Exchanges.expectedRequest(mutant, 4) : Exchanges.expectedReply(mutant, 4);
            Decoded actual = i % 2 == 0
                    ? Exchanges.request(padded, 3, mutant.length, 4)
                    : Exchanges.reply(padded, 3, mutant.length, 4);
            if (!actual.equals(expected)) {
                assertThat(actual).as(HEX.formatHex(mutant)).isEqualTo(expected);
            }
            accepted += expected.status() >= 0 ? 1 : 0;
        }
        assertThat(accepted).isBetween(10_000, 90_000);
    }
}
