package dev.platine.hal.remote;

/**
 * How long the keeper stays out of the way after a call: longer when calls come in a rhythm, because a reply that the keeper
 * reads costs its caller two changes of threads. A caller that calls ten times a second reads its replies itself.
 *
 * <p>The keeper's thread only.
 */
final class Rhythm {
    /** Longest time that the keeper stays away because of a rhythm, so events that nobody subscribed to are heard within it. */
    static final long MOST_QUIET_NS = 1_000_000_000;

    private static final int GAPS = 4; // one late call does not end a rhythm

    private final long leastNs;
    private long quietNs;

    /** Without a rhythm at first: the keeper stays away for so many nanoseconds. */
    Rhythm(long leastNs) {
        this.leastNs = leastNs;
        this.quietNs = leastNs;
    }

    /** How long after a call the keeper stays away, in nanoseconds. */
    long quietNs() {
        return quietNs;
    }

    /** The keeper has read while nobody called; what it knows of the time of the last call, before and after. */
    void idle(long usedBeforeNs, long usedAfterNs) {
        long gapNs = usedAfterNs - usedBeforeNs;
        boolean rhythm = gapNs > 0 && gapNs <= MOST_QUIET_NS / GAPS;
        quietNs = rhythm ? Math.max(leastNs, GAPS * gapNs) : leastNs;
    }
}
