package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;
import dev.platine.hal.spi.BoardPort;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A bounded ring of samples between the thread that reads the link and a subscription's reader. A full ring loses its
 * oldest sample: old telemetry is worth least. The writer never waits and allocates nothing. Safe for any thread.
 */
final class SampleQueue implements BoardPort.SampleSink {
    private final List<ChannelSpec> channels;
    private final int width;
    private final int capacity;
    private final Runnable onSample;

    private final int[] sequences;
    private final long[] lostBefore;
    private final byte[] marks;
    private final long[] boardTimesNs;
    private final long[] hostTimesNs;
    private final int[] values;
    private final @Nullable String[] texts;

    private int head;
    private int size;
    private int pendingMarks;
    private long pendingLost;
    private boolean first = true;
    private int lastSequence;
    private long lost;
    private boolean closed;

    SampleQueue(List<ChannelSpec> channels, boolean text, int capacity, Runnable onSample) {
        this.channels = channels;
        this.width = text ? 0 : channels.size();
        this.capacity = capacity;
        this.onSample = onSample;
        this.sequences = new int[capacity];
        this.lostBefore = new long[capacity];
        this.marks = new byte[capacity];
        this.boardTimesNs = new long[capacity];
        this.hostTimesNs = new long[capacity];
        this.values = new int[capacity * width];
        this.texts = new @Nullable String[text ? capacity : 0];
    }

    @Override
    public void sample(
            int sequence, int lostOnBoard, long boardTimeNs, long hostTimeNs, int[] newValues, @Nullable String text) {
        synchronized (this) {
            if (closed || !advance(sequence, lostOnBoard)) {
                return;
            }
            if (size == capacity) {
                dropOldest();
            }
            int at = (head + size) % capacity;
            sequences[at] = sequence;
            lostBefore[at] = pendingLost;
            marks[at] = (byte) pendingMarks;
            boardTimesNs[at] = boardTimeNs;
            hostTimesNs[at] = hostTimeNs;
            System.arraycopy(newValues, 0, values, at * width, width);
            if (texts.length > 0) {
                texts[at] = text;
            }
            pendingLost = 0;
            pendingMarks = 0;
            size++;
            notifyAll();
        }
        onSample.run();
    }

    /** Counts what is missing before this sample; false when it is one that was here already. */
    private boolean advance(int sequence, int lostOnBoard) {
        long missing = lostOnBoard & 0xFFFF_FFFFL;
        if (!first) {
            int step = sequence - lastSequence;
            if (step <= 0) {
                return false; // the link brought it twice
            }
            missing = step - 1L;
        }
        first = false;
        lastSequence = sequence;
        pendingLost += missing;
        lost += missing;
        return true;
    }

    private void dropOldest() {
        long passedOn = lostBefore[head] + 1;
        int passedMarks = marks[head];
        head = (head + 1) % capacity;
        size--;
        lost++;
        if (size > 0) {
            lostBefore[head] += passedOn;
            marks[head] |= (byte) passedMarks;
        } else {
            pendingLost += passedOn;
            pendingMarks |= passedMarks;
        }
    }

    @Override
    public synchronized void gap(boolean rebooted) {
        pendingMarks |= rebooted ? Sample.GAP | Sample.REBOOTED : Sample.GAP;
        first = true;
    }

    /** The oldest sample, or null when there is none. */
    synchronized @Nullable Sample poll() {
        if (size == 0) {
            return null;
        }
        int at = head;
        head = (head + 1) % capacity;
        size--;
        int[] copy = Arrays.copyOfRange(values, at * width, at * width + width);
        @Nullable String text = texts.length > 0 ? texts[at] : null;
        long sequence = Integer.toUnsignedLong(sequences[at]);
        return new Sample(channels, copy, text, sequence, lostBefore[at], marks[at], boardTimesNs[at], hostTimesNs[at]);
    }

    /** The oldest sample, waiting for one until a time of {@link System#nanoTime()}; null when none came. */
    synchronized @Nullable Sample take(long deadlineNs) throws InterruptedException {
        while (size == 0 && !closed) {
            long leftNs = deadlineNs - System.nanoTime();
            if (leftNs <= 0) {
                return null;
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(leftNs, 1_000_000));
        }
        return poll();
    }

    synchronized boolean isEmpty() {
        return size == 0;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized long lost() {
        return lost;
    }

    /** Ends the queue: waiting readers wake, later samples are dropped, those that wait can still be polled. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
