package dev.platine.sim.clock;

/**
 * Something that goes on by itself between events, as a processor does. The clock runs it up to the next event; what others must see of
 * it becomes an event of its own, by a timer.
 *
 * <p>Inside the rack only.
 */
public interface Runner {
    /** Of a runner that depends on no other. */
    Runner[] NO_LEADERS = {};

    /**
     * From when on it has something to do.
     *
     * @return the time that it has reached while it is busy; when it wakes by itself while it sleeps; {@link Long#MAX_VALUE} while it
     *     waits for nothing but others
     */
    long dueNs();

    /**
     * Where it was stopped on its way, as by a debugger: time does not go beyond.
     *
     * @return virtual nanoseconds, {@link Long#MAX_VALUE} if it was not
     */
    default long stoppedNs() {
        return Long.MAX_VALUE;
    }

    /**
     * Whom it must not be ahead of now, because it depends on what they do without delay.
     *
     * @return runners of the same clock, none unless overridden; not to be changed
     */
    default Runner[] leaders() {
        return NO_LEADERS;
    }

    /**
     * Goes on. Ends earlier when it does something that others must see, for which it has armed a timer at that time.
     *
     * @param untilNs virtual nanoseconds, after {@link #dueNs}; it may go beyond by less than an instruction
     */
    void run(long untilNs);
}
