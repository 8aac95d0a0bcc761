package dev.platine.sim.server;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.platine.core.frame.FrameDecoder;
import dev.platine.core.frame.FrameEncoder;
import dev.platine.core.frame.FrameKind;
import dev.platine.core.protocol.ProtocolLimits;
import dev.platine.core.protocol.proto.BenchReply;
import dev.platine.core.protocol.proto.BenchRequest;
import dev.platine.core.protocol.proto.BoardEvent;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.Exchange;
import dev.platine.core.protocol.proto.Hello;
import dev.platine.core.protocol.proto.RegisterPlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** A client that speaks bytes: it can say what no host would. */
final class RawClient implements AutoCloseable {
    private static final int WAIT_MS = 10_000;

    /** A frame as it came. */
    static final class Frame {
        final int kind;
        final int sequence;
        final byte[] message;

        Frame(int kind, int sequence, byte[] message) {
            this.kind = kind;
            this.sequence = sequence;
            this.message = message;
        }

        BoardReply reply() {
            try {
                return BoardReply.parseFrom(message);
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }

        BoardEvent event() {
            try {
                return BoardEvent.parseFrom(message);
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }

        BenchReply bench() {
            try {
                return BenchReply.parseFrom(message);
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    final Socket socket;
    private final FrameEncoder encoder = new FrameEncoder(65_535);
    private final FrameDecoder decoder = new FrameDecoder(65_535);
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final byte[] buffer = new byte[65_536];
    private final InputStream in;
    private final OutputStream out;
    private int sequence;

    RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(WAIT_MS);
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        encoder.limit(65_535);
        decoder.limit(65_535);
    }

    static RawClient connect(RackServer server) throws IOException {
        return new RawClient(socket(server));
    }

    static Socket socket(RackServer server) throws IOException {
        URI uri = URI.create(server.endpoints().get(0).uri());
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), WAIT_MS);
        return socket;
    }

    static Hello.Builder hello(String board) {
        return Hello.newBuilder()
                .setProtocolMin(ProtocolLimits.VERSION)
                .setProtocolMax(ProtocolLimits.VERSION)
                .setMaxFrameSend(4_096)
                .setMaxFrameReceive(4_096)
                .setWindow(4)
                .setFeatures(15)
                .setBoard(board)
                .setClient("raw");
    }

    /** Connects and says hello. */
    static RawClient greet(RackServer server) throws IOException {
        RawClient client = connect(server);
        BoardReply reply =
                client.ask(BoardRequest.newBuilder().setHello(hello("")).build());
        if (!reply.hasHello()) {
            throw new IOException("refused: " + reply);
        }
        return client;
    }

    static byte[] frame(int kind, int sequence, byte[] message) {
        FrameEncoder encoder = new FrameEncoder(65_535);
        encoder.limit(65_535);
        System.arraycopy(message, 0, encoder.array(), encoder.messageOffset(), message.length);
        int bytes = encoder.finish(kind, sequence, message.length);
        return Arrays.copyOfRange(encoder.array(), encoder.frameOffset(), encoder.frameOffset() + bytes);
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    int send(BoardRequest request) throws IOException {
        send(frame(FrameKind.BOARD_REQUEST, ++sequence, request.toByteArray()));
        return sequence;
    }

    /** Sends a request and waits for its reply, keeping nothing of what comes before. */
    BoardReply ask(BoardRequest request) throws IOException {
        int wanted = send(request);
        while (true) {
            Frame frame = next();
            if (frame.kind == FrameKind.BOARD_REPLY && frame.sequence == wanted) {
                return frame.reply();
            }
        }
    }

    BenchReply ask(BenchRequest request) throws IOException {
        int wanted = ++sequence;
        send(frame(FrameKind.BENCH_REQUEST, wanted, request.toByteArray()));
        while (true) {
            Frame frame = next();
            if (frame.kind == FrameKind.BENCH_REPLY && frame.sequence == wanted) {
                return frame.bench();
            }
        }
    }

    BoardReply register(int plan, List<Integer> reads, List<Integer> writes) throws IOException {
        return ask(BoardRequest.newBuilder()
                .setRegisterPlan(RegisterPlan.newBuilder()
                        .setPlan(plan)
                        .addAllReads(reads)
                        .addAllWrites(writes))
                .build());
    }

    static BoardRequest exchange(int plan, Integer... values) {
        return BoardRequest.newBuilder()
                .setExchange(Exchange.newBuilder().setPlan(plan).addAllValues(List.of(values)))
                .build();
    }

    /** The next frame of any kind. */
    Frame next() throws IOException {
        while (frames.isEmpty()) {
            int count = in.read(buffer);
            if (count < 0) {
                throw new IOException("closed by the server");
            }
            decoder.feed(
                    buffer,
                    0,
                    count,
                    (kind, number, array, offset, length) ->
                            frames.add(new Frame(kind, number, Arrays.copyOfRange(array, offset, offset + length))));
        }
        return frames.remove();
    }

    /** Waits until the server closes the connection. */
    boolean closedByServer() throws IOException {
        try {
            while (in.read(buffer) >= 0) {
                // what was under way
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
