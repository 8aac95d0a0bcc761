package dev.platine.sim.server;

import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The endpoints that are sockets, with their event loops and connections. Opened and closed by one thread. */
final class SocketEndpoints {
    private static final Logger LOG = LoggerFactory.getLogger(SocketEndpoints.class);

    /** Connections above the limit that are still told so; what comes beyond is closed at once. */
    private static final int TOLD_ABOVE_LIMIT = 100;

    private static final long STOP_S = 5;

    private final Hub hub;
    private final Transport transport;
    private final EventLoopGroup loops;
    private final Map<EventLoop, LoopContext> contexts = new ConcurrentHashMap<>();
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final List<Channel> listening = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();

    SocketEndpoints(Hub hub, Transport transport, int loopCount) {
        this.hub = hub;
        this.transport = transport;
        this.loops = transport.loops(loopCount);
    }

    /** Opens and closes a socket that listens nowhere. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits: its threads are daemons, and end by themselves
    static void rehearse(Transport transport) {
        EventLoopGroup loops = transport.loops(1);
        new ServerBootstrap()
                .group(loops)
                .channel(transport.network)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {}
                })
                .register()
                .awaitUninterruptibly()
                .channel();
        Future<?> unused = loops.shutdownGracefully(0, STOP_S, TimeUnit.SECONDS);
    }

    /**
     * Begins to listen.
     *
     * @return the endpoint
     * @throws BoardException of kind BUSY when the place is taken, PERMISSION or UNREACHABLE when it cannot be had
     */
    Endpoint listen(ListenUri uri) {
        return uri.scheme().equals("unix") ? listenUnix(uri) : listenNetwork(uri);
    }

    private Endpoint listenUnix(ListenUri uri) {
        UnixSocketFile.prepare(uri);
        Path path = Path.of(uri.path());
        bind(uri, bootstrap(transport.unix, null).bind(transport.unixAddress(uri.path())));
        files.add(path);
        UnixSocketFile.restrict(path);
        return new Endpoint("unix://" + uri.path(), "?board=", hub.rack().boards());
    }

    private Endpoint listenNetwork(ListenUri uri) {
        SslContext tls = uri.scheme().equals("tls") ? ServerTls.context(uri) : null;
        InetAddress address = address(uri);
        if (tls == null && !address.isLoopbackAddress()) {
            LOG.warn("{}: anybody who reaches this computer can control the boards; use tls:// instead", uri.text());
        }
        ServerBootstrap bootstrap = bootstrap(transport.network, tls)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 1_024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true);
        Channel channel = bind(uri, bootstrap.bind(new InetSocketAddress(address, uri.port())));
        int port = ((InetSocketAddress) channel.localAddress()).getPort();
        String host = address.isAnyLocalAddress() ? "127.0.0.1" : uri.host();
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return new Endpoint(
                uri.scheme() + "://" + shown + ":" + port, "/", hub.rack().boards());
    }

    private static InetAddress address(ListenUri uri) {
        try {
            return InetAddress.getByName(uri.host());
        } catch (UnknownHostException e) {
            throw new BoardException(Kind.UNREACHABLE, 0, uri.text(), null, "listen", "no such host: " + uri.host(), e);
        }
    }

    private Channel bind(ListenUri uri, ChannelFuture future) {
        future.awaitUninterruptibly();
        Throwable cause = future.cause();
        if (cause == null) {
            listening.add(future.channel());
            return future.channel();
        }
        String text = String.valueOf(cause.getMessage());
        if (text.contains("in use")) {
            throw failed(
                    uri, Kind.BUSY, "port " + uri.port() + " is in use; choose another, or 0 for any free one", cause);
        }
        if (text.contains("ermission denied")) {
            throw failed(uri, Kind.PERMISSION, "this user may not listen there; choose a port above 1023", cause);
        }
        boolean noAddress = cause instanceof BindException || text.contains("assign");
        throw failed(uri, Kind.UNREACHABLE, noAddress ? "this computer has no such address" : text, cause);
    }

    private static BoardException failed(ListenUri uri, Kind kind, String reason, Throwable cause) {
        return new BoardException(kind, 0, uri.text(), null, "listen", reason, cause);
    }

    private ServerBootstrap bootstrap(Class<? extends io.netty.channel.ServerChannel> type, @Nullable SslContext tls) {
        int most = hub.limits().outputBytes();
        return new ServerBootstrap()
                .group(loops)
                .channel(type)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(SocketConnection.READ_BYTES))
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(most / 2, most))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel, tls);
                    }
                });
    }

    private void accept(Channel channel, @Nullable SslContext tls) {
        ServerCounters counters = hub.counters();
        int open = counters.open.incrementAndGet();
        channel.closeFuture().addListener(closed -> counters.open.decrementAndGet());
        boolean over = open > hub.limits().maxConnections();
        (over ? counters.refused : counters.accepted).increment();
        if (open > hub.limits().maxConnections() + TOLD_ABOVE_LIMIT) {
            channel.unsafe().closeForcibly();
            return;
        }
        connections.add(channel);
        LoopContext context = contexts.computeIfAbsent(
                channel.eventLoop(), loop -> new LoopContext(hub.limits().maxFrameBytes()));
        if (tls != null) {
            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
        }
        channel.pipeline().addLast(new SocketConnection(hub, context, tls == null, over));
    }

    /** Stops listening, closes all connections and ends the event loops. */
    void close() {
        for (Channel channel : listening) {
            channel.close().awaitUninterruptibly(STOP_S, TimeUnit.SECONDS);
        }
        connections.close().awaitUninterruptibly(STOP_S, TimeUnit.SECONDS);
        files.forEach(UnixSocketFile::remove);
        loops.shutdownGracefully(0, STOP_S, TimeUnit.SECONDS).awaitUninterruptibly(STOP_S, TimeUnit.SECONDS);
    }
}
