package dev.platine.conformance;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.platine.core.frame.FrameDecoder;
import dev.platine.core.frame.FrameEncoder;
import dev.platine.core.frame.FrameKind;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.Error;
import dev.platine.core.protocol.proto.Hello;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A client that speaks the protocol by hand, and can say what no client should. */
final class RawPeer implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(50);

    private final RawConnection connection;
    private final FrameEncoder encoder = new FrameEncoder(4_096);
    private final FrameDecoder decoder = new FrameDecoder(4_096);
    private final byte[] received = new byte[8_192];
    private final Map<Integer, BoardReply> replies = new HashMap<>();
    private int events;

    RawPeer(RawConnection connection) {
        this.connection = connection;
        encoder.limit(4_096);
        decoder.limit(4_096);
    }

    static BoardRequest hello(String board) {
        Hello hello = Hello.newBuilder()
                .setProtocolMin(1)
                .setProtocolMax(1)
                .setMaxFrameSend(4_096)
                .setMaxFrameReceive(4_096)
                .setWindow(4)
                .setFeatures(15)
                .setBoard(board)
                .setClient("raw")
                .build();
        return BoardRequest.newBuilder().setHello(hello).build();
    }

    /** A frame around any bytes, good or bad. */
    byte[] frame(int kind, int sequence, byte[] message) {
        System.arraycopy(message, 0, encoder.array(), encoder.messageOffset(), message.length);
        int bytes = encoder.finish(kind, sequence, message.length);
        return Arrays.copyOfRange(encoder.array(), encoder.frameOffset(), encoder.frameOffset() + bytes);
    }

    byte[] frame(int sequence, BoardRequest request) {
        return frame(FrameKind.BOARD_REQUEST, sequence, request.toByteArray());
    }

    void send(byte[] bytes) {
        try {
            connection.send(bytes);
        } catch (IOException e) {
            throw new AssertionError("the far end closed the connection", e);
        }
    }

    /** Sends what the far end may rightly refuse to take. */
    void sendOrNot(byte[] bytes) {
        try {
            connection.send(bytes);
        } catch (IOException e) {
            // Closed by the far end: its right.
        }
    }

    void closeSending() {
        try {
            connection.closeSending();
        } catch (IOException e) {
            throw new AssertionError("the far end closed the connection", e);
        }
    }

    /** Sends a request and waits for its reply. */
    BoardReply ask(int sequence, BoardRequest request) {
        send(frame(sequence, request));
        return reply(sequence);
    }

    Error askError(int sequence, BoardRequest request) {
        return error(ask(sequence, request));
    }

    static Error error(BoardReply reply) {
        if (!reply.hasError()) {
            throw new AssertionError("must be an error, but is " + reply.getBodyCase());
        }
        return reply.getError();
    }

    /** Waits for the reply to a request. */
    BoardReply reply(int sequence) {
        long giveUpNs = System.nanoTime() + Subject.PATIENCE.toNanos();
        BoardReply reply = replies.remove(sequence);
        while (reply == null) {
            if (!receive() || System.nanoTime() - giveUpNs > 0) {
                throw new AssertionError("no reply to request " + sequence + " from " + connection);
            }
            reply = replies.remove(sequence);
        }
        return reply;
    }

    /** Takes what has come; false when nothing will come any more. */
    boolean receive() {
        int count = connection.receive(received, STEP);
        if (count == RawConnection.CLOSED) {
            return false;
        }
        decoder.feed(received, 0, count, this::take);
        return true;
    }

    private void take(int kind, int sequence, byte[] array, int offset, int length) {
        if (kind == FrameKind.BOARD_EVENT) {
            events++;
        }
        if (kind != FrameKind.BOARD_REPLY) {
            return;
        }
        try {
            replies.put(sequence, BoardReply.parser().parseFrom(array, offset, length));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("a reply that is no message", e);
        }
    }

    int events() {
        return events;
    }

    @Override
    public void close() {
        connection.close();
    }
}
