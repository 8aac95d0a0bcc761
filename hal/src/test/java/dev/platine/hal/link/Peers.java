package dev.platine.hal.link;

import dev.platine.hal.linux.Pty;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes connected pairs of a link and a peer. */
final class Peers {
    /** A link and its far end. */
    record Pair(Link link, Peer peer) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            link.close();
            peer.close();
        }
    }

    private static final long SECOND_NS = 1_000_000_000;

    private Peers() {}

    static Pair tcp(String query) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("tcp://127.0.0.1:" + server.getLocalPort() + query);
            Link link = Links.open(uri, System.nanoTime() + 10 * SECOND_NS);
            return new Pair(link, socket(server.accept()));
        }
    }

    static Peer socket(Socket socket) throws IOException {
        if (!socket.isClosed()) {
            socket.setTcpNoDelay(true);
        }
        return new Peer() {
            @Override
            public int receive(byte[] dst) throws IOException {
                return socket.getInputStream().read(dst);
            }

            @Override
            public void send(byte[] src, int length) throws IOException {
                socket.getOutputStream().write(src, 0, length);
            }

            @Override
            public void endOutput() throws IOException {
                socket.shutdownOutput();
            }

            @Override
            public void reset() throws IOException {
                socket.setSoLinger(true, 0);
                socket.close();
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }

    static Pair unix(String query) throws IOException {
        Path path = Files.createTempDirectory("platine").resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            Link link = Links.open(URI.create("unix://" + path + query), System.nanoTime() + 10 * SECOND_NS);
            return new Pair(link, channel(server.accept()));
        } finally {
            Files.deleteIfExists(path);
            Files.deleteIfExists(path.getParent());
        }
    }

    private static Peer channel(SocketChannel channel) {
        return new Peer() {
            @Override
            public int receive(byte[] dst) throws IOException {
                return channel.read(ByteBuffer.wrap(dst));
            }

            @Override
            public void send(byte[] src, int length) throws IOException {
                ByteBuffer bytes = ByteBuffer.wrap(src, 0, length);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }

            @Override
            public void endOutput() throws IOException {
                channel.shutdownOutput();
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    static Pair serial(String query) throws IOException {
        Pty pty = Pty.open();
        Link link = Links.open(URI.create("serial://" + pty.path() + query), System.nanoTime() + 10 * SECOND_NS);
        return new Pair(link, pty(pty));
    }

    static Peer pty(Pty pty) {
        return new Peer() {
            @Override
            public int receive(byte[] dst) throws IOException {
                int count = pty.read(dst, 0, dst.length, System.nanoTime() + 20 * SECOND_NS);
                if (count == 0) {
                    throw new IOException("nothing came");
                }
                return count > 0 ? count : -1;
            }

            @Override
            public void send(byte[] src, int length) throws IOException {
                for (int done = 0; done < length; ) {
                    int count = pty.write(src, done, length - done, System.nanoTime() + 20 * SECOND_NS);
                    if (count <= 0) {
                        throw new IOException("not written: " + count);
                    }
                    done += count;
                }
            }

            @Override
            public void close() {
                pty.close();
            }
        };
    }
}
