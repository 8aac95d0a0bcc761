package dev.platine.hal.remote;

import dev.platine.core.frame.FrameCounters;
import dev.platine.core.frame.FrameDecoder;
import dev.platine.core.frame.FrameEncoder;
import dev.platine.core.frame.FrameFormat;
import dev.platine.core.frame.FrameSink;
import dev.platine.core.protocol.ProtocolLimits;
import dev.platine.hal.LinkStatistics;
import dev.platine.hal.link.Link;
import dev.platine.hal.spi.BoardPort;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Requests, replies and events over one link, from its opening to its loss. A lost connection stays lost.
 *
 * <p>Safe for any thread. Whoever waits for a reply reads the link when nobody else does, and hands replies and events to
 * those they are for; so a lone caller reads its own reply without a hand-over. A call allocates nothing unless threads meet
 * while writing.
 */
final class Connection implements FrameSink, AutoCloseable {
    /** Largest frame that this end sends or receives, before COBS: room for every message of the protocol. */
    static final int MAX_FRAME_BYTES = 4_096;

    private static final long POLL_NS = 1_000_000;
    private static final long SLICE_NS = 100_000_000;
    private static final byte[] DELIMITER = {FrameFormat.DELIMITER};

    private final Link link;
    private final Kinds kinds;
    private final EventSink events;
    private final Runnable onLoss;
    private final Window window = new Window(ProtocolLimits.MAX_WINDOW);

    private final ReentrantLock writing = new ReentrantLock();
    private final FrameEncoder encoder = new FrameEncoder(MAX_FRAME_BYTES);
    private int nextSequence = (int) System.nanoTime(); // another one each time: late replies of before match nothing
    private boolean cut = true;

    private final AtomicReference<@Nullable Thread> reader = new AtomicReference<>();
    private final FrameDecoder decoder = new FrameDecoder(MAX_FRAME_BYTES);
    private final byte[] in = new byte[FrameFormat.maxEncodedBytes(MAX_FRAME_BYTES)];
    private boolean eventSeen;
    private int lastEvent;

    private final AtomicLong framesSent = new AtomicLong();
    private final AtomicLong malformed = new AtomicLong();
    private final AtomicReference<@Nullable String> loss = new AtomicReference<>();
    private volatile boolean established;
    private volatile long lastFrameNs = System.nanoTime();
    private volatile long lastUseNs = System.nanoTime();

    Connection(Link link, Kinds kinds, EventSink events, Runnable onLoss) {
        this.link = link;
        this.kinds = kinds;
        this.events = events;
        this.onLoss = onLoss;
    }

    /** Sets what was agreed in the hello. Before anybody else uses the connection. */
    void agree(int maxFrameToBoard, int maxFrameToHost, int requests) {
        encoder.limit(maxFrameToBoard);
        decoder.limit(maxFrameToHost);
        window.limit(requests);
        established = true;
    }

    /**
     * Sends a request and waits for its reply.
     *
     * @return the status that the call ended with; not PENDING
     */
    int call(Call call, long deadlineNs) {
        int status = send(call, deadlineNs);
        if (status == BoardPort.OK) {
            status = await(call, deadlineNs);
        }
        lastUseNs = status == BoardPort.OK ? lastFrameNs : System.nanoTime();
        return status;
    }

    private int send(Call call, long deadlineNs) {
        for (long now = System.nanoTime(); deadlineNs - now > 0; now = System.nanoTime()) {
            if (!lockWriting(deadlineNs)) {
                return BoardPort.DEADLINE;
            }
            try {
                call.begin();
                int entered = window.enter(call, nextSequence, now);
                if (entered == BoardPort.OK) {
                    return write(call, nextSequence++, deadlineNs);
                } else if (entered != Window.FULL) {
                    return entered;
                }
            } finally {
                writing.unlock();
            }
            waitForRoom(deadlineNs);
        }
        return BoardPort.DEADLINE;
    }

