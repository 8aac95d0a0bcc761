package dev.platine.hal;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.BoardException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Samples of one or more channels, periodic or on change, as they come.
 *
 * <p>Safe for any thread; each sample goes to one reader. Samples wait in a bounded queue: a reader that is too slow loses
 * the oldest ones and is told by {@link Sample#lostBefore}; it never slows a loop or the board. After a lost link the
 * subscription goes on by itself, and the first sample says {@link Sample#gapBefore}.
 */
public final class Subscription implements AutoCloseable {
    private static final int BATCH = 64;

    private final Board board;
    private final int id;
    private final List<ChannelSpec> channels;
    private final SampleQueue queue;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Runnable delivery = this::deliver;
    private volatile @Nullable SampleListener listener;

    private Subscription(Board board, int id, List<ChannelSpec> channels, int capacity) {
        this.board = board;
        this.id = id;
        this.channels = channels;
        boolean text = channels.get(0).kind() == ChannelKind.TEXT;
        this.queue = new SampleQueue(channels, text, capacity, this::schedule);
    }

    static Subscription open(Board board, List<ChannelSpec> channels, long periodNs, float deadBand, int capacity) {
        int id = board.subscriptions().take();
        Subscription subscription = new Subscription(board, id, channels, capacity);
        try {
            board.port().subscribe(id, channels, periodNs, deadBand, subscription.queue, board.deadlineNs());
        } catch (RuntimeException e) {
            board.subscriptions().free(id);
            throw e;
        }
        board.opened(subscription);
        return subscription;
    }

    /**
     * The channels, in the order of the values.
     *
     * @return as asked for
     */
    public List<ChannelSpec> channels() {
        return channels;
    }

    /**
     * Takes the oldest sample that waits. Does not wait itself.
     *
     * @return the sample, or null when there is none
     */
    public @Nullable Sample poll() {
        return queue.poll();
    }

    /**
     * Takes the oldest sample, waiting for one.
     *
     * @param deadline how long to wait, to about a millisecond; 0 or more
     * @return the sample, or null when none came in time
     * @throws BoardException of kind CLOSED when the subscription is closed and no sample is left, of kind INTERRUPTED when the
     *     calling thread was interrupted
     */
    public @Nullable Sample take(Duration deadline) {
        try {
            Sample sample = queue.take(Board.deadlineNs(deadline));
            if (sample == null && queue.isClosed()) {
                throw new BoardException(Kind.CLOSED, board.name(), "take", "the subscription is closed");
            }
            return sample;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BoardException(
                    Kind.INTERRUPTED, 0, board.name(), null, "take", "interrupted while waiting for a sample", e);
        }
    }

    /**
     * Hands every sample from now on, and those that wait, to a listener on the board's dispatcher thread. Returns at once.
     *
     * @param taker gets the samples; replaces the one before
     */
    public void forEach(SampleListener taker) {
        listener = taker;
        schedule();
    }

    /**
     * How many samples were lost so far: on the board, on the link and in the host's queue together. Gaps do not count.
     *
     * @return 0 or more
     */
    public long lost() {
        return queue.lost();
    }

    private void schedule() {
        if (listener != null && scheduled.compareAndSet(false, true)) {
            board.dispatcher().deliver(delivery);
        }
    }

    private void deliver() {
        try {
            for (int i = 0; i < BATCH; i++) {
                SampleListener taker = listener;
                Sample sample = taker == null || queue.isClosed() ? null : queue.poll();
                if (taker == null || sample == null) {
                    return;
                }
                taker.sample(sample);
            }
        } finally {
            scheduled.set(false);
            if (!queue.isEmpty() && !queue.isClosed()) {
                schedule();
            }
        }
    }

    /**
     * Ends the subscription. Samples that wait can still be polled; a listener gets no more, except a call under way. Does
     * nothing the second time.
     */
    @Override
    public void close() {
        synchronized (this) {
            if (queue.isClosed()) {
                return;
            }
            queue.close();
        }
        board.closed(this);
        try {
            board.port().unsubscribe(id, board.deadlineNs());
            board.subscriptions().free(id);
        } catch (BoardException notEnded) {
            // Not told: late samples of this subscription must not reach another, so its number is not used again.
        }
    }

    /** Ends the subscription together with its board. */
    void boardClosed() {
        queue.close();
    }
}
