package dev.platine.hal.link;

import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** TLS 1.3 over another link, by the JDK's engine, which allocates. */
final class TlsLink implements Link {
    /** A key update is answered by the reader; while the writer is stuck it waits this long at most. */
    private static final long ANSWER_NS = 1_000_000_000;

    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private final Link under;
    private final SSLEngine engine;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock reading = new ReentrantLock();
    /** Encrypted bytes that came, in [position, limit). Under {@link #reading}. */
    private final ByteBuffer encryptedIn;
    /** Plain bytes that came, in [position, limit). Under {@link #reading}. */
    private final ByteBuffer plainIn;
    /** Encrypted bytes that must go before others, in [position, limit). Under {@link #writing}. */
    private final ByteBuffer encryptedOut;

    private volatile String lossReason = "";
    private volatile boolean closed;

    private TlsLink(Link under, SSLEngine engine) {
        this.under = under;
        this.engine = engine;
        int packet = engine.getSession().getPacketBufferSize();
        int plain = engine.getSession().getApplicationBufferSize();
        encryptedIn = ByteBuffer.allocate(2 * packet).limit(0);
        plainIn = ByteBuffer.allocate(plain).limit(0);
        encryptedOut = ByteBuffer.allocate(2 * packet).limit(0);
    }

    /** Shakes hands over an open link, which is closed when that fails. */
    static TlsLink open(LinkUri uri, SSLEngine engine, Link under, long deadlineNs) {
        TlsLink link = new TlsLink(under, engine);
        try {
            link.handshake(uri, deadlineNs);
            return link;
        } catch (SSLException e) {
            under.close();
            throw TlsContexts.failure(uri, e);
        } catch (RuntimeException e) {
            under.close();
            throw e;
        }
    }

    private void handshake(LinkUri uri, long deadlineNs) throws SSLException {
        engine.beginHandshake();
        while (true) {
            HandshakeStatus status = engine.getHandshakeStatus();
            int code = OK;
            switch (status) {
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> code = wrapHandshake(deadlineNs);
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> code = unwrapHandshake(deadlineNs);
                case FINISHED, NOT_HANDSHAKING -> {
                    return;
                }
            }
            if (code == DEADLINE) {
                throw uri.failure(Kind.UNREACHABLE, "no TLS answer from " + uri.place() + " in time", null);
            }
            if (code != OK) {
                throw closedInHandshake(uri);
            }
        }
    }

    private BoardException closedInHandshake(LinkUri uri) {
        String why = under.lossReason().isEmpty() ? "closed by peer" : under.lossReason();
        return uri.failure(Kind.UNREACHABLE, "the TLS handshake with " + uri.place() + " broke: " + why, null);
    }

    private int wrapHandshake(long deadlineNs) throws SSLException {
        encryptedOut.compact();
        try {
            engine.wrap(EMPTY.duplicate(), encryptedOut);
        } finally {
            encryptedOut.flip();
        }
        return flush(deadlineNs);
    }

