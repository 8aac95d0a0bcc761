package dev.platine.core.protocol;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.Exchange;
import dev.platine.core.protocol.proto.ExchangeReply;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Writes and reads {@code BoardRequest.exchange} and {@code BoardReply.exchange} in arrays that the caller reuses.
 *
 * <p>What is written is byte for byte what protobuf-java writes. Messages of that form are read without allocation; every
 * other legal encoding (unpacked values, unknown fields, other order, long varints) is read through protobuf-java, so
 * exactly the messages that protobuf-java accepts are accepted. Pure functions, any thread; nothing that a peer can send
 * makes them throw.
 */
public final class ExchangeCodec {
    /** The array has no room for the message; nothing was written. */
    public static final int NO_ROOM = -1;
    /** Not a message of this type at all. */
    public static final int MALFORMED = -2;
    /** A message whose body is not an exchange, or that has none. */
    public static final int OTHER_BODY = -3;
    /** An exchange with more values than the target holds. */
    public static final int TOO_MANY_VALUES = -4;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final byte BODY_TAG = BoardRequest.EXCHANGE_FIELD_NUMBER << 3 | 2;
    private static final byte PLAN_TAG = Exchange.PLAN_FIELD_NUMBER << 3;
    private static final byte REQUEST_VALUES_TAG = Exchange.VALUES_FIELD_NUMBER << 3 | 2;
    private static final byte TIME_TAG = ExchangeReply.BOARD_TIME_NS_FIELD_NUMBER << 3 | 1;
    private static final byte FLAGS_TAG = ExchangeReply.FLAGS_FIELD_NUMBER << 3;
    private static final byte REPLY_VALUES_TAG = ExchangeReply.VALUES_FIELD_NUMBER << 3 | 2;

    private static final int MAX_VARINT32_BYTES = 5;
    private static final long LOW_32_BITS = 0xffff_ffffL;
    /** Marks a number that stands at its shortest nowhere: the message is not of the usual form. */
    private static final long UNUSUAL = -1;

    private ExchangeCodec() {}

    /**
     * The longest request with so many values.
     *
     * @param values how many, 0 or more
     * @return bytes
     */
    public static int maxRequestBytes(int values) {
        int body = 1 + MAX_VARINT32_BYTES + valuesBytes(values);
        return 1 + varintBytes(body) + body;
    }

    /**
     * The longest reply with so many values.
     *
     * @param values how many, 0 or more
     * @return bytes
     */
    public static int maxReplyBytes(int values) {
        int body = 1 + Long.BYTES + 1 + MAX_VARINT32_BYTES + valuesBytes(values);
        return 1 + varintBytes(body) + body;
    }

    /**
     * Writes a request.
     *
     * @param plan the plan's number, unsigned
     * @param values holds the values from its beginning
     * @param count how many of them, from 0 to the array's length
     * @param out where the message goes
     * @param offset index of its first byte there
     * @return length of the message, above 0; or {@link #NO_ROOM}
     */
    public static int encodeRequest(int plan, int[] values, int count, byte[] out, int offset) {
        int body = (plan == 0 ? 0 : 1 + varintBytes(plan)) + valuesBytes(count);
        int message = 1 + varintBytes(body) + body;
        if (message > out.length - offset) {
            return NO_ROOM;
        }
        out[offset] = BODY_TAG;
        int at = writeVarint(out, offset + 1, body);
        if (plan != 0) {
            out[at] = PLAN_TAG;
            at = writeVarint(out, at + 1, plan);
        }
        writeValues(REQUEST_VALUES_TAG, values, count, out, at);
        return message;
    }

