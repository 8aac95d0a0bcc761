package dev.platine.core.frame;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What a {@link FrameDecoder} found since it was made. Written by the thread that feeds the decoder, readable from any
 * thread; each count is exact, counts read one after the other may belong to different instants.
 */
public final class FrameCounters {
    private final AtomicLong whole = new AtomicLong();
    private final AtomicLong badCrc = new AtomicLong();
    private final AtomicLong overlong = new AtomicLong();
    private final AtomicLong malformed = new AtomicLong();
    private final AtomicLong resynchronised = new AtomicLong();

    FrameCounters() {}

    private static void addOne(AtomicLong counter) {
        counter.lazySet(counter.getPlain() + 1);
    }

    void countWhole() {
        addOne(whole);
    }

    void countBadCrc() {
        addOne(badCrc);
    }

    void countOverlong() {
        addOne(overlong);
    }

    void countMalformed() {
        addOne(malformed);
    }

    void countResynchronised() {
        addOne(resynchronised);
    }

    /**
     * Frames that were handed to the sink.
     *
     * @return a count, 0 or more
     */
    public long whole() {
        return whole.get();
    }

    /**
     * Frames of good form whose checksum was wrong.
     *
     * @return a count, 0 or more
     */
    public long badCrc() {
        return badCrc.get();
    }

    /**
     * Frames longer than agreed. Each counts once, when it has become too long, however long it goes on.
     *
     * @return a count, 0 or more
     */
    public long overlong() {
        return overlong.get();
    }

    /**
     * Frames that were shorter than header and checksum, not COBS, or of an unknown kind.
     *
     * @return a count, 0 or more
     */
    public long malformed() {
        return malformed.get();
    }

    /**
     * Times that a whole frame came after one or more that were not.
     *
     * @return a count, 0 or more
     */
    public long resynchronised() {
        return resynchronised.get();
    }
}
