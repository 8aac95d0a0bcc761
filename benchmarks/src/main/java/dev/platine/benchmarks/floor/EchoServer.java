package dev.platine.benchmarks.floor;

import dev.platine.benchmarks.contender.Reach;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The far end of the floor: reads a request's bytes, writes a reply's bytes, looks at neither. Blocking, one thread, one
 * connection after another; the thread ends at {@link #close}.
 */
public final class EchoServer implements AutoCloseable {
    private final ServerSocketChannel listener;
    private final SocketAddress address;
    private final FrameSizes sizes;
    private final AtomicReference<@Nullable SocketChannel> current = new AtomicReference<>();
    private volatile boolean closed;

    private EchoServer(ServerSocketChannel listener, FrameSizes sizes) throws IOException {
        this.listener = listener;
        this.address = listener.getLocalAddress();
        this.sizes = sizes;
    }

    /**
     * Binds and starts to serve.
     *
     * @param reach which kind of socket
     * @param at where: for TCP port 0 takes a free one
     * @param sizes how many bytes go each way
     * @return the running server
     * @throws IOException when the address cannot be bound
     */
    public static EchoServer start(Reach reach, SocketAddress at, FrameSizes sizes) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(reach.family());
        listener.bind(at);
        EchoServer server = new EchoServer(listener, sizes);
        Thread thread = new Thread(server::serve, "floor-echo");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    /**
     * Where it listens.
     *
     * @return the bound address
     */
    public SocketAddress address() {
        return address;
    }

    private void serve() {
        ByteBuffer request = ByteBuffer.allocateDirect(sizes.requestBytes());
        ByteBuffer reply = ByteBuffer.allocateDirect(sizes.replyBytes());
        while (!closed) {
            try (SocketChannel channel = listener.accept()) {
                current.set(channel);
                Sockets.prepare(channel);
                while (Sockets.readFully(channel, request)) {
                    Sockets.writeFully(channel, reply);
                }
            } catch (IOException endOfConnection) {
                current.set(null); // the client went, or close() was called: both end this connection only
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            listener.close();
            SocketChannel channel = current.getAndSet(null);
            if (channel != null) {
                channel.close();
            }
            if (address instanceof UnixDomainSocketAddress unix) {
                Files.deleteIfExists(unix.getPath());
            }
        } catch (IOException e) {
            throw new IllegalStateException("the floor's server does not close: " + address, e);
        }
    }

    /** The two blocking operations that both ends share. */
    static final class Sockets {
        private Sockets() {}

        static void prepare(SocketChannel channel) throws IOException {
            if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
        }

        static boolean readFully(SocketChannel channel, ByteBuffer into) throws IOException {
            into.clear();
            while (into.hasRemaining()) {
                if (channel.read(into) < 0) {
                    return false;
                }
            }
            return true;
        }

        static void writeFully(SocketChannel channel, ByteBuffer from) throws IOException {
            from.clear();
            while (from.hasRemaining()) {
                channel.write(from);
            }
        }
    }
}