    /**
     * Writes a reply.
     *
     * @param boardTimeNs when the sample was taken, nanoseconds of the board's time since its boot
     * @param flags bits of {@code ExchangeFlag}
     * @param values holds the values from its beginning
     * @param count how many of them, from 0 to the array's length
     * @param out where the message goes
     * @param offset index of its first byte there
     * @return length of the message, above 0; or {@link #NO_ROOM}
     */
    public static int encodeReply(long boardTimeNs, int flags, int[] values, int count, byte[] out, int offset) {
        int body = (boardTimeNs == 0 ? 0 : 1 + Long.BYTES)
                + (flags == 0 ? 0 : 1 + varintBytes(flags))
                + valuesBytes(count);
        int message = 1 + varintBytes(body) + body;
        if (message > out.length - offset) {
            return NO_ROOM;
        }
        out[offset] = BODY_TAG;
        int at = writeVarint(out, offset + 1, body);
        if (boardTimeNs != 0) {
            out[at] = TIME_TAG;
            LONG.set(out, at + 1, boardTimeNs);
            at += 1 + Long.BYTES;
        }
        if (flags != 0) {
            out[at] = FLAGS_TAG;
            at = writeVarint(out, at + 1, flags);
        }
        writeValues(REPLY_VALUES_TAG, values, count, out, at);
        return message;
    }

    /**
     * Tells cheaply whether a request or a reply surely has an exchange as its body: whether it is worth a try to decode it
     * here first. When false, parse the message with protobuf-java; that finds an exchange in an unusual encoding too, which
     * {@link #decodeRequest} and {@link #decodeReply} then read.
     *
     * @param in holds the message
     * @param offset index of its first byte
     * @param length its bytes, 0 or more
     * @return true when the message is one exchange and nothing else, well-formed inside or not
     */
    public static boolean isExchange(byte[] in, int offset, int length) {
        return bodyStart(in, offset, offset + length) > 0;
    }

    /**
     * Reads a request.
     *
     * @param in holds the message
     * @param offset index of its first byte
     * @param length its bytes, 0 or more
     * @param target takes plan, count and values; unchanged when the result is negative
     * @return the number of values; or {@link #MALFORMED}, {@link #OTHER_BODY} or {@link #TOO_MANY_VALUES}
     */
    public static int decodeRequest(byte[] in, int offset, int length, ExchangeMessage target) {
        int end = offset + length;
        int at = bodyStart(in, offset, end);
        if (at < 0) {
            return parseRequest(in, offset, length, target);
        }
        int plan = 0;
        if (at < end && in[at] == PLAN_TAG) {
            long number = readVarint(in, at + 1, end);
            if (number == UNUSUAL) {
                return parseRequest(in, offset, length, target);
            }
            plan = (int) number;
            at += 1 + varintBytes(plan);
        }
        int values = valuesStart(REQUEST_VALUES_TAG, in, at, end);
        if (values < 0) {
            return parseRequest(in, offset, length, target);
        }
        int count = readValues(in, values, end, target);
        if (count >= 0) {
            target.plan = plan;
        }
        return count;
    }

    /**
     * Reads a reply.
     *
     * @param in holds the message
     * @param offset index of its first byte
     * @param length its bytes, 0 or more
     * @param target takes time, flags, count and values; unchanged when the result is negative
     * @return the number of values; or {@link #MALFORMED}, {@link #OTHER_BODY} or {@link #TOO_MANY_VALUES}
     */
    public static int decodeReply(byte[] in, int offset, int length, ExchangeMessage target) {
        int end = offset + length;
        int at = bodyStart(in, offset, end);
        if (at < 0) {
            return parseReply(in, offset, length, target);
        }
        long boardTimeNs = 0;
        if (end - at > Long.BYTES && in[at] == TIME_TAG) {
            boardTimeNs = (long) LONG.get(in, at + 1);
            at += 1 + Long.BYTES;
        }
        int flags = 0;
        if (at < end && in[at] == FLAGS_TAG) {
            long number = readVarint(in, at + 1, end);
            if (number == UNUSUAL) {
                return parseReply(in, offset, length, target);
            }
            flags = (int) number;
            at += 1 + varintBytes(flags);
        }
        int values = valuesStart(REPLY_VALUES_TAG, in, at, end);
        if (values < 0) {
            return parseReply(in, offset, length, target);
        }
        int count = readValues(in, values, end, target);
        if (count >= 0) {
            target.boardTimeNs = boardTimeNs;
            target.flags = flags;
        }
        return count;
    }

