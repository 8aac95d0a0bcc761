package dev.platine.app;

import dev.platine.hal.linux.Pty;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The far end of a bridge, opened and closed by the bridge. One thread reads, one writes, any closes. */
interface BridgeEnd extends AutoCloseable {
    /** Waits for bytes; -1 when none will ever come. */
    int read(byte[] into) throws IOException;

    void write(byte[] bytes, int length) throws IOException;

    @Override
    void close() throws IOException;

    /** Whether no byte will ever come, which is known before the run begins: so the firmware learns it at the same time in each run. */
    default boolean isSilent() {
        return false;
    }

    /** Streams of this process, or a file; without one to read it only takes. */
    record Streams(@Nullable InputStream in, OutputStream out) implements BridgeEnd {
        @Override
        public int read(byte[] into) throws IOException {
            return in == null ? -1 : in.read(into);
        }

        @Override
        public boolean isSilent() {
            return in == null;
        }

        @Override
        public void write(byte[] bytes, int length) throws IOException {
            out.write(bytes, 0, length);
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }

    /** One peer at a time; what the firmware says while there is none is lost, as on a plug that is not in. */
    final class Tcp implements BridgeEnd {
        private final ServerSocket server;
        private volatile @Nullable Socket peer;

        Tcp(int port) throws IOException {
            server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        }

        int port() {
            return server.getLocalPort();
        }

        @Override
        public int read(byte[] into) throws IOException {
            while (true) {
                Socket now = peer;
                if (now == null) {
                    now = server.accept();
                    now.setTcpNoDelay(true);
                    peer = now;
                }
                try {
                    int count = now.getInputStream().read(into);
                    if (count >= 0) {
                        return count;
                    }
                } catch (IOException e) {
                    if (server.isClosed()) {
                        throw e;
                    }
                }
                peer = null;
                now.close();
            }
        }

        @Override
        public void write(byte[] bytes, int length) {
            Socket now = peer;
            if (now != null) {
                try {
                    now.getOutputStream().write(bytes, 0, length);
                } catch (IOException e) {
                    peer = null;
                }
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            Socket now = peer;
            if (now != null) {
                now.close();
            }
        }
    }

    /** A pseudo terminal, with a link to it where one is wanted. */
    final class Terminal implements BridgeEnd {
        private static final long WAIT_NS = 100_000_000;

        private final Pty pty;
        private final @Nullable Path link;
        private volatile boolean closed;

        /**
         * Takes a terminal over, and makes the link; in place of a symbolic link, but of nothing else.
         *
         * @throws IOException when the link cannot be made; the terminal is closed then
         */
        Terminal(Pty pty, @Nullable Path link) throws IOException {
            this.pty = pty;
            this.link = link;
            if (link != null) {
                try {
                    if (Files.isSymbolicLink(link)) {
                        Files.delete(link);
                    }
                    Files.createSymbolicLink(link, Path.of(pty.path()));
                } catch (IOException | RuntimeException e) {
                    pty.close();
                    throw e;
                }
            }
        }

        String path() {
            return link == null ? pty.path() : link.toAbsolutePath().toString();
        }

        @Override
        public int read(byte[] into) {
            while (!closed) {
                int count = pty.read(into, 0, into.length, System.nanoTime() + WAIT_NS);
                if (count > 0) {
                    return count;
                }
                if (count == Pty.CLOSED) {
                    LockSupport.parkNanos(WAIT_NS / 10);
                }
            }
            return -1;
        }

        /** What finds no room within a tenth of a second is lost: nobody reads there. */
        @Override
        public void write(byte[] bytes, int length) {
            int done = 0;
            int count = 1;
            while (done < length && count > 0) {
                count = pty.write(bytes, done, length - done, System.nanoTime() + WAIT_NS);
                done += Math.max(count, 0);
            }
        }

        @Override
        public void close() throws IOException {
            closed = true;
            pty.close();
            if (link != null) {
                Files.deleteIfExists(link);
            }
        }
    }
}
