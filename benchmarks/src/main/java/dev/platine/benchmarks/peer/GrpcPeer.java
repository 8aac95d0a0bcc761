package dev.platine.benchmarks.peer;

import dev.platine.benchmarks.contender.Contender;
import dev.platine.benchmarks.peer.proto.PeerBoardGrpc;
import dev.platine.benchmarks.peer.proto.PeerReply;
import dev.platine.benchmarks.peer.proto.PeerRequest;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** gRPC over loopback TCP, both ends in this process, with the epoll transport where it can be loaded (gRPC's own choice). */
public final class GrpcPeer implements Contender {
    /** How gRPC is used. */
    public enum Style {
        /** A blocking stub; server and channel run callbacks on their event loops. */
        UNARY_DIRECT("grpc-java unary, direct executor"),
        /** A blocking stub and gRPC's default executors: what one gets without asking. */
        UNARY_DEFAULT("grpc-java unary, default executor"),
        /** One long bidirectional stream with a direct executor; the caller parks until the reply is there. */
        STREAM("grpc-java stream, direct executor");

        private final String text;

        Style(String text) {
            this.text = text;
        }

        private boolean direct() {
            return this != UNARY_DEFAULT;
        }
    }

    private final Style style;
    private final Server server;
    private final ManagedChannel channel;
    private final PeerValues values = new PeerValues();
    private final PeerBoardGrpc.PeerBoardBlockingStub blocking;
    private final Handover<PeerReply> replies = new Handover<>();
    private final StreamObserver<PeerRequest> requests;

    private GrpcPeer(Style style, Server server, ManagedChannel channel) {
        this.style = style;
        this.server = server;
        this.channel = channel;
        this.blocking = PeerBoardGrpc.newBlockingStub(channel);
        this.requests =
                style == Style.STREAM ? PeerBoardGrpc.newStub(channel).loop(new ToHandover(replies)) : new NoRequests();
    }

    /**
     * Starts both ends.
     *
     * @param style how it is used
     * @return the running peer
     * @throws IOException when no loopback port is free
     */
    public static GrpcPeer start(Style style) throws IOException {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new Board());
        Server server =
                (style.direct() ? builder.directExecutor() : builder).build().start();
        NettyChannelBuilder near = NettyChannelBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()))
                .usePlaintext();
        return new GrpcPeer(style, server, (style.direct() ? near.directExecutor() : near).build());
    }

    @Override
    public String name() {
        return style.text;
    }

    @Override
    public void exchange() {
        PeerRequest request = values.nextRequest();
        if (style == Style.STREAM) {
            replies.expect();
            requests.onNext(request);
            values.check(replies.await());
        } else {
            values.check(blocking.exchange(request));
        }
    }

    @Override
    public void close() {
        if (style == Style.STREAM && !channel.isShutdown()) {
            requests.onCompleted();
        }
        channel.shutdownNow();
        server.shutdownNow();
    }

    private static final class Board extends PeerBoardGrpc.PeerBoardImplBase {
        @Override
        public void exchange(PeerRequest request, StreamObserver<PeerReply> reply) {
            reply.onNext(PeerValues.answer(request));
            reply.onCompleted();
        }

        @Override
        public StreamObserver<PeerRequest> loop(StreamObserver<PeerReply> replies) {
            return new Answering(replies);
        }
    }

    private record Answering(StreamObserver<PeerReply> replies) implements StreamObserver<PeerRequest> {
        @Override
        public void onNext(PeerRequest request) {
            replies.onNext(PeerValues.answer(request));
        }

        @Override
        public void onError(Throwable broken) {
            // the near end went; gRPC has closed the stream
        }

        @Override
        public void onCompleted() {
            replies.onCompleted();
        }
    }

    private record ToHandover(Handover<PeerReply> replies) implements StreamObserver<PeerReply> {
        @Override
        public void onNext(PeerReply reply) {
            replies.give(reply);
        }

        @Override
        public void onError(Throwable broken) {
            replies.fail(broken);
        }

        @Override
        public void onCompleted() {
            replies.fail(new IllegalStateException("the stream is over"));
        }
    }

    private static final class NoRequests implements StreamObserver<PeerRequest> {
        @Override
        public void onNext(PeerRequest request) {
            throw new IllegalStateException("this style has no stream");
        }

        @Override
        public void onError(Throwable broken) {}

        @Override
        public void onCompleted() {}
    }
}
