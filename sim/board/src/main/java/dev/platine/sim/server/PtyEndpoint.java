package dev.platine.sim.server;

import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.linux.Pty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A conversation over a pseudo terminal, which a host opens as its serial line. A host may close it and another open it: nothing
 * tells this end, so the next Hello begins anew, as on a real line.
 *
 * <p>Its reader answers requests; events and what is delayed come from a second thread. Both work under one lock. What a host
 * does not read is lost when the terminal is full, as on a line without flow control.
 */
final class PtyEndpoint implements Outlet, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PtyEndpoint.class);

    private static final long FOREVER_NS = TimeUnit.DAYS.toNanos(1);
    private static final long ROOM_NS = 20_000_000;
    /** How long nothing is sent unasked after the terminal was full. */
    private static final long FULL_NS = 100_000_000;

    private static final int BUFFER_BYTES = 8_192;

    private final Pty pty;
    private final @Nullable Path link;
    private final Endpoint endpoint;
    private final Conversation conversation;
    private final ReentrantLock lock = new ReentrantLock();
    private final ScheduledExecutorService tasks;
    private final Thread reader;
    private final byte[] out = new byte[BUFFER_BYTES];
    private int filled;
    private boolean full;

    private PtyEndpoint(Hub hub, Pty pty, @Nullable Path link) {
        this.pty = pty;
        this.link = link;
        this.endpoint = new Endpoint(
                "serial://" + (link == null ? pty.path() : link),
                "?board=",
                hub.rack().boards());
        this.conversation =
                new Conversation(hub, this, new FrameWriter(hub.limits().maxFrameBytes()));
        this.tasks = Executors.newSingleThreadScheduledExecutor(task -> thread(task, "platine-pty-events"));
        this.reader = thread(this::read, "platine-pty");
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Opens a pseudo terminal and begins to answer.
     *
     * @throws BoardException of kind UNSUPPORTED when there are none here, BUSY when the link's place is taken
     */
    static PtyEndpoint open(Hub hub, ListenUri uri) {
        Path link = uri.path().isEmpty() ? null : Path.of(uri.path());
        Pty pty;
        try {
            pty = Pty.open();
        } catch (IOException e) {
            throw new BoardException(
                    Kind.UNSUPPORTED, 0, uri.text(), null, "listen", String.valueOf(e.getMessage()), e);
        }
        try {
            link(uri, link, Path.of(pty.path()));
        } catch (BoardException e) {
            pty.close();
            throw e;
        }
        PtyEndpoint made = new PtyEndpoint(hub, pty, link);
        made.reader.start();
        return made;
    }

    private static void link(ListenUri uri, @Nullable Path link, Path target) {
        if (link == null) {
            return;
        }
        try {
            if (isStale(link, target)) {
                Files.delete(link);
            }
            Files.createSymbolicLink(link, target);
        } catch (IOException e) {
            boolean taken = Files.exists(link, LinkOption.NOFOLLOW_LINKS);
            throw new BoardException(
                    taken ? Kind.BUSY : Kind.UNREACHABLE,
                    0,
                    uri.text(),
                    null,
                    "listen",
                    taken
                            ? link + " is in the way; remove it or choose another"
                            : "cannot make the link " + link + ", is there such a directory, and may you write to it? ("
                                    + e.getClass().getSimpleName() + ")",
                    e);
        }
    }

    /** Left by a server that is gone: leads nowhere, or to the terminal that this one was given after it. */
    static boolean isStale(Path link, Path ours) throws IOException {
        return Files.isSymbolicLink(link)
                && (!Files.exists(link) || Files.readSymbolicLink(link).equals(ours));
    }

    Endpoint endpoint() {
        return endpoint;
    }

    private void read() {
        byte[] in = new byte[BUFFER_BYTES];
        while (true) {
            int count = pty.read(in, 0, in.length, System.nanoTime() + FOREVER_NS);
            if (count == Pty.CLOSED) {
                return;
            }
            locked(() -> conversation.receive(in, 0, count));
        }
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
            flush();
        } catch (RuntimeException e) {
            LOG.error("{}: a request failed; the line goes on", endpoint, e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void write(byte[] array, int offset, int length) {
        if (length > out.length - filled) {
            flush();
        }
        int fits = Math.min(length, out.length);
        if (fits == length) {
            System.arraycopy(array, offset, out, filled, length);
            filled += length;
        } else {
            send(array, offset, length);
        }
    }

    @Override
    public void flush() {
        int count = filled;
        filled = 0;
        send(out, 0, count);
    }

    private void send(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int count = pty.write(bytes, at, end - at, System.nanoTime() + ROOM_NS);
            if (count <= 0) {
                if (!full) {
                    full = true; // the rest is lost, and the host's decoder finds its feet behind it
                    after(FULL_NS, this::tryAgain);
                }
                return;
            }
            at += count;
        }
    }

    private void tryAgain() {
        full = false;
        conversation.sendEvents();
    }

    @Override
    public boolean roomy() {
        return !full;
    }

    @Override
    public void later(Runnable task) {
        after(0, task);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // what a task throws is handled in it
    public void after(long delayNs, Runnable task) {
        try {
            tasks.schedule(() -> locked(task), delayNs, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the endpoint is closing", e);
        }
    }

    @Override
    public void hangUp(String reason) {
        LOG.debug("{}: stays open although {}", endpoint, reason);
    }

    /** Unplugs the line and ends both threads. */
    @Override
    public void close() {
        tasks.shutdownNow();
        pty.close();
        try {
            reader.join(TimeUnit.SECONDS.toMillis(5));
            tasks.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        locked(conversation::closed);
        if (link != null) {
            UnixSocketFile.remove(link);
        }
    }
}
