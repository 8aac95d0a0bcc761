package dev.platine.benchmarks.rig;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Stands between a host and a board's TCP endpoint and counts the bytes each way. One connection; any thread may count. */
public final class CountingRelay implements AutoCloseable {
    private static final int PIECE_BYTES = 4096;

    private final ServerSocket listener;
    private final int targetPort;
    private final AtomicLong toBoardBytes = new AtomicLong();
    private final AtomicLong toHostBytes = new AtomicLong();
    private volatile @Nullable Socket near;
    private volatile @Nullable Socket far;

    private CountingRelay(ServerSocket listener, int targetPort) {
        this.listener = listener;
        this.targetPort = targetPort;
    }

    /**
     * Starts to wait for the one connection.
     *
     * @param targetPort where the board's endpoint listens, on loopback
     * @return the running relay
     * @throws IOException when no port is free
     */
    public static CountingRelay start(int targetPort) throws IOException {
        CountingRelay relay = new CountingRelay(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), targetPort);
        spawn("relay-accept", relay::accept);
        return relay;
    }

    /**
     * Where it listens.
     *
     * @return a port of loopback
     */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Bytes from the host so far.
     *
     * @return the count
     */
    public long toBoardBytes() {
        return toBoardBytes.get();
    }

    /**
     * Bytes from the board so far.
     *
     * @return the count
     */
    public long toHostBytes() {
        return toHostBytes.get();
    }

    private void accept() {
        try {
            Socket host = listener.accept();
            near = host;
            Socket board = new Socket(InetAddress.getLoopbackAddress(), targetPort);
            far = board;
            host.setTcpNoDelay(true);
            board.setTcpNoDelay(true);
            spawn("relay-to-board", () -> pump(host, board, toBoardBytes));
            spawn("relay-to-host", () -> pump(board, host, toHostBytes));
        } catch (IOException e) {
            close();
        }
    }

    private void pump(Socket from, Socket to, AtomicLong count) {
        byte[] piece = new byte[PIECE_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int bytes = in.read(piece); bytes >= 0; bytes = in.read(piece)) {
                count.addAndGet(bytes); // before it is passed on: whoever has the reply finds it counted
                out.write(piece, 0, bytes);
            }
        } catch (IOException endOfConnection) {
            close();
        }
    }

    private static void spawn(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            close(near);
            close(far);
        } catch (IOException e) {
            throw new UncheckedIOException("the relay does not close", e);
        }
    }

    private static void close(@Nullable Socket socket) throws IOException {
        if (socket != null) {
            socket.close();
        }
    }
}
