package dev.platine.app;

import dev.platine.hal.linux.Pty;
import dev.platine.sim.emulated.UartPort;
import dev.platine.sim.rack.Rack;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A serial port of an emulated microcontroller, connected with something of this computer. Bytes of the firmware wait in a queue for a
 * thread of their own, so that a slow reader holds up the rack only once {@value #MOST_WAITING} of them wait.
 */
final class UartBridge implements AutoCloseable {
    private static final int MOST_WAITING = 1 << 20;
    private static final int CHUNK = 256;
    private static final long CLOSE_MS = 2_000;

    /** The far end, opened and closed by the bridge. */
    private interface Far extends AutoCloseable {
        int read(byte[] into) throws IOException;

        void write(byte[] bytes, int length) throws IOException;

        @Override
        void close() throws IOException;
    }

    private final Rack rack;
    private final UartPort port;
    private final Far far;
    private final String where;
    private final BlockingQueue<Byte> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread writer;
    private final Thread reader;
    private volatile boolean closing;

    private UartBridge(Rack rack, UartPort port, Far far, String where) {
        this.rack = rack;
        this.port = port;
        this.far = far;
        this.where = where;
        writer = thread(this::write, "to " + where);
        reader = thread(this::read, "from " + where);
        port.listen(this::sent);
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, "uart " + name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Connects a port.
     *
     * @param option {@code PORT=WHERE} as people give it, PORT already found
     * @throws Failure when it cannot be had
     */
    static UartBridge open(Rack rack, UartPort port, String option, Console console) {
        String where = option.substring(option.indexOf('=') + 1);
        String name = port.name();
        try {
            Far far;
            if (where.equals("stdio")) {
                far = new Streams(System.in, console.raw());
            } else if (where.startsWith("file:")) {
                far = new Streams(InputStream.nullInputStream(), Files.newOutputStream(Path.of(where.substring(5))));
            } else if (where.startsWith("tcp:")) {
                Tcp tcp = new Tcp(port(where.substring(4), option));
                console.line("uart " + name + " tcp://127.0.0.1:" + tcp.server.getLocalPort());
                far = tcp;
            } else if (where.equals("pty") || where.startsWith("pty:")) {
                Terminal terminal = new Terminal(where.equals("pty") ? "" : where.substring(4));
                console.line("uart " + name + " serial://" + terminal.path());
                far = terminal;
            } else {
                throw new Failure(
                        Exit.USAGE, "--uart " + option + ": must be stdio, tcp:PORT, pty, pty:LINK or file:PATH");
            }
            return new UartBridge(rack, port, far, where);
        } catch (BindException e) {
            throw new Failure(
                    Exit.COMPUTER, "--uart " + option + ": the port is in use; take another, or 0 for any free one", e);
        } catch (IOException e) {
            throw new Failure(Exit.COMPUTER, "--uart " + option + ": cannot be opened: " + e.getMessage(), e);
        }
    }

    private static int port(String text, String option) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException ignored) {
            // told below
        }
        throw new Failure(Exit.USAGE, "--uart " + option + ": the port must be 0 to 65535");
    }

    void start() {
        writer.start();
        reader.start();
    }

    private void sent(byte value) {
        if (!waiting.offer(value)) {
            try {
                waiting.put(value);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void write() {
        byte[] chunk = new byte[CHUNK];
        try {
            while (true) {
                Byte first = waiting.poll(20, TimeUnit.MILLISECONDS);
                if (first == null) {
                    if (closing) {
                        return;
                    }
                    continue;
                }
                int count = 0;
                chunk[count++] = first;
                for (Byte more = waiting.poll(); more != null; more = count < CHUNK ? waiting.poll() : null) {
                    chunk[count++] = more;
                    if (count == CHUNK) {
                        break;
                    }
                }
                far.write(chunk, count);
            }
        } catch (InterruptedException | IOException e) {
            waiting.clear(); // nobody reads there any more
        }
    }

    private void read() {
        byte[] chunk = new byte[CHUNK];
        try {
            for (int count = far.read(chunk); count >= 0 && !closing; count = far.read(chunk)) {
                give(chunk, count);
            }
        } catch (IOException e) {
            // nobody writes there any more
        }
    }

    private void give(byte[] chunk, int count) {
        for (int done = 0; done < count && !closing; ) {
            rack.enter();
            try {
                done += port.give(chunk, done, count - done);
            } finally {
                rack.exit();
            }
            if (done < count) {
                java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            writer.join(CLOSE_MS);
            far.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new Failure(Exit.COMPUTER, "--uart " + where + ": " + e.getMessage(), e);
        }
    }

    private record Streams(InputStream in, OutputStream out) implements Far {
        @Override
        public int read(byte[] into) throws IOException {
            return in.read(into);
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
    private static final class Tcp implements Far {
        private final ServerSocket server;
        private volatile @Nullable Socket peer;

        Tcp(int port) throws IOException {
            server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
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

    private static final class Terminal implements Far {
        private static final long FOREVER_NS = 100_000_000;

        private final Pty pty = Pty.open();
        private final @Nullable Path link;
        private volatile boolean closed;

        Terminal(String link) throws IOException {
            this.link = link.isEmpty() ? null : Path.of(link);
            if (this.link != null) {
                if (Files.isSymbolicLink(this.link)) {
                    Files.delete(this.link);
                }
                Files.createSymbolicLink(this.link, Path.of(pty.path()));
            }
        }

        String path() {
            return link == null ? pty.path() : link.toAbsolutePath().toString();
        }

        @Override
        public int read(byte[] into) {
            while (!closed) {
                int count = pty.read(into, 0, into.length, System.nanoTime() + FOREVER_NS);
                if (count > 0) {
                    return count;
                }
                if (count == Pty.CLOSED) {
                    java.util.concurrent.locks.LockSupport.parkNanos(FOREVER_NS / 10);
                }
            }
            return -1;
        }

        @Override
        public void write(byte[] bytes, int length) {
            pty.write(bytes, 0, length, System.nanoTime() + FOREVER_NS);
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
