package dev.platine.device;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.Type;
import dev.platine.core.protocol.proto.BoardRequest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the device takes of what protobuf-java takes, said once more: a message within {@code board.options}, whose known fields have
 * their own wire type, whose numbers fit 32 bits, without groups, and without a zero in a text.
 */
final class Bounds {
    private static final long NONE = -1;

    private final Options options = new Options();
    private final byte[] bytes;
    private int at;
    private @Nullable FieldDescriptor body;
    private boolean returned;
    private final Set<FieldDescriptor> bodies = new HashSet<>();
    private final Map<FieldDescriptor, Integer> counts = new HashMap<>();

    private Bounds(byte[] bytes) {
        this.bytes = bytes;
    }

    static boolean hold(byte[] message) {
        return new Bounds(message).fields(BoardRequest.getDescriptor(), message.length);
    }

    /**
     * Whether a body comes again after another one. protobuf-java then still knows what it read before (4.36.2), although the other
     * body ended it; nanopb has forgotten it, as protobuf says.
     */
    static boolean returnToABody(byte[] message) {
        Bounds bounds = new Bounds(message);
        return bounds.fields(BoardRequest.getDescriptor(), message.length) && bounds.returned;
    }

    private boolean fields(Descriptor message, int end) {
        while (at < end) {
            long tag = varint(end);
            if (!is32(tag)
                    || tag >>> 3 == 0
                    || !field(message.findFieldByNumber((int) (tag >>> 3)), (int) tag & 7, end)) {
                return false;
            }
        }
        return true;
    }

    private static boolean is32(long value) {
        return value >= 0 && value <= 0xffff_ffffL;
    }

    private boolean field(@Nullable FieldDescriptor field, int wireType, int end) {
        if (field == null) {
            return skip(wireType, end);
        }
        if (wireType == 2) {
            long length = varint(end);
            return length >= 0 && length <= end - at && inside(field, at + (int) length);
        }
        return wireType == wireType(field) && counted(field) && value(field, end);
    }

    private static int wireType(FieldDescriptor field) {
        return switch (field.getType()) {
            case UINT32 -> 0;
            case FIXED64 -> 1;
            case FIXED32, FLOAT -> 5;
            default -> 2;
        };
    }

    private boolean counted(FieldDescriptor field) {
        return !field.isRepeated() || counts.merge(field, 1, Integer::sum) <= options.maxCount(field);
    }

    /** What has a length: a message, a text, or values packed. */
    private boolean inside(FieldDescriptor field, int end) {
        if (field.getType() == Type.MESSAGE) {
            if (!field.equals(body)) {
                body = field;
                returned |= !bodies.add(field);
                counts.clear();
            }
            return fields(field.getMessageType(), end);
        }
        if (field.getType() == Type.STRING) {
            boolean zero = false;
            for (int i = at; i < end; i++) {
                zero |= bytes[i] == 0;
            }
            boolean fits = end - at <= options.maxBytes(field);
            at = end;
            return fits && !zero;
        }
        if (!field.isRepeated()) {
            return false;
        }
        while (at < end) {
            if (!counted(field) || !value(field, end)) {
                return false;
            }
        }
        return true;
    }

    private boolean value(FieldDescriptor field, int end) {
        if (field.getType() == Type.UINT32) {
            long value = varint(end);
            return value >= 0 && value <= options.maxNumber(field);
        }
        return skip(wireType(field), end);
    }

    private boolean skip(int wireType, int end) {
        switch (wireType) {
            case 0:
                return varintIsThere(end);
            case 1:
                return forward(8, end);
            case 2:
                long length = varint(end);
                return length >= 0 && forward(length, end);
            case 5:
                return forward(4, end);
            default:
                return false;
        }
    }

    private boolean forward(long count, int end) {
        if (count > end - at) {
            return false;
        }
        at += (int) count;
        return true;
    }

    private boolean varintIsThere(int end) {
        int most = Math.min(end, at + 10);
        while (at < most) {
            if (bytes[at++] >= 0) {
                return true;
            }
        }
        return false;
    }

    /** A varint, or {@link #NONE} when there is none or it has more than 63 bits. */
    private long varint(int end) {
        int from = at;
        if (!varintIsThere(end)) {
            return NONE;
        }
        byte[] coded = Arrays.copyOfRange(bytes, from, at);
        long value = 0;
        for (int i = coded.length - 1; i >= 0; i--) {
            if (i == 9 && (coded[i] & 0x7f) != 0) {
                return NONE;
            }
            value = value << 7 | (coded[i] & 0x7f);
        }
        return value < 0 ? NONE : value;
    }
}
