package dev.platine.benchmarks.peer;

import dev.platine.benchmarks.contender.Contender;
import dev.platine.benchmarks.peer.proto.PeerReply;
import dev.platine.benchmarks.peer.proto.PeerRequest;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.protobuf.ProtobufDecoder;
import io.netty.handler.codec.protobuf.ProtobufEncoder;
import io.netty.handler.codec.protobuf.ProtobufVarint32FrameDecoder;
import io.netty.handler.codec.protobuf.ProtobufVarint32LengthFieldPrepender;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The usual Netty client: protobuf-java messages behind Netty's own length-field codec, epoll, a future a request, and a
 * caller that waits for the future. The server is the same pipeline turned round.
 */
public final class NettyFuturePeer implements Contender {
    private static final long DEADLINE_S = 10;

    private final EventLoopGroup serverGroup = group();
    private final EventLoopGroup clientGroup = group();
    private final PeerValues values = new PeerValues();
    private final Queue<CompletableFuture<PeerReply>> waiting = new ConcurrentLinkedQueue<>();
    private final Channel near;

    private NettyFuturePeer() {
        Channel far = new ServerBootstrap()
                .group(serverGroup)
                .channel(EpollServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(pipeline(PeerRequest.getDefaultInstance(), Answering::new))
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
        near = new Bootstrap()
                .group(clientGroup)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(pipeline(PeerReply.getDefaultInstance(), () -> new Completing(waiting)))
                .connect(far.localAddress())
                .syncUninterruptibly()
                .channel();
    }

    /**
     * Starts both ends.
     *
     * @return the running peer
     */
    public static NettyFuturePeer start() {
        return new NettyFuturePeer();
    }

    @Override
    public String name() {
        return "Netty epoll, protobuf-java, future";
    }

    @Override
    public void exchange() {
        CompletableFuture<PeerReply> reply = new CompletableFuture<>();
        waiting.add(reply);
        Future<?> unused = near.writeAndFlush(values.nextRequest(), near.voidPromise());
        try {
            values.check(reply.get(DEADLINE_S, TimeUnit.SECONDS));
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the Netty peer did not answer within " + DEADLINE_S + " s", e);
        }
    }

    @Override
    public void close() {
        near.close().syncUninterruptibly();
        Future<?> unusedClient = clientGroup.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        Future<?> unusedServer = serverGroup.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private static EventLoopGroup group() {
        return new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    }

    private static ChannelInitializer<Channel> pipeline(
            com.google.protobuf.MessageLite incoming, java.util.function.Supplier<ChannelHandler> last) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(
                                new ProtobufVarint32FrameDecoder(),
                                new ProtobufDecoder(incoming),
                                new ProtobufVarint32LengthFieldPrepender(),
                                new ProtobufEncoder(),
                                last.get());
            }
        };
    }

    private static final class Answering extends SimpleChannelInboundHandler<PeerRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, PeerRequest request) {
            Future<?> unused = context.writeAndFlush(PeerValues.answer(request), context.voidPromise());
        }
    }

    private static final class Completing extends SimpleChannelInboundHandler<PeerReply> {
        private final Queue<CompletableFuture<PeerReply>> waiting;

        Completing(Queue<CompletableFuture<PeerReply>> waiting) {
            this.waiting = waiting;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, PeerReply reply) {
            CompletableFuture<PeerReply> first = waiting.poll();
            if (first != null) {
                first.complete(reply);
            }
        }
    }
}
