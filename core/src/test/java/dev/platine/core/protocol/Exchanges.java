package dev.platine.core.protocol;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.Exchange;
import dev.platine.core.protocol.proto.ExchangeReply;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Exchanges by protobuf-java, the yardstick of the codec; and numbers that are likely to find its mistakes. */
final class Exchanges {
    /** What an exchange decodes to. Status is the number of values or a negative code of the codec. */
    record Decoded(int status, int plan, long boardTimeNs, int flags, List<Integer> values) {
        static Decoded failed(int status) {
            return new Decoded(status, 0, 0, 0, List.of());
        }
    }

    private static final int[] EDGES = {
        0,
        1,
        2,
        0x7f,
        0x80,
        0x3fff,
        0x4000,
        0x1fffff,
        0x200000,
        0xfffffff,
        0x10000000,
        Integer.MAX_VALUE,
        -1,
        Integer.MIN_VALUE,
        Float.floatToRawIntBits(Float.NaN),
        Float.floatToRawIntBits(-0.0f),
        0x00ff00ff
    };

    private Exchanges() {}

    static int number(SplittableRandom random) {
        return random.nextBoolean() ? EDGES[random.nextInt(EDGES.length)] : random.nextInt() >>> random.nextInt(32);
    }

    static int[] values(SplittableRandom random, int most) {
        int[] values = new int[random.nextInt(most + 1)];
        Arrays.setAll(values, i -> number(random));
        return values;
    }

    static BoardRequest request(int plan, int[] values) {
        Exchange.Builder exchange = Exchange.newBuilder().setPlan(plan);
        for (int value : values) {
            exchange.addValues(value);
        }
        return BoardRequest.newBuilder().setExchange(exchange).build();
    }

    static BoardReply reply(long boardTimeNs, int flags, int[] values) {
        ExchangeReply.Builder exchange =
                ExchangeReply.newBuilder().setBoardTimeNs(boardTimeNs).setFlags(flags);
        for (int value : values) {
            exchange.addValues(value);
        }
        return BoardReply.newBuilder().setExchange(exchange).build();
    }

    /** What the codec makes of a request. */
    static Decoded request(byte[] in, int offset, int length, int capacity) {
        ExchangeMessage target = new ExchangeMessage(new int[capacity]);
        int status = ExchangeCodec.decodeRequest(in, offset, length, target);
        return status < 0
                ? Decoded.failed(status)
                : new Decoded(status, target.plan, 0, 0, list(Arrays.copyOf(target.values, target.count)));
    }

    /** What the codec makes of a reply. */
    static Decoded reply(byte[] in, int offset, int length, int capacity) {
        ExchangeMessage target = new ExchangeMessage(new int[capacity]);
        int status = ExchangeCodec.decodeReply(in, offset, length, target);
        return status < 0
                ? Decoded.failed(status)
                : new Decoded(
                        status, 0, target.boardTimeNs, target.flags, list(Arrays.copyOf(target.values, target.count)));
    }

    /** What protobuf-java makes of a request, in the codec's terms. */
    static Decoded expectedRequest(byte[] message, int capacity) {
        try {
            BoardRequest parsed = BoardRequest.parseFrom(message);
            if (parsed.getBodyCase() != BoardRequest.BodyCase.EXCHANGE) {
                return Decoded.failed(ExchangeCodec.OTHER_BODY);
            }
            Exchange exchange = parsed.getExchange();
            int count = exchange.getValuesCount();
            return count > capacity
                    ? Decoded.failed(ExchangeCodec.TOO_MANY_VALUES)
                    : new Decoded(count, exchange.getPlan(), 0, 0, exchange.getValuesList());
        } catch (InvalidProtocolBufferException e) {
            return Decoded.failed(ExchangeCodec.MALFORMED);
        }
    }

    /** What protobuf-java makes of a reply, in the codec's terms. */
    static Decoded expectedReply(byte[] message, int capacity) {
        try {
            BoardReply parsed = BoardReply.parseFrom(message);
            if (parsed.getBodyCase() != BoardReply.BodyCase.EXCHANGE) {
                return Decoded.failed(ExchangeCodec.OTHER_BODY);
            }
            ExchangeReply reply = parsed.getExchange();
            int count = reply.getValuesCount();
            return count > capacity
                    ? Decoded.failed(ExchangeCodec.TOO_MANY_VALUES)
                    : new Decoded(count, 0, reply.getBoardTimeNs(), reply.getFlags(), reply.getValuesList());
        } catch (InvalidProtocolBufferException e) {
            return Decoded.failed(ExchangeCodec.MALFORMED);
        }
    }

    private static List<Integer> list(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
