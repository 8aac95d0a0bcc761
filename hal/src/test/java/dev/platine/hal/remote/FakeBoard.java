package dev.platine.hal.remote;

import com.google.protobuf.MessageLite;
import dev.platine.core.channel.BoardDescription;
import dev.platine.core.frame.FrameDecoder;
import dev.platine.core.frame.FrameEncoder;
import dev.platine.core.frame.FrameKind;
import dev.platine.core.protocol.Descriptions;
import dev.platine.core.protocol.ExchangeCodec;
import dev.platine.core.protocol.ExchangeMessage;
import dev.platine.core.protocol.proto.BenchReply;
import dev.platine.core.protocol.proto.BenchRequest;
import dev.platine.core.protocol.proto.BoardEvent;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.ClockReading;
import dev.platine.core.protocol.proto.Done;
import dev.platine.core.protocol.proto.Error;
import dev.platine.core.protocol.proto.ErrorKind;
import dev.platine.core.protocol.proto.ExchangeReply;
import dev.platine.core.protocol.proto.HelloReply;
import dev.platine.core.protocol.proto.ReadReply;
import dev.platine.core.protocol.proto.RegisterPlan;
import dev.platine.core.protocol.proto.Subscribe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/** A board in this JVM behind plain sockets, whose every answer a test may change. */
final class FakeBoard implements AutoCloseable {
    /** Leaves a request without an answer. */
    static final Function<BoardRequest, BoardReply> SILENT = request -> null;

    final BoardDescription description;
    final Map<BoardRequest.BodyCase, Function<BoardRequest, BoardReply>> answers = new ConcurrentHashMap<>();
    final List<BoardRequest> requests = new CopyOnWriteArrayList<>();
    final List<BenchRequest> benchRequests = new CopyOnWriteArrayList<>();
    final Map<Integer, RegisterPlan> plans = new ConcurrentHashMap<>();
    final Map<Integer, Subscribe> subscriptions = new ConcurrentHashMap<>();
    final Map<Integer, Integer> values = new ConcurrentHashMap<>();
    final List<Peer> peers = new CopyOnWriteArrayList<>();
    volatile Function<BenchRequest, BenchReply> bench = request -> null;
    /** The very bytes of a reply's message; null for the usual one. */
    volatile Function<BoardRequest, byte[]> bytes = request -> null;
    /** From a request's sequence to its reply's. */
    volatile IntUnaryOperator sequences = sequence -> sequence;

    volatile int bootId = 1;
    volatile int schemaHash = 7;
    volatile int window = 16;
    /** 0 is an older board, which does not say. */
    volatile int maxPlanReads;

    volatile int maxPlanWrites;
    volatile int maxSubscriptionChannels;
    volatile boolean deaf;
    volatile boolean deafToBench;
    /** Answers exchanges through messages, as all else. */
    volatile boolean slow;

    private volatile ServerSocketChannel server;
    private final int port;
    private volatile boolean closed;

    FakeBoard(BoardDescription description) throws IOException {
        this.description = description;
        this.port = listen(0);
    }

    String uri() {
        return "tcp://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    private int listen(int at) throws IOException {
        ServerSocketChannel opened = ServerSocketChannel.open();
        opened.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
        server = opened;
        daemon(() -> accept(opened), "fake-accept");
        return ((InetSocketAddress) opened.getLocalAddress()).getPort();
    }

