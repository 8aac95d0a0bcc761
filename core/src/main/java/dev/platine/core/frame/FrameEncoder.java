package dev.platine.core.frame;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Makes frames in one array that it owns. The message is written straight into {@link #array()} from
 * {@link #messageOffset()} on; {@link #finish} puts the header before it, the checksum behind it, and turns it into COBS
 * where it lies:
 *
 * <pre>{@code
 * int length = write(encoder.array(), encoder.messageOffset(), encoder.maxMessageBytes());
 * int bytes = encoder.finish(FrameKind.BOARD_REQUEST, sequence, length);
 * channel.send(encoder.array(), encoder.frameOffset(), bytes);
 * }</pre>
 *
 * <p>One thread at a time. Allocates nothing after construction; what it writes depends on its arguments only.
 */
public final class FrameEncoder {
    /** {@link #finish} was given a message longer than {@link #maxMessageBytes()}, or of a length below 0. */
    public static final int TOO_LARGE = -1;

    private final int capacityBytes;
    private final int start;
    private final byte[] array;
    private final CRC32C crc = new CRC32C();
    private int limitBytes;
    private int frameOffset;

    /**
     * An encoder with the limit that holds before Hello, {@link FrameFormat#MIN_LIMIT_BYTES}.
     *
     * @param capacityBytes largest limit that {@link #limit} may set, from {@link FrameFormat#MIN_LIMIT_BYTES} to
     *     {@link FrameFormat#MAX_LIMIT_BYTES}
     * @throws IllegalArgumentException when the capacity is outside that range
     */
    public FrameEncoder(int capacityBytes) {
        this.capacityBytes = FrameFormat.checkLimit(capacityBytes, FrameFormat.MAX_LIMIT_BYTES);
        this.limitBytes = FrameFormat.MIN_LIMIT_BYTES;
        // COBS grows to the left, into this gap; eight bytes behind, because zeros are sought eight bytes at a time.
        this.start = FrameFormat.maxEncodedBytes(capacityBytes) - capacityBytes;
        this.array = new byte[start + capacityBytes + 1 + Long.BYTES];
    }

    /**
     * Sets how long frames may be from now on.
     *
     * @param bytes header, message and checksum, before COBS
     * @throws IllegalArgumentException when below {@link FrameFormat#MIN_LIMIT_BYTES} or above the capacity
     */
    public void limit(int bytes) {
        limitBytes = FrameFormat.checkLimit(bytes, capacityBytes);
    }

    /**
     * Where messages are written and frames come to lie.
     *
     * @return always the same array
     */
    public byte[] array() {
        return array;
    }

    /**
     * Where the next message begins in {@link #array()}.
     *
     * @return always the same index
     */
    public int messageOffset() {
        return start + FrameFormat.HEADER_BYTES;
    }

    /**
     * How long a message may be now.
     *
     * @return bytes
     */
    public int maxMessageBytes() {
        return limitBytes - FrameFormat.OVERHEAD_BYTES;
    }

    /**
     * Where the frame that was finished last begins in {@link #array()}.
     *
     * @return an index; differs from frame to frame
     */
    public int frameOffset() {
        return frameOffset;
    }

    /**
     * Makes a frame of the message that lies at {@link #messageOffset()}. Destroys the message; the frame stays until
     * something is written to the array again.
     *
     * @param kind one of the constants of {@link FrameKind}
     * @param sequence the frame's sequence number
     * @param messageBytes length of the message
     * @return length of the frame at {@link #frameOffset()}, delimiter included; or {@link #TOO_LARGE}
     */
    public int finish(int kind, int sequence, int messageBytes) {
        if (messageBytes < 0 || messageBytes > limitBytes - FrameFormat.OVERHEAD_BYTES) {
            return TOO_LARGE;
        }
        int checked = FrameFormat.HEADER_BYTES + messageBytes;
        array[start] = (byte) kind;
        FrameFormat.INT.set(array, start + 1, sequence);
        crc.reset();
        crc.update(array, start, checked);
        FrameFormat.INT.set(array, start + checked, (int) crc.getValue());
        int end = start + checked + FrameFormat.CRC_BYTES;
        if (end - start <= FrameFormat.FULL_BLOCK) {
            stuffInPlace(end);
            array[end] = FrameFormat.DELIMITER;
            frameOffset = start - 1;
            return end - frameOffset + 1;
        }
        int stuffed = stuffToFront(end);
        array[stuffed] = FrameFormat.DELIMITER;
        frameOffset = 0;
        return stuffed + 1;
    }

    /**
     * Makes a frame as {@link #finish(int, int, int)} does and copies it.
     *
     * @param kind one of the constants of {@link FrameKind}
     * @param sequence the frame's sequence number
     * @param messageBytes length of the message
     * @param out where the frame goes
     * @param outOffset index of its first byte there
     * @return length of the frame, or {@link #TOO_LARGE}
     * @throws IndexOutOfBoundsException when the frame does not fit
     */
    public int finish(int kind, int sequence, int messageBytes, byte[] out, int outOffset) {
        int bytes = finish(kind, sequence, messageBytes);
        if (bytes > 0) {
            System.arraycopy(array, frameOffset, out, outOffset, bytes);
        }
        return bytes;
    }

    /**
     * Makes a frame as {@link #finish(int, int, int)} does and puts it into a buffer, whose position moves behind it.
     *
     * @param kind one of the constants of {@link FrameKind}
     * @param sequence the frame's sequence number
     * @param messageBytes length of the message
     * @param out where the frame goes
     * @return length of the frame, or {@link #TOO_LARGE}
     * @throws BufferOverflowException when the frame does not fit; the buffer is unchanged
     */
    public int finish(int kind, int sequence, int messageBytes, ByteBuffer out) {
        int bytes = finish(kind, sequence, messageBytes);
        if (bytes > 0) {
            out.put(array, frameOffset, bytes);
        }
        return bytes;
    }

    /** COBS of at most one full block: every zero becomes the distance to the next one, and nothing moves. */
    private void stuffInPlace(int end) {
        int code = start - 1;
        for (int i = start; i < end; i += Long.BYTES) {
            long zeros = FrameFormat.zeros(array, i);
            if (end - i < Long.BYTES) {
                zeros &= (1L << ((end - i) * Byte.SIZE)) - 1;
            }
            while (zeros != 0) {
                int zero = i + (Long.numberOfTrailingZeros(zeros) >>> 3);
                array[code] = (byte) (zero - code);
                code = zero;
                zeros &= zeros - 1;
            }
        }
        array[code] = (byte) (end - code);
    }

    /** COBS of any length, moved to the front of the array: what is written never overtakes what is read. */
    private int stuffToFront(int end) {
        int from = start;
        int to = 0;
        while (true) {
            int blockEnd = Math.min(end, from + FrameFormat.FULL_BLOCK);
            int zero = FrameFormat.indexOfZero(array, from, blockEnd);
            int run = zero - from;
            System.arraycopy(array, from, array, to + 1, run);
            array[to] = (byte) (run + 1);
            to += run + 1;
            if (zero == end) {
                return to;
            }
            from = run == FrameFormat.FULL_BLOCK ? zero : zero + 1;
        }
    }
}
