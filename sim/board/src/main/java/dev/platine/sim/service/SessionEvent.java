package dev.platine.sim.service;

import org.jspecify.annotations.Nullable;

/**
 * A carrier for one event of a session, filled by {@link Session#nextEvent}; made once and reused, by one thread at a
 * time.
 */
public final class SessionEvent {
    /** What happened. */
    public enum Type {
        /** A sample of a subscription. */
        SAMPLE,
        /** Outputs went to their safe values. */
        SAFE_STATE,
        /** A line from the board. */
        NOTICE
    }

    /** Why outputs went to their safe values. */
    public enum SafeReason {
        /** A set-point's lifetime ran out. */
        LIFETIME_EXPIRED,
        /** Somebody else asked for it. */
        MADE_SAFE,
        /** The board failed. */
        BOARD_FAULT
    }

    Type type = Type.NOTICE;
    int ordinal;
    int subscription;
    int sequence;
    int lost;
    long boardTimeNs;
    int[] values = new int[0];
    int valueCount;

    @Nullable
    String text;

    SafeReason safeReason = SafeReason.LIFETIME_EXPIRED;

    /** An empty carrier. */
    public SessionEvent() {}

    /**
     * What happened.
     *
     * @return which of the other accessors have a meaning
     */
    public Type type() {
        return type;
    }

    /**
     * Counts the events of the session from 0, lost ones included; wraps.
     *
     * @return this event's number
     */
    public int ordinal() {
        return ordinal;
    }

    /**
     * Which subscription a sample belongs to.
     *
     * @return its number in the session
     */
    public int subscription() {
        return subscription;
    }

    /**
     * Counts the samples of the subscription from 0, lost ones included; wraps.
     *
     * @return this sample's number
     */
    public int sequence() {
        return sequence;
    }

    /**
     * How many samples of the subscription were lost just before this one.
     *
     * @return 0 or more
     */
    public int lost() {
        return lost;
    }

    /**
     * When it happened.
     *
     * @return nanoseconds since the board's boot
     */
    public long boardTimeNs() {
        return boardTimeNs;
    }

    /**
     * The sampled values, or the ids of the channels that went to their safe values.
     *
     * @return an array that is reused; only the first {@link #valueCount()} count
     */
    public int[] values() {
        return values;
    }

    /**
     * How many entries of {@link #values()} count.
     *
     * @return 0 or more
     */
    public int valueCount() {
        return valueCount;
    }

    /**
     * The line of a notice or of a text channel's sample.
     *
     * @return the line, or null for a sample of values
     */
    public @Nullable String text() {
        return text;
    }

    /**
     * Why outputs went to their safe values.
     *
     * @return the reason, for {@link Type#SAFE_STATE}
     */
    public SafeReason safeReason() {
        return safeReason;
    }

    void take(int[] source, int from, int count) {
        if (values.length < count) {
            values = new int[count];
        }
        System.arraycopy(source, from, values, 0, count);
        valueCount = count;
    }
}
