package dev.platine.core.frame;

/** What the message of a frame is: the first byte of the frame's header. */
public final class FrameKind {
    /** A {@code BoardRequest}, host to board. */
    public static final int BOARD_REQUEST = 0x01;
    /** A {@code BoardReply}, board to host. */
    public static final int BOARD_REPLY = 0x02;
    /** A {@code BoardEvent}, board to host. */
    public static final int BOARD_EVENT = 0x03;
    /** A {@code BenchRequest}, host to simulator. */
    public static final int BENCH_REQUEST = 0x11;
    /** A {@code BenchReply}, simulator to host. */
    public static final int BENCH_REPLY = 0x12;
    /** A {@code BenchEvent}, simulator to host. */
    public static final int BENCH_EVENT = 0x13;

    private static final long KNOWN = 1L << BOARD_REQUEST
            | 1L << BOARD_REPLY
            | 1L << BOARD_EVENT
            | 1L << BENCH_REQUEST
            | 1L << BENCH_REPLY
            | 1L << BENCH_EVENT;

    private FrameKind() {}

    /**
     * Tells whether a number is one of the kinds above.
     *
     * @param kind any number
     * @return true for a kind that this version of the protocol has
     */
    public static boolean isKnown(int kind) {
        return kind >= 0 && kind < Long.SIZE && (KNOWN >>> kind & 1) != 0;
    }
}
