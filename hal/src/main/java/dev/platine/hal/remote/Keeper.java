package dev.platine.hal.remote;

import dev.platine.core.channel.BoardDescription;
import dev.platine.core.protocol.proto.BoardReply;
import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.ReadClock;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.LinkStatistics;
import dev.platine.hal.OpenOptions;
import dev.platine.hal.link.Link;
import dev.platine.hal.spi.BoardPort;
import dev.platine.hal.spi.Plan;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a port connected: opens the connection, reads it while nobody waits for a reply, asks a silent board whether it is
 * there, and connects again after a loss. Its thread is the only one that replaces the connection. Safe for any thread.
 */
final class Keeper implements AutoCloseable {
    private static final long JOIN_MS = 2_000;

    private final LinkOpener opener;
    private final Requests requests;
    private final Registry registry;
    private final String boardName;
    private final OpenOptions options;
    private final Timing timing;
    private final Rhythm rhythm;

    private volatile @Nullable Connection connection;
    private volatile @Nullable Session session;
    private volatile @Nullable BoardException failure;
    private volatile String lossReason = "not connected yet";
    private volatile boolean closed;
    private volatile @Nullable Thread thread;
    private LinkStatistics before = LinkStatistics.NONE;
    private @Nullable Connection opening;

    Keeper(
            LinkOpener opener,
            Requests requests,
            Registry registry,
            String boardName,
            OpenOptions options,
            Timing timing) {
        this.opener = opener;
        this.requests = requests;
        this.registry = registry;
        this.boardName = boardName;
        this.options = options;
        this.timing = timing;
        this.rhythm = new Rhythm(timing.quietNs());
    }

    /** Opens the first connection and reads the board's description, on the calling thread. */
    BoardDescription open(long deadlineNs) {
        Connection first = connect(deadlineNs);
        try {
            Handshake handshake = new Handshake(requests, first, deadlineNs, timing.helloNs());
            session = handshake.hello(boardName, options);
            BoardDescription description = handshake.describe();
            connection = first;
            return description;
        } catch (RuntimeException e) {
            first.close();
            throw e;
        }
    }

    /** Starts the keeper's thread. Once, after {@link #open}. */
    void start(String name) {
        Thread starting = new Thread(this::keep, name);
        starting.setDaemon(true);
        thread = starting;
        starting.start();
    }

    @Nullable
    Connection connection() {
        return connection;
    }

    boolean isClosed() {
        return closed;
    }

    /** Why the port never works again, or null. */
    @Nullable
    BoardException failure() {
        return failure;
    }

    Connection requireConnection(String operation) {
        Connection now = connection;
        if (now != null) {
            return now;
        }
        if (closed) {
            throw requests.error(Kind.CLOSED, operation, null, "used after close");
        }
        BoardException broken = failure;
        if (broken != null) {
            throw broken;
        }
        throw requests.linkLost(operation, null, lossReason);
    }

    Session session(String operation) {
        requireConnection(operation);
        Session now = session;
        if (now == null) {
            throw requests.linkLost(operation, null, lossReason);
        }
        return now;
    }

    private Connection connect(long deadlineNs) {
        Link link = opener.open(deadlineNs);
        return new Connection(link, Kinds.BOARD, registry, this::wake);
    }

    /** Lets the keeper look again at once what there is to do. Any thread. */
    void wake() {
        LockSupport.unpark(thread);
    }

    private void keep() {
        Connection now = connection;
        while (now != null && !closed) {
            Thread.interrupted(); // nobody means this thread, and parking would not wait
            String loss = now.loss();
            if (loss == null) {
                attend(now);
            } else {
                now = afterLoss(now, loss);
            }
        }
    }

    /** One look at a living connection. */
    private void attend(Connection now) {
        long nowNs = System.nanoTime();
        long silentNs = nowNs - now.lastFrameNs();
        long usedNs = now.lastUseNs();
        long unusedNs = nowNs - usedNs;
        long quietNs = registry.subscribed() ? timing.quietNs() : rhythm.quietNs();
        if (silentNs >= timing.silenceNs()) {
            ask(now);
        } else if (unusedNs < quietNs) {
            LockSupport.parkNanos(this, quietNs - unusedNs);
        } else if (now.readIdle(nowNs + timing.silenceNs() - silentNs)) {
            rhythm.idle(usedNs, now.lastUseNs());
        } else {
            LockSupport.parkNanos(this, timing.quietNs());
        }
    }

    /** Asks the board for its clock, only to hear something. */
    private void ask(Connection now) {
        BoardRequest request = BoardRequest.newBuilder()
                .setReadClock(ReadClock.getDefaultInstance())
                .build();
        long askedNs = System.nanoTime();
        now.call(new RequestCall<>(request, BoardReply.parser()), askedNs + timing.graceNs());
        if (now.lastFrameNs() - askedNs < 0 && System.nanoTime() - askedNs >= timing.graceNs()) {
            now.lost("nothing heard for " + (System.nanoTime() - now.lastFrameNs()) / 1_000_000 + " ms");
        }
    }

