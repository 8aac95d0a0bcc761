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

    /** Longest gap of a rhythm: who calls less often has the keeper read his replies. */
    static final long MOST_GAP_NS = MOST_QUIET_NS / 4;

    private static final int GAPS = 10; // the keeper looks once in so many calls

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
        boolean rhythm = gapNs > 0 && gapNs <= MOST_GAP_NS;
        quietNs = rhythm ? Math.max(leastNs, Math.min(MOST_QUIET_NS, GAPS * gapNs)) : leastNs;
    }
}
