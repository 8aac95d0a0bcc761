package dev.platine.core.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Sizes of a frame, and what encoder and decoder share. Pure functions, any thread. */
public final class FrameFormat {
    /** Bytes before the message: kind and sequence. */
    public static final int HEADER_BYTES = 5;
    /** Bytes after the message: CRC-32C. */
    public static final int CRC_BYTES = 4;
    /** Bytes of a frame that are not its message, before COBS. */
    public static final int OVERHEAD_BYTES = HEADER_BYTES + CRC_BYTES;
    /** Smallest limit that two ends can agree on, and the limit before they have: bytes before COBS. */
    public static final int MIN_LIMIT_BYTES = 256;
    /** Largest limit that two ends can agree on: bytes before COBS. */
    public static final int MAX_LIMIT_BYTES = 65_535;
    /** Ends every frame, stands nowhere inside one. A sender may repeat it: nothing between two is no frame. */
    public static final byte DELIMITER = 0;

    /** Data bytes of a full COBS block, the one that no zero follows. */
    static final int FULL_BLOCK = 254;

    static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;

    private FrameFormat() {}

    /**
     * The most bytes that a frame takes on the stream, delimiter included, with the empty block that some senders put behind a full
     * last one.
     *
     * @param frameBytes bytes before COBS: header, message and checksum, above 0
     * @return bytes after COBS, with the delimiter
     */
    public static int maxEncodedBytes(int frameBytes) {
        return frameBytes + frameBytes / FULL_BLOCK + 2;
    }

    static int checkLimit(int limitBytes, int capacityBytes) {
        if (limitBytes < MIN_LIMIT_BYTES || limitBytes > capacityBytes) {
            throw new IllegalArgumentException("must be from 256 to " + capacityBytes + ": limitBytes=" + limitBytes);
        }
        return limitBytes;
    }

    /** The 0x80 bit of each byte that is zero, among the eight bytes from an index on, lowest byte first. */
    static long zeros(byte[] array, int index) {
        long word = (long) LONG.get(array, index);
        return ~((word & LOW_BITS) + LOW_BITS | word | LOW_BITS);
    }

    /** Index of the first zero byte in a range, or its end. */
    static int indexOfZero(byte[] array, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long zeros = zeros(array, i);
            if (zeros != 0) {
                return i + (Long.numberOfTrailingZeros(zeros) >>> 3);
            }
        }
        while (i < to && array[i] != 0) {
            i++;
        }
        return i;
    }
}