    private @Nullable Connection afterLoss(Connection lost, String reason) {
        lost.close();
        lossReason = reason;
        synchronized (this) {
            before = Tally.add(before, lost.statistics(), 0);
            connection = null;
        }
        tell(listener -> listener.linkLost(reason));
        return options.reconnect() ? reconnect() : null;
    }

    private @Nullable Connection reconnect() {
        long pauseNs = timing.firstBackOffNs();
        while (!closed && failure == null) {
            Connection again = tryAgain();
            if (again != null) {
                return again;
            }
            pause(System.nanoTime() + pauseNs);
            pauseNs = Math.min(2 * pauseNs, timing.mostBackOffNs());
        }
        return null;
    }

    /** Waits out a pause, unless the port closes; a lost attempt has unparked this thread, which must not cut it short. */
    private void pause(long untilNs) {
        long leftNs = untilNs - System.nanoTime();
        while (leftNs > 0 && !closed) {
            LockSupport.parkNanos(this, leftNs);
            leftNs = untilNs - System.nanoTime();
        }
    }

    private @Nullable Connection tryAgain() {
        Connection again = null;
        try {
            long deadlineNs = System.nanoTime() + options.connectDeadline().toNanos();
            again = connect(deadlineNs);
            watch(again);
            boolean rebooted = resume(again, deadlineNs);
            synchronized (this) {
                before = Tally.add(before, LinkStatistics.NONE, 1);
                connection = again;
            }
            if (!closed) {
                tell(listener -> listener.linkRestored(rebooted));
                return again;
            }
            again.close();
        } catch (BoardException e) {
            lossReason = "the last attempt to connect failed: " + requests.reason(e);
            if (e.kind() == Kind.VERSION) {
                failure = e;
            }
            drop(again);
        } catch (RuntimeException e) {
            lossReason = "the last attempt to connect failed: " + e;
            drop(again);
        } finally {
            watch(null);
        }
        return null;
    }

    private void drop(@Nullable Connection attempt) {
        if (attempt != null) {
            attempt.close();
            synchronized (this) {
                before = Tally.add(before, attempt.statistics(), 0);
            }
        }
    }

    /** Lets {@link #close} end an attempt that is under way. */
    private void watch(@Nullable Connection attempt) {
        boolean late;
        synchronized (this) {
            opening = attempt;
            late = closed;
        }
        if (late && attempt != null) {
            attempt.close();
        }
    }

    /** Says hello again and makes plans and subscriptions known again; tells whether the board has restarted. */
    private boolean resume(Connection again, long deadlineNs) {
        Session old = session;
        Session fresh = new Handshake(requests, again, deadlineNs, timing.helloNs()).hello(boardName, options);
        if (old != null && old.schemaHash() != fresh.schemaHash()) {
            throw requests.error(
                    Kind.VERSION,
                    "reconnect",
                    null,
                    "the board has other channels than before: close it and open it again");
        }
        boolean rebooted = old == null || old.bootId() != fresh.bootId();
        session = fresh;
        for (Plan plan : registry.plans()) {
            again(again, Registry.request(plan), "register", deadlineNs);
        }
        for (Registry.Entry entry : registry.subscriptions()) {
            entry.sink().gap(rebooted);
            again(again, entry.request(), "subscribe", deadlineNs);
        }
        return rebooted;
    }

    private void again(Connection to, BoardRequest request, String operation, long deadlineNs) {
        BoardReply reply = requests.ask(to, request, BoardReply.parser(), operation, null, deadlineNs);
        if (!reply.hasDone()) {
            throw requests.protocol(operation, "the board answered " + operation + " with " + Replies.bodyName(reply));
        }
    }

    private void tell(java.util.function.Consumer<BoardPort.Listener> call) {
        BoardPort.Listener listener = registry.listener();
        if (listener != null && !closed) {
            call.accept(listener);
        }
    }

    /** What went over all connections so far. */
    synchronized LinkStatistics statistics() {
        Connection now = connection;
        return now == null ? before : Tally.add(before, now.statistics(), 0);
    }

    @Override
    public void close() {
        Connection now;
        Connection attempt;
        synchronized (this) {
            closed = true;
            now = connection;
            attempt = opening;
        }
        if (attempt != null) {
            attempt.close();
        }
        if (now != null) {
            now.close();
        }
        Thread ending = thread;
        if (ending == null || ending == Thread.currentThread()) {
            return;
        }
        LockSupport.unpark(ending);
        try {
            ending.join(JOIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