    private int unwrapHandshake(long deadlineNs) throws SSLException {
        SSLEngineResult result = unwrap();
        if (result.getStatus() == Status.CLOSED) {
            return LOST;
        }
        if (result.getStatus() != Status.BUFFER_UNDERFLOW) {
            return OK;
        }
        int count = fill(deadlineNs);
        return count > 0 ? OK : count == 0 ? DEADLINE : count;
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    private SSLEngineResult unwrap() throws SSLException {
        plainIn.compact();
        try {
            return engine.unwrap(encryptedIn, plainIn);
        } finally {
            plainIn.flip();
        }
    }

    /** Reads encrypted bytes behind those that are there. */
    private int fill(long deadlineNs) {
        encryptedIn.compact();
        int count = under.read(encryptedIn.array(), encryptedIn.position(), encryptedIn.remaining(), deadlineNs);
        encryptedIn.position(encryptedIn.position() + Math.max(0, count)).flip();
        return count;
    }

    @Override
    public int read(byte[] dst, int offset, int length, long deadlineNs) {
        Objects.checkFromIndexSize(offset, length, dst.length);
        reading.lock();
        try {
            return readLocked(dst, offset, length, deadlineNs);
        } finally {
            reading.unlock();
        }
    }

    private int readLocked(byte[] dst, int offset, int length, long deadlineNs) {
        try {
            while (!plainIn.hasRemaining()) {
                SSLEngineResult result = unwrap();
                if (result.getStatus() == Status.CLOSED) {
                    return lost("closed by peer");
                }
                if (result.getStatus() == Status.BUFFER_UNDERFLOW) {
                    int count = fill(deadlineNs);
                    if (count <= 0) {
                        return count == LOST ? lost(under.lossReason()) : count;
                    }
                } else if (!plainIn.hasRemaining()) {
                    afterHandshake();
                }
            }
        } catch (SSLException e) {
            return lost(TlsContexts.refusal(e));
        }
        int count = Math.min(length, plainIn.remaining());
        plainIn.get(dst, offset, count);
        return count;
    }

    /** Tickets and key updates. */
    private void afterHandshake() throws SSLException {
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            runTasks();
        }
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            writing.lock();
            try {
                wrapHandshake(System.nanoTime() + ANSWER_NS);
            } finally {
                writing.unlock();
            }
        }
    }

    @Override
    public int writeSome(byte[] src, int offset, int length, long deadlineNs) {
        ByteBuffer plain = ByteBuffer.wrap(src, offset, length);
        writing.lock();
        try {
            int code = flush(deadlineNs);
            if (code != OK) {
                return code == LOST ? lostInWriting() : code == DEADLINE ? 0 : code;
            }
            encryptedOut.compact();
            SSLEngineResult result;
            try {
                result = engine.wrap(plain, encryptedOut);
            } finally {
                encryptedOut.flip();
            }
            if (result.getStatus() == Status.CLOSED) {
                return lost("closed by peer");
            }
            // What does not go by the deadline goes before the next write: a record cannot be cut.
            code = flush(deadlineNs);
            return code == LOST ? lostInWriting() : code == CLOSED ? CLOSED : result.bytesConsumed();
        } catch (SSLException e) {
            return lost(TlsContexts.refusal(e));
        } finally {
            writing.unlock();
        }
    }

    /** Who refuses us says why and closes; when a write is the first to notice, what it said is still to be read. */
    private int lostInWriting() {
        if (reading.tryLock()) {
            try {
                long nowNs = System.nanoTime();
                do {
                    plainIn.clear().limit(0); // nobody will ask for it
                } while (unwrap().getStatus() == Status.OK || fill(nowNs) > 0);
            } catch (SSLException e) {
                return lost(TlsContexts.refusal(e));
            } finally {
                reading.unlock();
            }
        }
        return lost(under.lossReason());
    }

    private int flush(long deadlineNs) {
        while (encryptedOut.hasRemaining()) {
            int count = under.writeSome(
                    encryptedOut.array(), encryptedOut.position(), encryptedOut.remaining(), deadlineNs);
            if (count <= 0) {
                return count == 0 ? DEADLINE : count;
            }
            encryptedOut.position(encryptedOut.position() + count);
        }
        return OK;
    }

    private int lost(String reason) {
        if (closed) {
            return CLOSED;
        }
        if (lossReason.isEmpty()) {
            lossReason = reason;
        }
        return LOST;
    }

    @Override
    public String describe() {
        return "tls over " + under.describe();
    }

    @Override
    public String lossReason() {
        return lossReason;
    }

    /** Says goodbye if that needs no waiting. */
    @Override
    public void close() {
        closed = true;
        if (writing.tryLock()) {
            try {
                engine.closeOutbound();
                wrapHandshake(System.nanoTime());
            } catch (SSLException e) {
                lost(TlsContexts.refusal(e));
            } finally {
                writing.unlock();
            }
        }
        under.close();
    }
}