    /** Index of the first byte of an exchange that is the whole message, or -1. */
    private static int bodyStart(byte[] in, int offset, int end) {
        if (end - offset < 2 || in[offset] != BODY_TAG) {
            return -1;
        }
        long body = readVarint(in, offset + 1, end);
        int start = offset + 1 + varintBytes((int) body);
        return body != UNUSUAL && body == end - start ? start : -1;
    }

    /** Index of the first value of packed values that reach to the end, the end when there are none, or -1. */
    private static int valuesStart(byte tag, byte[] in, int at, int end) {
        if (at == end) {
            return end;
        }
        if (in[at] != tag) {
            return -1;
        }
        long bytes = readVarint(in, at + 1, end);
        int start = at + 1 + varintBytes((int) bytes);
        return bytes != UNUSUAL && bytes == end - start && bytes % Integer.BYTES == 0 ? start : -1;
    }

    private static int readValues(byte[] in, int start, int end, ExchangeMessage target) {
        int[] values = target.values;
        int count = (end - start) >>> 2;
        if (count > values.length) {
            return TOO_MANY_VALUES;
        }
        for (int i = 0, at = start; i < count; i++, at += Integer.BYTES) {
            values[i] = (int) INT.get(in, at);
        }
        target.count = count;
        return count;
    }

    private static void writeValues(byte tag, int[] values, int count, byte[] out, int start) {
        if (count == 0) {
            return;
        }
        out[start] = tag;
        int at = writeVarint(out, start + 1, count * Integer.BYTES);
        for (int i = 0; i < count; i++, at += Integer.BYTES) {
            INT.set(out, at, values[i]);
        }
    }

    private static int valuesBytes(int count) {
        int bytes = count * Integer.BYTES;
        return count == 0 ? 0 : 1 + varintBytes(bytes) + bytes;
    }

    private static int varintBytes(int value) {
        return (value & ~0x7f) == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(value)) / 7;
    }

    private static int writeVarint(byte[] out, int start, int value) {
        int at = start;
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            out[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        out[at++] = (byte) rest;
        return at;
    }

    /** An unsigned 32-bit number in as few bytes as it needs; {@link #UNUSUAL} for longer, larger or cut ones. */
    private static long readVarint(byte[] in, int start, int end) {
        if (start < end && in[start] >= 0) {
            return in[start];
        }
        long value = 0;
        for (int i = 0; i < MAX_VARINT32_BYTES && start + i < end; i++) {
            byte b = in[start + i];
            value |= (long) (b & 0x7f) << (7 * i);
            if (b >= 0) {
                return b == 0 || value > LOW_32_BITS ? UNUSUAL : value;
            }
        }
        return UNUSUAL;
    }

    private static int parseRequest(byte[] in, int offset, int length, ExchangeMessage target) {
        BoardRequest message;
        try {
            message = BoardRequest.parser().parseFrom(in, offset, length);
        } catch (InvalidProtocolBufferException e) {
            return MALFORMED;
        }
        if (message.getBodyCase() != BoardRequest.BodyCase.EXCHANGE) {
            return OTHER_BODY;
        }
        Exchange exchange = message.getExchange();
        int count = copyValues(exchange.getValuesList(), target);
        if (count >= 0) {
            target.plan = exchange.getPlan();
        }
        return count;
    }

    private static int parseReply(byte[] in, int offset, int length, ExchangeMessage target) {
        BoardReply message;
        try {
            message = BoardReply.parser().parseFrom(in, offset, length);
        } catch (InvalidProtocolBufferException e) {
            return MALFORMED;
        }
        if (message.getBodyCase() != BoardReply.BodyCase.EXCHANGE) {
            return OTHER_BODY;
        }
        ExchangeReply reply = message.getExchange();
        int count = copyValues(reply.getValuesList(), target);
        if (count >= 0) {
            target.boardTimeNs = reply.getBoardTimeNs();
            target.flags = reply.getFlags();
        }
        return count;
    }

    private static int copyValues(List<Integer> values, ExchangeMessage target) {
        int count = values.size();
        if (count > target.values.length) {
            return TOO_MANY_VALUES;
        }
        for (int i = 0; i < count; i++) {
            target.values[i] = values.get(i);
        }
        target.count = count;
        return count;
    }
}
