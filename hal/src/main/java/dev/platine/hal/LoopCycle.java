package dev.platine.hal;

/** A cycle of a control loop as its step sees it. For the loop's thread, during the call of {@link LoopStep#step} only. */
public final class LoopCycle {
    private final Exchange exchange;
    private long number;
    private int status;
    private long dueNs;
    private long startNs;
    private boolean stopAsked;

    LoopCycle(Exchange exchange) {
        this.exchange = exchange;
    }

    void set(long number, int status, long dueNs, long startNs) {
        this.number = number;
        this.status = status;
        this.dueNs = dueNs;
        this.startNs = startNs;
    }

    boolean stopAsked() {
        return stopAsked;
    }

    /**
     * Counts the cycles that were run.
     *
     * @return from 0
     */
    public long number() {
        return number;
    }

    /**
     * How this cycle's exchange went.
     *
     * @return {@link Exchange#OK} or one of its negative codes; readings are as before when it is not OK
     */
    public int status() {
        return status;
    }

    /**
     * Whether this cycle's exchange did what it says.
     *
     * @return true for {@link Exchange#OK}
     */
    public boolean ok() {
        return status == Exchange.OK;
    }

    /**
     * When the last successful sample was taken.
     *
     * @return nanoseconds since the board's boot
     */
    public long boardTimeNs() {
        return exchange.boardTimeNs();
    }

    /**
     * When this cycle was due.
     *
     * @return a value of the loop's clock, {@link System#nanoTime()}
     */
    public long dueNs() {
        return dueNs;
    }

    /**
     * When this cycle started.
     *
     * @return a value of the loop's clock, {@link System#nanoTime()}; at or after {@link #dueNs}
     */
    public long startNs() {
        return startNs;
    }

    /**
     * Whether the outputs stood at their safe values before this cycle because the set-points had run out.
     *
     * @return true when they had, as far as the last successful exchange tells
     */
    public boolean outputsHadExpired() {
        return exchange.outputsHadExpired();
    }

    /**
     * Whether the board reports a fault of its own.
     *
     * @return true when it does, as far as the last successful exchange tells
     */
    public boolean boardFault() {
        return exchange.boardFault();
    }

    /** Ends the loop after this step. */
    public void stop() {
        stopAsked = true;
    }
}
