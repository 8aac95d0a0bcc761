package dev.platine.sim.service;

import org.jspecify.annotations.Nullable;

/**
 * The samples of one subscription that wait for their reader: a ring that forgets its oldest sample when it is full, and
 * tells how many were forgotten with the next one that is read.
 */
final class SampleQueue {
    /** Samples that wait at most; at least 2, because a forgotten sample's count moves to the one behind it. */
    static final int CAPACITY = 64;

    private final int width;
    private final int[] ordinals = new int[CAPACITY];
    private final int[] sequences = new int[CAPACITY];
    private final int[] lost = new int[CAPACITY];
    private final long[] timesNs = new long[CAPACITY];
    private final int[] values;
    private final @Nullable String[] texts;
    private int head;
    private int size;

    SampleQueue(int width, boolean text) {
        this.width = width;
        this.values = new int[CAPACITY * width];
        this.texts = text ? new String[CAPACITY] : new String[0];
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Ordinal of the oldest sample; only when not empty. */
    int headOrdinal() {
        return ordinals[head];
    }

    /**
     * Adds a sample.
     *
     * @return true when another one was forgotten for it
     */
    boolean add(int ordinal, int sequence, long timeNs, int[] sample, @Nullable String text) {
        boolean full = size == CAPACITY;
        if (full) {
            forgetOldest();
        }
        int slot = (head + size) % CAPACITY;
        ordinals[slot] = ordinal;
        sequences[slot] = sequence;
        lost[slot] = 0;
        timesNs[slot] = timeNs;
        System.arraycopy(sample, 0, values, slot * width, width);
        if (texts.length > 0) {
            texts[slot] = text;
        }
        size++;
        return full;
    }

    private void forgetOldest() {
        int next = (head + 1) % CAPACITY;
        lost[next] += lost[head] + 1;
        head = next;
        size--;
    }

    void remove(SessionEvent into) {
        into.type = SessionEvent.Type.SAMPLE;
        into.ordinal = ordinals[head];
        into.sequence = sequences[head];
        into.lost = lost[head];
        into.boardTimeNs = timesNs[head];
        into.take(values, head * width, width);
        into.text = texts.length > 0 ? texts[head] : null;
        head = (head + 1) % CAPACITY;
        size--;
    }
}
