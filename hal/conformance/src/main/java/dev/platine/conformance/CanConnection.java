package dev.platine.conformance;

import dev.platine.core.frame.FrameFormat;
import dev.platine.hal.link.Stuffing;
import dev.platine.hal.linux.IsotpOptions;
import dev.platine.hal.linux.IsotpSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a peer that does not keep to the protocol can do on a CAN bus: bytes up to a zero are one message. What is COBS goes
 * without it, as it should; what is none goes as it is, cut to the longest message.
 */
public final class CanConnection implements RawConnection {
    private static final long SEND_DEADLINE_NS = 10_000_000_000L;

    private final IsotpSocket socket;
    private byte[] begun = {};
    private final byte[] message = new byte[2 * IsotpSocket.MAX_MESSAGE_BYTES];
    private byte @Nullable [] rest;

    /**
     * Opens the host's end of a channel.
     *
     * @param name interface
     * @param txId identifier of sent frames
     * @param rxId identifier of received frames
     */
    public CanConnection(String name, int txId, int rxId) {
        socket = IsotpSocket.open(IsotpOptions.of(name, txId, rxId));
    }

    @Override
    public void send(byte[] bytes) throws IOException {
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == FrameFormat.DELIMITER) {
                sendMessage(join(begun, bytes, from, i));
                begun = new byte[0];
                from = i + 1;
            }
        }
        begun = join(begun, bytes, from, bytes.length);
        if (begun.length > IsotpSocket.MAX_MESSAGE_BYTES) { // there is no longer message to go on with
            sendMessage(begun);
            begun = new byte[0];
        }
    }

    private static byte[] join(byte[] before, byte[] bytes, int from, int to) {
        byte[] all = Arrays.copyOf(before, before.length + to - from);
        System.arraycopy(bytes, from, all, before.length, to - from);
        return all;
    }

    private void sendMessage(byte[] stuffed) throws IOException {
        int length = Stuffing.unstuff(stuffed, stuffed.length, message);
        byte[] sent = length < 0 ? stuffed : Arrays.copyOf(message, length);
        int cut = Math.min(sent.length, IsotpSocket.MAX_MESSAGE_BYTES);
        if (cut > 0 && socket.writeSome(sent, 0, cut, System.nanoTime() + SEND_DEADLINE_NS) <= 0) {
            throw new IOException(socket.lossReason());
        }
    }

    @Override
    public int receive(byte[] into, Duration deadline) {
        byte[] left = rest;
        if (left == null) {
            int count = socket.read(message, 0, message.length, System.nanoTime() + deadline.toNanos());
            if (count <= 0) {
                return count == 0 ? 0 : CLOSED;
            }
            byte[] out = new byte[FrameFormat.maxEncodedBytes(count)];
            left = Arrays.copyOf(out, Stuffing.stuff(message, count, out));
        }
        int part = Math.min(left.length, into.length);
        System.arraycopy(left, 0, into, 0, part);
        rest = part < left.length ? Arrays.copyOfRange(left, part, left.length) : null;
        return part;
    }

    /** There is no end of a direction on a bus: does nothing. */
    @Override
    public void closeSending() {}

    @Override
    public void close() {
        socket.close();
    }
}
