package dev.platine.app;

import dev.platine.mcu.debug.GdbSession;
import dev.platine.mcu.rtos.FreeRtos;
import dev.platine.sim.emulated.EmulatedBody;
import dev.platine.sim.rack.Rack;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * GDB's way to an emulated board: a port of this computer, one client at a time. A thread reads what the client sends and enters the rack with
 * it; another one writes, so that the rack never waits for a client.
 */
final class GdbServer implements AutoCloseable {
    private static final byte[] LAST = {};
    private static final long CLOSE_MS = 2_000;

    /** A client: what is to be written to it, in order, {@link #LAST} at the end. */
    private static final class Client {
        final GdbSession session;
        final BlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>();
        private @Nullable Thread writer;

        Client(GdbSession session) {
            this.session = session;
        }

        synchronized void writeBy(Thread thread) {
            writer = thread;
            thread.start();
        }

        /** All that waits is written, or cannot be; nothing more will be. */
        synchronized void finish() {
            waiting.add(LAST);
            if (writer != null) {
                join(writer);
            }
        }
    }

    private final Rack rack;
    private final EmulatedBody body;
    private final ServerSocket server;
    private final DebuggedTime time;
    private final Console console;
    private final Thread thread;
    private volatile @Nullable Socket peer;
    private volatile @Nullable Client serving;
    private volatile boolean closing;
    private @Nullable Client client; // inside the rack

    private GdbServer(Rack rack, EmulatedBody body, ServerSocket server, DebuggedTime time, Console console) {
        this.rack = rack;
        this.body = body;
        this.server = server;
        this.time = time;
        this.console = console;
        thread = new Thread(this::serve, "gdb " + server.getLocalPort());
        thread.setDaemon(true);
    }

    /**
     * Opens the port. Inside the rack.
     *
     * @throws Failure when it cannot be had
     */
    static GdbServer open(Rack rack, EmulatedBody body, int port, DebuggedTime time, Console console) {
        try {
            ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
            GdbServer server = new GdbServer(rack, body, socket, time, console);
            body.afterRun(server::look);
            return server;
        } catch (IOException | IllegalArgumentException e) {
            throw new Failure(
                    Exit.COMPUTER, "--gdb " + port + ": " + e.getMessage() + "; take another port, or 0 for any", e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    void start() {
        thread.start();
    }

    /** The chip has run for a while. Inside the rack. */
    private void look() {
        Client now = client;
        if (now != null) {
            now.session.look();
            after(now);
        } else if (body.chip().processor().debug().isHalted()) {
            time.look();
        }
    }

    private void after(Client now) {
        byte[] output = now.session.takeOutput();
        if (output.length > 0) {
            now.waiting.add(output);
        }
        time.look();
    }

    private void serve() {
        while (!closing) {
            try (Socket accepted = server.accept()) {
                peer = accepted;
                accepted.setTcpNoDelay(true);
                serve(accepted);
            } catch (IOException e) {
                // that client is gone, or the port is closed
            }
            peer = null;
        }
    }

    private void serve(Socket socket) throws IOException {
        Client now = begin();
        if (now == null || now.session.isEnded()) {
            return;
        }
        Thread writer = new Thread(() -> write(socket, now), "gdb writer " + port());
        writer.setDaemon(true);
        now.writeBy(writer);
        serving = now;
        try {
            read(socket.getInputStream(), now);
        } finally {
            end(now);
            now.finish();
            serving = null;
        }
    }

    private @Nullable Client begin() {
        rack.enter();
        try {
            if (closing) {
                return null;
            }
            Client made = new Client(
                    new GdbSession(body.chip(), RunEnds.symbols(body), List.of(new FreeRtos()), console::warn));
            client = made.session.isEnded() ? null : made;
            after(made);
            return made;
        } finally {
            rack.exit();
        }
    }

    private void read(InputStream in, Client now) throws IOException {
        byte[] chunk = new byte[4096];
        for (int count = in.read(chunk); count >= 0 && !closing; count = in.read(chunk)) {
            rack.enter();
            try {
                now.session.receive(chunk, count);
                after(now);
                if (now.session.isEnded()) {
                    return;
                }
            } finally {
                rack.exit();
            }
        }
    }

    private void end(Client now) {
        if (closing) {
            return; // the rack may be closed already
        }
        rack.enter();
        try {
            client = null;
            now.session.end();
            time.look();
        } finally {
            rack.exit();
        }
    }

    private static void write(Socket socket, Client now) {
        try {
            OutputStream out = socket.getOutputStream();
            for (byte[] next = now.waiting.take(); next != LAST; next = now.waiting.take()) {
                out.write(next);
                out.flush();
            }
        } catch (InterruptedException | IOException e) {
            // the reader sees it too
        }
    }

    private static void join(Thread ending) {
        try {
            ending.join(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            server.close();
            Client last = serving;
            if (last != null) {
                last.finish(); // an answer may be on its way
            }
            Socket now = peer;
            if (now != null) {
                now.close();
            }
        } catch (IOException e) {
            // it is closed then
        }
        join(thread);
    }
}
