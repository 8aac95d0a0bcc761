package dev.platine.hal.link;

import dev.platine.hal.BoardException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A TCP or Unix socket by the JDK's channels and selectors, for systems whose calls are not known. */
final class NioLink implements Link {
    private static final int BLOCK_BYTES = 8192;

    private final SocketChannel channel;
    private final String description;
    private final Selector readable;
    private final Selector writable;
    private final ByteBuffer in = ByteBuffer.allocateDirect(BLOCK_BYTES);
    private final ByteBuffer out = ByteBuffer.allocateDirect(BLOCK_BYTES);
    private volatile boolean closed;
    private volatile String lossReason = "";

    private NioLink(SocketChannel channel, Selector readable, Selector writable, String description) {
        this.channel = channel;
        this.readable = readable;
        this.writable = writable;
        this.description = description;
    }

    static NioLink openTcp(LinkUri uri, long deadlineNs) {
        InetAddress[] addresses = HostNames.resolve(uri, deadlineNs);
        IOException last = new ConnectException("no address");
        for (int i = 0; i < addresses.length; i++) {
            long now = System.nanoTime();
            long shareEndNs = now + (deadlineNs - now) / (addresses.length - i);
            SocketAddress address = new InetSocketAddress(addresses[i], uri.port());
            try {
                return connect(StandardProtocolFamily.INET, address, "tcp " + uri.place(), shareEndNs);
            } catch (IOException e) {
                last = e;
            }
        }
        throw failure(uri, last);
    }

    static NioLink openUnix(LinkUri uri, long deadlineNs) {
        if (uri.path().startsWith("@")) {
            throw uri.failure(Kind.UNSUPPORTED, "abstract names need the native transport", null);
        }
        Path path = Path.of(uri.path());
        if (!Files.exists(path)) {
            throw uri.noSuchSocket();
        }
        try {
            SocketAddress address = UnixDomainSocketAddress.of(path);
            return connect(StandardProtocolFamily.UNIX, address, "unix " + uri.place(), deadlineNs);
        } catch (IOException e) {
            throw failure(uri, e);
        }
    }

    private static NioLink connect(
            StandardProtocolFamily family, SocketAddress address, String description, long deadlineNs)
            throws IOException {
        boolean unix = family == StandardProtocolFamily.UNIX;
        SocketChannel channel = unix ? SocketChannel.open(family) : SocketChannel.open();
        Selector readable = null;
        Selector writable = null;
        try {
            channel.configureBlocking(false);
            readable = Selector.open();
            writable = Selector.open();
            if (!channel.connect(address)) {
                finish(channel, writable, deadlineNs);
            }
            if (!unix) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            }
            channel.register(readable, SelectionKey.OP_READ);
            channel.register(writable, SelectionKey.OP_WRITE);
            return new NioLink(channel, readable, writable, description);
        } catch (IOException | RuntimeException e) {
            closeQuietly(channel, readable, writable);
            throw e;
        }
    }

    private static void finish(SocketChannel channel, Selector selector, long deadlineNs) throws IOException {
        SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
        while (!channel.finishConnect()) {
            if (deadlineNs - System.nanoTime() <= 0) {
                throw new SocketTimeoutException();
            }
            await(selector, deadlineNs);
        }
        key.interestOps(0);
    }

    private static RuntimeException failure(LinkUri uri, IOException e) {
        if (e instanceof SocketTimeoutException) {
            return uri.noAnswer();
        }
        String text = Objects.requireNonNullElse(e.getMessage(), e.toString());
        if (text.contains("refused")) {
            return uri.nothingListens();
        }
        if (text.contains("ermission denied")) {
            return uri.failure(Kind.PERMISSION, "may not connect to " + uri.place() + ": permission denied", e);
        }
        return uri.unreachable(text, e);
    }

    /** What is ready needs no list: the caller tries its own channel again. */
    private static void leave(SelectionKey ready) {}

    /** Waits in steps of a millisecond, rounded up. An interrupt neither ends the wait nor is lost. */
    private static void await(Selector selector, long deadlineNs) throws IOException {
        long restMs = (deadlineNs - System.nanoTime() + 999_999) / 1_000_000;
        if (restMs <= 0) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        selector.select(NioLink::leave, restMs);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int read(byte[] dst, int offset, int length, long deadlineNs) {
        Objects.checkFromIndexSize(offset, length, dst.length);
        try {
            boolean interrupted = Thread.interrupted();
            try {
                return receive(dst, offset, Math.min(length, BLOCK_BYTES), deadlineNs);
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        } catch (ClosedChannelException | ClosedSelectorException | CancelledKeyException e) {
            return CLOSED;
        } catch (IOException e) {
            return lost(e);
        }
    }

    private int receive(byte[] dst, int offset, int maxBytes, long deadlineNs) throws IOException {
        while (true) {
            in.clear().limit(maxBytes);
            int count = channel.read(in);
            if (count > 0) {
                in.get(0, dst, offset, count);
                return count;
            }
            if (count < 0) {
                return lost(null);
            }
            if (deadlineNs - System.nanoTime() <= 0) {
                return 0;
            }
            await(readable, deadlineNs);
        }
    }

    @Override
    public int writeSome(byte[] src, int offset, int length, long deadlineNs) {
        Objects.checkFromIndexSize(offset, length, src.length);
        int chunk = Math.min(length, BLOCK_BYTES);
        out.clear().limit(chunk);
        out.put(0, src, offset, chunk);
        try {
            boolean interrupted = Thread.interrupted();
            try {
                return send(deadlineNs);
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        } catch (ClosedChannelException | ClosedSelectorException | CancelledKeyException e) {
            return CLOSED;
        } catch (IOException e) {
            return lost(e);
        }
    }

    private int send(long deadlineNs) throws IOException {
        while (true) {
            int count = channel.write(out);
            if (count > 0) {
                return count;
            }
            if (deadlineNs - System.nanoTime() <= 0) {
                return 0;
            }
            await(writable, deadlineNs);
        }
    }

    private int lost(@Nullable IOException e) {
        if (closed) {
            return CLOSED;
        }
        if (lossReason.isEmpty()) {
            lossReason = reason(e);
        }
        return LOST;
    }

    private static String reason(@Nullable IOException e) {
        String text = e == null || e.getMessage() == null ? "" : e.getMessage();
        if (text.isEmpty() || text.contains("roken pipe")) {
            return "closed by peer";
        }
        return text.contains("onnection reset") ? "connection reset by peer" : text;
    }

    @Override
    public String describe() {
        return description;
    }

    @Override
    public String lossReason() {
        return lossReason;
    }

    @Override
    public void close() {
        closed = true;
        closeQuietly(channel, readable, writable);
    }

    private static void closeQuietly(@Nullable AutoCloseable... all) {
        for (AutoCloseable one : all) {
            try {
                if (one != null) {
                    one.close();
                }
            } catch (Exception e) {
                // A close that fails leaves nothing that a caller could do.
            }
        }
    }
}