    private void accept(ServerSocketChannel on) {
        while (!closed) {
            try {
                SocketChannel channel = on.accept();
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                Peer peer = new Peer(channel);
                peers.add(peer);
                daemon(peer::serve, "fake-peer");
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Cuts every connection. */
    void cut() {
        for (Peer peer : peers) {
            peers.remove(peer); // before the host can notice and connect again
            peer.cut();
        }
    }

    /** Nobody listens any more, and every connection is cut. */
    void down() throws IOException {
        server.close();
        cut();
    }

    /** Listens again at the same port. */
    void up() throws IOException {
        listen(port);
    }

    void event(BoardEvent event) {
        peers.get(peers.size() - 1).send(FrameKind.BOARD_EVENT, -1, event);
    }

    boolean connected() {
        return !peers.isEmpty();
    }

    void raw(byte[] bytes) {
        peers.stream().reduce((first, last) -> last).ifPresent(newest -> newest.raw(bytes));
    }

    long count(BoardRequest.BodyCase body) {
        return requests.stream().filter(r -> r.getBodyCase() == body).count();
    }

    static BoardReply done() {
        return BoardReply.newBuilder().setDone(Done.getDefaultInstance()).build();
    }

    static BoardReply error(ErrorKind kind, int code, String reason) {
        return BoardReply.newBuilder()
                .setError(Error.newBuilder().setKind(kind).setCode(code).setReason(reason))
                .build();
    }

    /** What a good board answers. */
    BoardReply usual(BoardRequest request) {
        BoardReply.Builder reply = BoardReply.newBuilder();
        switch (request.getBodyCase()) {
            case HELLO -> reply.setHello(hello(request.getHello().getMaxFrameSend()));
            case DESCRIBE_BOARD ->
                reply.setDescribeBoard(Descriptions.toMessage(
                        description.info(), description.channels().size()));
            case DESCRIBE_CHANNELS ->
                reply.setDescribeChannels(Descriptions.page(
                        description.channels(), request.getDescribeChannels().getFirst(), 200));
            case EXCHANGE -> reply.setExchange(exchange(request));
            case REGISTER_PLAN -> {
                plans.put(request.getRegisterPlan().getPlan(), request.getRegisterPlan());
                reply.setDone(Done.getDefaultInstance());
            }
            case SUBSCRIBE -> {
                subscriptions.put(request.getSubscribe().getSubscription(), request.getSubscribe());
                reply.setDone(Done.getDefaultInstance());
            }
            case READ ->
                reply.setRead(ReadReply.newBuilder()
                        .setBits(values.getOrDefault(request.getRead().getChannel(), 0)));
            case WRITE -> {
                values.put(request.getWrite().getChannel(), request.getWrite().getBits());
                reply.setDone(Done.getDefaultInstance());
            }
            case READ_CLOCK -> reply.setReadClock(ClockReading.newBuilder().setBoardTimeNs(System.nanoTime()));
            default -> reply.setDone(Done.getDefaultInstance());
        }
        return reply.build();
    }

    HelloReply.Builder hello(int frame) {
        return HelloReply.newBuilder()
                .setProtocol(1)
                .setMaxFrameToBoard(Math.min(frame, 4096))
                .setMaxFrameToHost(Math.min(frame, 4096))
                .setWindow(window)
                .setSchemaHash(schemaHash)
                .setBootId(bootId)
                .setBoard(description.info().name())
                .setMaxPlans(8)
                .setMaxSubscriptions(8)
                .setMaxPlanReads(maxPlanReads)
                .setMaxPlanWrites(maxPlanWrites)
                .setMaxSubscriptionChannels(maxSubscriptionChannels);
    }

    private ExchangeReply exchange(BoardRequest request) {
        RegisterPlan plan = plans.get(request.getExchange().getPlan());
        for (int i = 0; i < plan.getWritesCount(); i++) {
            values.put(plan.getWrites(i), request.getExchange().getValues(i));
        }
        ExchangeReply.Builder reply = ExchangeReply.newBuilder().setBoardTimeNs(System.nanoTime());
        plan.getReadsList().forEach(id -> reply.addValues(values.getOrDefault(id, 0)));
        return reply.build();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        down();
    }

    /** One connection. */
    final class Peer {
        private final SocketChannel channel;
        private final FrameDecoder decoder = new FrameDecoder(4096);
        private final FrameEncoder encoder = new FrameEncoder(4096);
        private final ExchangeMessage fast = new ExchangeMessage(new int[64]);
        private final int[] zeros = new int[64];
        final CountDownLatch ended = new CountDownLatch(1);
        private int events;

        Peer(SocketChannel channel) {
            this.channel = channel;
            decoder.limit(4096);
            encoder.limit(4096);
        }

        void serve() {
            ByteBuffer in = ByteBuffer.allocate(8192);
            try {
                while (channel.read(in.clear()) >= 0) {
                    if (!deaf) {
                        decoder.feed(in.array(), 0, in.position(), this::frame);
                    }
                }
            } catch (IOException | RuntimeException e) {
                // the host has gone, or the test has cut it
            }
            cut();
            ended.countDown();
        }

        private void frame(int kind, int sequence, byte[] array, int offset, int length) {
            try {
                if (kind == FrameKind.BENCH_REQUEST && deafToBench) {
                    return;
                }
                if (kind == FrameKind.BENCH_REQUEST) {
                    BenchRequest request = BenchRequest.parser().parseFrom(array, offset, length);
                    benchRequests.add(request);
                    BenchReply reply = request.hasHello()
                            ? BenchReply.newBuilder()
                                    .setHello(hello(request.getHello().getMaxFrameSend()))
                                    .build()
                            : bench.apply(request);
                    send(FrameKind.BENCH_REPLY, sequence, reply);
                    return;
                }
                if (answers.isEmpty() && !slow && ExchangeCodec.isExchange(array, offset, length)) {
                    fastExchange(sequence, array, offset, length);
                    return;
                }
                BoardRequest request = BoardRequest.parser().parseFrom(array, offset, length);
                requests.add(request);
                byte[] raw = bytes.apply(request);
                if (raw != null) {
                    send(FrameKind.BOARD_REPLY, sequences.applyAsInt(sequence), raw);
                    return;
                }
                BoardReply reply = answers.getOrDefault(request.getBodyCase(), FakeBoard.this::usual)
                        .apply(request);
                send(FrameKind.BOARD_REPLY, sequences.applyAsInt(sequence), reply);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private synchronized void fastExchange(int sequence, byte[] array, int offset, int length) throws IOException {
            ExchangeCodec.decodeRequest(array, offset, length, fast);
            RegisterPlan plan = plans.get(fast.plan);
            for (int i = 0; i < plan.getWritesCount(); i++) {
                values.put(plan.getWrites(i), fast.values[i]);
            }
            for (int i = 0; i < plan.getReadsCount(); i++) {
                zeros[i] = values.getOrDefault(plan.getReads(i), 0);
            }
            int bytes = ExchangeCodec.encodeReply(
                    System.nanoTime(), 0, zeros, plan.getReadsCount(), encoder.array(), encoder.messageOffset());
            int frame = encoder.finish(FrameKind.BOARD_REPLY, sequence, bytes);
            channel.write(ByteBuffer.wrap(encoder.array(), encoder.frameOffset(), frame));
        }

        void send(int kind, int sequence, MessageLite message) {
            if (message != null) {
                send(kind, sequence, message.toByteArray());
            }
        }

        synchronized void send(int kind, int sequence, byte[] bytes) {
            System.arraycopy(bytes, 0, encoder.array(), encoder.messageOffset(), bytes.length);
            int number = kind == FrameKind.BOARD_EVENT ? events++ : sequence;
            int frame = encoder.finish(kind, number, bytes.length);
            raw(java.util.Arrays.copyOfRange(encoder.array(), encoder.frameOffset(), encoder.frameOffset() + frame));
        }

        synchronized void raw(byte[] bytes) {
            try {
                ByteBuffer out = ByteBuffer.wrap(bytes);
                while (out.hasRemaining()) {
                    channel.write(out);
                }
            } catch (IOException e) {
                cut();
            }
        }

        void cut() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
