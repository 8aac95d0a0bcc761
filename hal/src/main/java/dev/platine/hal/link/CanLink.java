package dev.platine.hal.link;

import dev.platine.core.frame.FrameFormat;
import dev.platine.hal.linux.CanNumbers;
import dev.platine.hal.linux.IsotpOptions;
import dev.platine.hal.linux.IsotpSocket;
import dev.platine.hal.local.LocalException;
import java.util.Objects;

/** The board protocol over CAN: every frame is one ISO-TP message, without COBS. To its users it is a byte stream like the others. */
final class CanLink implements Link {
    private static final int STREAM_BYTES = FrameFormat.maxEncodedBytes(IsotpSocket.MAX_MESSAGE_BYTES);

    private final IsotpSocket socket;
    private final String description;

    private final byte[] received = new byte[2 * IsotpSocket.MAX_MESSAGE_BYTES];
    private final byte[] in = new byte[FrameFormat.maxEncodedBytes(received.length)];
    private int inFrom;
    private int inTo;

    private final byte[] out = new byte[STREAM_BYTES];
    private final byte[] message = new byte[IsotpSocket.MAX_MESSAGE_BYTES];
    private int outFilled;
    private boolean overlong;

    private CanLink(IsotpSocket socket, String description) {
        this.socket = socket;
        this.description = description;
    }

    static CanLink open(LinkUri uri) {
        IsotpOptions options = options(uri);
        try {
            return new CanLink(IsotpSocket.open(options), "can " + options.name());
        } catch (LocalException e) {
            throw uri.failure(e.kind(), e.reason(), null);
        }
    }

    private static IsotpOptions options(LinkUri uri) {
        int txId = id(uri, "tx");
        int rxId = id(uri, "rx");
        if (txId == rxId) {
            throw uri.malformed("tx and rx must differ: tx=" + uri.get("tx"));
        }
        int address = uri.get("address") == null ? -1 : uri.number("address", "", 0, 255);
        int padding = uri.get("pad") == null ? -1 : uri.number("pad", "", 0, 255);
        int block = uri.number("block", "0", 0, 255);
        int stMin = uri.number("stmin", "0", 0, 0xF9);
        int bytes = uri.number("bytes", "8", 8, 64);
        if (stMin > 0x7F && stMin < 0xF1) {
            throw uri.malformed("must be 0 to 127 (ms) or 0xF1 to 0xF9 (100 to 900 us): stmin=" + uri.get("stmin"));
        }
        if (bytes % 4 != 0 || bytes == 28 || (bytes > 32 && bytes % 16 != 0)) {
            throw uri.malformed("must be 8, 12, 16, 20, 24, 32, 48 or 64: bytes=" + bytes);
        }
        return new IsotpOptions(uri.path(), txId, rxId, address, address, padding, block, stMin, bytes);
    }

    /** An identifier; it has 29 bits when it does not fit 11, or is written with eight hexadecimal digits. */
    private static int id(LinkUri uri, String key) {
        String text = uri.get(key);
        if (text == null) {
            throw uri.malformed("needs " + key + "=IDENTIFIER");
        }
        int id = uri.number(key, "", 0, CanNumbers.CAN_EFF_MASK);
        boolean extended = id > CanNumbers.CAN_SFF_MASK || text.length() == "0x00000000".length();
        return extended ? id | CanNumbers.CAN_EFF_FLAG : id;
    }

    @Override
    public int maxFrameBytes() {
        return IsotpSocket.MAX_MESSAGE_BYTES;
    }

    @Override
    public int read(byte[] dst, int offset, int length, long deadlineNs) {
        Objects.checkFromIndexSize(offset, length, dst.length);
        if (inFrom == inTo) {
            int count = socket.read(received, 0, received.length, deadlineNs);
            if (count <= 0) {
                return count;
            }
            inFrom = 0;
            inTo = Stuffing.stuff(received, count, in);
        }
        int count = Math.min(length, inTo - inFrom);
        System.arraycopy(in, inFrom, dst, offset, count);
        inFrom += count;
        return count;
    }

    @Override
    public int writeSome(byte[] src, int offset, int length, long deadlineNs) {
        Objects.checkFromIndexSize(offset, length, src.length);
        int zero = offset;
        while (zero < offset + length && src[zero] != FrameFormat.DELIMITER) {
            zero++;
        }
        int taken = zero - offset;
        int before = outFilled;
        collect(src, offset, taken);
        if (taken == length) {
            return length;
        }
        int bytes = overlong ? -1 : Stuffing.unstuff(out, outFilled, message);
        if (bytes > 0) {
            int code = socket.writeSome(message, 0, bytes, deadlineNs);
            if (code <= 0) {
                outFilled = before;
                return code;
            }
        }
        outFilled = 0;
        overlong = false;
        return taken + 1;
    }

    private void collect(byte[] src, int offset, int count) {
        overlong |= count > out.length - outFilled;
        if (!overlong) {
            System.arraycopy(src, offset, out, outFilled, count);
            outFilled += count;
        }
    }

    @Override
    public String describe() {
        String hint = socket.hint();
        return hint.isEmpty() ? description : description + ", " + hint;
    }

    @Override
    public String lossReason() {
        return socket.lossReason();
    }

    @Override
    public void close() {
        socket.close();
    }
}
