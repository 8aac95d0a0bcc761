package dev.platine.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** Plain bytes over sockets: TCP, TLS and Unix. */
public final class SocketConnection {
    private static final long SEND_DEADLINE_MS = 10_000;

    private SocketConnection() {}

    /**
     * Connects to a TCP or Unix address.
     *
     * @param address an {@link java.net.InetSocketAddress} or a {@link java.net.UnixDomainSocketAddress}
     * @return the connection
     * @throws IOException when nobody listens there
     */
    public static RawConnection connect(SocketAddress address) throws IOException {
        return new OverChannel(SocketChannel.open(address));
    }

    /**
     * Takes a connected socket, such as one of TLS.
     *
     * @param socket the socket; closed with the connection
     * @return the connection
     */
    public static RawConnection over(Socket socket) {
        return new OverSocket(socket);
    }

    private record OverChannel(SocketChannel channel, Selector selector) implements RawConnection {
        OverChannel(SocketChannel channel) throws IOException {
            this(channel, Selector.open());
            channel.configureBlocking(false);
            channel.register(selector, 0);
        }

        private boolean ready(int operations, long waitMs) throws IOException {
            SelectionKey key = channel.keyFor(selector);
            if (key == null || !key.isValid()) {
                return false;
            }
            key.interestOps(operations);
            selector.selectedKeys().clear();
            return selector.select(Math.max(1, waitMs)) > 0;
        }

        @Override
        public void send(byte[] bytes) throws IOException {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                if (channel.write(left) == 0 && !ready(SelectionKey.OP_WRITE, SEND_DEADLINE_MS)) {
                    throw new IOException("the far end took nothing for " + SEND_DEADLINE_MS + " ms");
                }
            }
        }

        @Override
        public int receive(byte[] into, Duration deadline) {
            try {
                return ready(SelectionKey.OP_READ, deadline.toMillis()) ? channel.read(ByteBuffer.wrap(into)) : 0;
            } catch (IOException e) {
                return CLOSED;
            }
        }

        @Override
        public void closeSending() throws IOException {
            channel.shutdownOutput();
        }

        @Override
        public void close() {
            quietly(channel);
            quietly(selector);
        }
    }

    private record OverSocket(Socket socket) implements RawConnection {
        @Override
        public void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        @Override
        public int receive(byte[] into, Duration deadline) {
            try {
                socket.setSoTimeout((int) Math.max(1, deadline.toMillis()));
                InputStream in = socket.getInputStream();
                return in.read(into);
            } catch (SocketTimeoutException e) {
                return 0;
            } catch (IOException e) {
                return CLOSED;
            }
        }

        @Override
        public void closeSending() throws IOException {
            socket.shutdownOutput();
        }

        @Override
        public void close() {
            quietly(socket);
        }
    }

    private static void quietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            // The test is over and has its result.
        }
    }
}