    private boolean lockWriting(long deadlineNs) {
        if (writing.tryLock()) {
            return true;
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return writing.tryLock(deadlineNs - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true; // whoever waits for the reply looks at the flag
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private int write(Call call, int sequence, long deadlineNs) {
        int bytes = call.encode(encoder.array(), encoder.messageOffset(), encoder.maxMessageBytes());
        int frame = bytes < 0 ? bytes : encoder.finish(kinds.request, sequence, bytes);
        if (frame < 0) {
            call.tooLarge(encoder.maxMessageBytes());
            window.abandon(call, BoardPort.REFUSED, false);
            return BoardPort.REFUSED;
        }
        int code = cut ? link.write(DELIMITER, 0, 1, deadlineNs) : Link.OK;
        if (code == Link.OK) {
            cut = true;
            code = link.write(encoder.array(), encoder.frameOffset(), frame, deadlineNs);
        }
        if (code == Link.OK) {
            cut = false;
            framesSent.lazySet(framesSent.getPlain() + 1);
            return BoardPort.OK;
        }
        if (code == Link.DEADLINE) {
            window.abandon(call, BoardPort.DEADLINE, false);
            return call.status();
        }
        lost(link.lossReason());
        return call.status();
    }

    private void waitForRoom(long deadlineNs) {
        long now = System.nanoTime();
        long untilNs = deadlineNs - now < POLL_NS ? deadlineNs : now + POLL_NS;
        if (takeReader()) {
            try {
                read(untilNs);
            } finally {
                releaseReader();
            }
        } else {
            LockSupport.parkNanos(this, untilNs - now);
        }
    }

    private int await(Call call, long deadlineNs) {
        boolean interrupted = false;
        while (call.isPending()) {
            long now = System.nanoTime();
            long leftNs = deadlineNs - now;
            if (call.interruptible() && Thread.currentThread().isInterrupted()) {
                window.abandon(call, Call.INTERRUPTED, true);
            } else if (leftNs <= 0) {
                window.abandon(call, BoardPort.DEADLINE, true);
            } else if (takeReader()) {
                readFor(call, deadlineNs, now);
            } else {
                interrupted |= !call.interruptible() && Thread.interrupted(); // else parking would not wait
                LockSupport.parkNanos(this, leftNs);
            }
        }
        if (reader.get() == null) {
            window.wakeOne(); // this thread may have been woken to read, and gave up
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return call.status();
    }

    /** Reads until the call has ended or its time is over; every now and then looks whether its thread is interrupted. */
    private void readFor(Call call, long deadlineNs, long nowNs) {
        try {
            long now = nowNs;
            while (call.isPending() // whoever read before may have answered it while this thread took the role
                    && deadlineNs - now > 0
                    && !(call.interruptible() && Thread.currentThread().isInterrupted())) {
                boolean sliced = call.interruptible() && deadlineNs - now > SLICE_NS;
                if (!read(sliced ? now + SLICE_NS : deadlineNs)) {
                    return;
                }
                now = System.nanoTime();
            }
        } finally {
            releaseReader();
        }
    }

    /**
     * Reads while nobody else does, until a time, the link is lost, or a call was answered: then its caller may read.
     *
     * @return false when somebody else reads
     */
    boolean readIdle(long untilNs) {
        if (!takeReader()) {
            return false;
        }
        try {
            long usedNs = lastUseNs;
            boolean alive = true;
            while (alive && lastUseNs == usedNs && untilNs - System.nanoTime() > 0) {
                alive = read(untilNs);
            }
        } finally {
            releaseReader();
        }
        return true;
    }

    private boolean takeReader() {
        return reader.get() == null && reader.compareAndSet(null, Thread.currentThread());
    }

    private void releaseReader() {
        reader.set(null);
        window.wakeOne();
    }

    /** Reads once, in the reader's role; false once the link is lost. */
    private boolean read(long deadlineNs) {
        int count = link.read(in, 0, in.length, deadlineNs);
        if (count > 0) {
            decoder.feed(in, 0, count, this);
        } else if (count < 0) {
            lost(link.lossReason());
        }
        return count >= 0;
    }

    @Override
    public void frame(int kind, int sequence, byte[] array, int offset, int length) {
        lastFrameNs = System.nanoTime();
        if (kind == kinds.reply) {
            Call answered = window.answer(sequence, array, offset, length, lastFrameNs);
            if (answered != null) {
                lastUseNs = lastFrameNs;
                if (established && answered.boardRestarted()) {
                    lost("the board has restarted");
                }
            }
        } else if (kind == kinds.event) {
            boolean again = eventSeen && sequence == lastEvent;
            eventSeen = true;
            lastEvent = sequence;
            if (!again && !events.event(array, offset, length)) {
                malformed.incrementAndGet();
            }
        } else {
            malformed.incrementAndGet();
        }
    }

    /**
     * Ends the connection because the far end is not there any more. The link is left to the owner to close: this may be a
     * control loop's thread, and closing takes up to a millisecond the first time.
     */
    void lost(String reason) {
        end(BoardPort.LINK_LOST, reason.isEmpty() ? "connection lost" : reason);
    }

    /** Ends the connection because this end closes, unless it is lost already, and closes the link. */
    @Override
    public void close() {
        end(BoardPort.CLOSED, "closed");
        link.close();
    }

    private void end(int status, String reason) {
        if (loss.compareAndSet(null, reason)) {
            window.fail(status);
            onLoss.run();
        }
    }

    /** Why the connection was lost, or null while it is not. */
    @Nullable
    String loss() {
        return loss.get();
    }

    /** When the last whole frame came, a value of {@link System#nanoTime()}; when it was opened before the first. */
    long lastFrameNs() {
        return lastFrameNs;
    }

    /** When a call ended last. */
    long lastUseNs() {
        return lastUseNs;
    }

    /** Largest frame that this connection sends or receives, before COBS. */
    int maxFrameBytes() {
        return Math.min(MAX_FRAME_BYTES, link.maxFrameBytes());
    }

    String describe() {
        return link.describe();
    }

    LinkStatistics statistics() {
        FrameCounters found = decoder.counters();
        return new LinkStatistics(
                framesSent.get(),
                found.whole(),
                found.badCrc(),
                found.overlong(),
                found.malformed() + malformed.get(),
                window.late(),
                0);
    }
}
