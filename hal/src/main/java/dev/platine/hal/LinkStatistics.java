package dev.platine.hal;

/**
 * What went over a board's link since it was opened. Immutable.
 *
 * @param framesSent frames sent
 * @param framesReceived frames received whole
 * @param badCrc frames whose checksum was wrong
 * @param overlong frames longer than agreed
 * @param malformed frames that could not be decoded
 * @param lateReplies replies that came after their deadline
 * @param reconnects times the link came back
 */
public record LinkStatistics(
        long framesSent,
        long framesReceived,
        long badCrc,
        long overlong,
        long malformed,
        long lateReplies,
        long reconnects) {
    /** All zero. */
    public static final LinkStatistics NONE = new LinkStatistics(0, 0, 0, 0, 0, 0, 0);
}
