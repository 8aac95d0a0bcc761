package dev.platine.hal;

import dev.platine.hal.spi.BoardPort;

/**
 * The board's clock as seen from the host: reads it, and measures how far it is from {@link System#nanoTime()}.
 *
 * <p>Safe for any thread. The board's time is nanoseconds since its boot; it begins again when the board restarts, which
 * makes an offset worthless.
 */
public final class BoardClock {
    private static final int ROUNDS = 16;

    private final Board board;

    BoardClock(Board board) {
        this.board = board;
    }

    /**
     * The distance between two clocks, and how wrong it can be.
     *
     * @param offsetNs board time minus host time, nanoseconds
     * @param boundNs the true offset at the time of measuring is within this much of it, nanoseconds
     * @param hostTimeNs when it was measured, a value of {@link System#nanoTime()}
     */
    public record Offset(long offsetNs, long boundNs, long hostTimeNs) {
        /**
         * Turns board time into host time.
         *
         * @param boardTimeNs nanoseconds since the board's boot
         * @return a value of {@link System#nanoTime()}
         */
        public long toHostNs(long boardTimeNs) {
            return boardTimeNs - offsetNs;
        }

        /**
         * Turns host time into board time.
         *
         * @param hostNs a value of {@link System#nanoTime()}
         * @return nanoseconds since the board's boot
         */
        public long toBoardNs(long hostNs) {
            return hostNs + offsetNs;
        }
    }

    /**
     * Reads the board's clock.
     *
     * @return nanoseconds since the board's boot, when the board answered
     * @throws BoardException when the link is lost or no answer comes in time
     */
    public long nowNs() {
        return board.port().readClockNs(board.deadlineNs());
    }

    /**
     * Measures the offset with {@value #ROUNDS} round trips.
     *
     * @return the offset of the fastest of them
     * @throws BoardException when the link is lost or an answer does not come in time
     */
    public Offset measure() {
        return measure(ROUNDS);
    }

    /**
     * Measures the offset by Cristian's algorithm: the board's time belongs to the middle of the round trip, give or take
     * half of it; the fastest round trip counts.
     *
     * @param rounds round trips to take, 1 to 10,000
     * @return the offset of the fastest of them
     * @throws BoardException when the link is lost or an answer does not come in time
     */
    public Offset measure(int rounds) {
        if (rounds < 1 || rounds > 10_000) {
            throw new IllegalArgumentException("must be 1 to 10,000: rounds=" + rounds);
        }
        BoardPort port = board.port();
        Offset best = null;
        for (int i = 0; i < rounds; i++) {
            long before = System.nanoTime();
            long boardNs = port.readClockNs(board.deadlineNs());
            long halfNs = (System.nanoTime() - before + 1) / 2;
            if (best == null || halfNs < best.boundNs()) {
                long middleNs = before + halfNs;
                best = new Offset(boardNs - middleNs, halfNs, middleNs);
            }
        }
        return java.util.Objects.requireNonNull(best);
    }
}
