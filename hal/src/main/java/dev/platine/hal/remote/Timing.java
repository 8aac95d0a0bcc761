package dev.platine.hal.remote;

/**
 * The times that a port keeps, in nanoseconds.
 *
 * @param silenceNs how long nothing may come before the board is asked whether it is there
 * @param graceNs how long it may take to answer that before the link counts as lost
 * @param quietNs how long after a call the keeper stays out of the way
 * @param firstBackOffNs pause after the first failed attempt to reconnect; doubles with each
 * @param mostBackOffNs longest pause
 * @param helloNs how long a hello or a request for the description may stay unanswered before it is sent again; then twice as long
 */
record Timing(long silenceNs, long graceNs, long quietNs, long firstBackOffNs, long mostBackOffNs, long helloNs) {
    static final Timing DEFAULT =
            new Timing(2_000_000_000L, 2_000_000_000L, 20_000_000L, 10_000_000L, 1_000_000_000L, 500_000_000L);
}
