package dev.platine.sim.clock;

/**
 * Something that happens at an instant of virtual time. Arming it again moves it; nothing is allocated.
 *
 * <p>Inside the rack only. Timers that are due at the same instant run in the order in which they were armed.
 */
public final class Timer {
    static final int NOT_QUEUED = -1;

    final VirtualClock clock;
    final String name;
    final Runnable onDue;
    int slot = NOT_QUEUED;
    long dueNs;
    long firedAtNs = Long.MIN_VALUE;
    int firings;

    Timer(VirtualClock clock, String name, Runnable onDue) {
        this.clock = clock;
        this.name = name;
        this.onDue = onDue;
    }

    /**
     * What this timer is for.
     *
     * @return the name it was made with
     */
    public String name() {
        return name;
    }

    /**
     * Arms the timer, or moves it when it is armed already.
     *
     * @param ns when it is due, virtual nanoseconds; an instant that has passed means at once
     * @throws TimeStormException when this timer has fired {@link VirtualClock#MAX_FIRINGS_PER_INSTANT} times at this
     *     instant and asks for it once more
     */
    public void at(long ns) {
        clock.arm(this, ns);
    }

    /**
     * Arms the timer for a delay from now, or moves it when it is armed already.
     *
     * @param delayNs nanoseconds from now, 0 or more; sums beyond 292 years mean never
     * @throws IllegalArgumentException when the delay is negative
     * @throws TimeStormException as for {@link #at}
     */
    public void after(long delayNs) {
        if (delayNs < 0) {
            throw new IllegalArgumentException("must be >= 0: delayNs=" + delayNs + " of timer " + name);
        }
        long due = clock.nowNs() + delayNs;
        clock.arm(this, due < 0 ? Long.MAX_VALUE : due);
    }

    /** Takes the timer out of the queue. Does nothing when it is not armed. */
    public void cancel() {
        clock.disarm(this);
    }

    /**
     * Tells whether the timer waits in the queue.
     *
     * @return true from arming until it runs or is cancelled
     */
    public boolean armed() {
        return slot != NOT_QUEUED;
    }

    /**
     * When the timer is due, or was due when it is not armed.
     *
     * @return virtual nanoseconds
     */
    public long dueNs() {
        return dueNs;
    }

    @Override
    public String toString() {
        return name + (armed() ? " at " + dueNs + " ns" : " (not armed)");
    }
}
