package dev.platine.core.frame;

import java.util.Objects;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Finds frames in a stream of bytes that comes in pieces of any size. What is no frame is skipped and counted; the decoder
 * goes on behind the next zero byte, so it finds its feet after any garbage.
 *
 * <p>One thread at a time; the counters are readable from any. Allocates nothing after construction, and no input makes it
 * throw. What it finds depends on the bytes and the limit only, not on how the bytes are cut into pieces.
 */
public final class FrameDecoder {
    private final int capacityBytes;
    private final byte[] frame;
    private final CRC32C crc = new CRC32C();
    private final FrameCounters counters = new FrameCounters();
    private int limitBytes;
    private int limitEncodedBytes;
    private int filled;
    private boolean skipping;
    private boolean lost;
    private boolean feeding;

    /**
     * A decoder with the limit that holds before Hello, {@link FrameFormat#MIN_LIMIT_BYTES}.
     *
     * @param capacityBytes largest limit that {@link #limit} may set, from {@link FrameFormat#MIN_LIMIT_BYTES} to
     *     {@link FrameFormat#MAX_LIMIT_BYTES}; the decoder's memory
     * @throws IllegalArgumentException when the capacity is outside that range
     */
    public FrameDecoder(int capacityBytes) {
        this.capacityBytes = FrameFormat.checkLimit(capacityBytes, FrameFormat.MAX_LIMIT_BYTES);
        this.frame = new byte[FrameFormat.maxEncodedBytes(capacityBytes)];
        limit(FrameFormat.MIN_LIMIT_BYTES);
    }

    /**
     * Sets how long frames may be from the next one on. May be called by the sink.
     *
     * @param bytes header, message and checksum, before COBS
     * @throws IllegalArgumentException when below {@link FrameFormat#MIN_LIMIT_BYTES} or above the capacity
     */
    public void limit(int bytes) {
        limitBytes = FrameFormat.checkLimit(bytes, capacityBytes);
        limitEncodedBytes = FrameFormat.maxEncodedBytes(bytes) - 1;
    }

    /**
     * What was found so far.
     *
     * @return the live counters
     */
    public FrameCounters counters() {
        return counters;
    }

    /** Forgets a frame that has begun, for a stream that starts anew. Counters and limit stay. */
    public void reset() {
        filled = 0;
        skipping = false;
        lost = false;
    }

    /**
     * Takes the next bytes of the stream and hands every frame that ends in them to the sink. When the sink throws, the
     * rest of the bytes is taken nevertheless, then its first exception is thrown, with later ones suppressed in it.
     *
     * @param bytes holds the bytes; not changed
     * @param offset index of the first
     * @param length how many
     * @param sink gets the frames
     * @throws IndexOutOfBoundsException when the range is not inside the array
     * @throws IllegalStateException when called by a sink that this decoder is calling
     */
    public void feed(byte[] bytes, int offset, int length, FrameSink sink) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (feeding) {
            throw new IllegalStateException("must not be fed by its own sink");
        }
        feeding = true;
        Throwable thrown = null;
        int from = offset;
        int end = offset + length;
        while (from < end) {
            int zero = FrameFormat.indexOfZero(bytes, from, end);
            collect(bytes, from, zero - from);
            if (zero < end) {
                int encoded = filled;
                boolean skipped = skipping;
                filled = 0;
                skipping = false;
                if (encoded > 0 && !skipped) {
                    thrown = deliver(encoded, sink, thrown);
                }
            }
            from = zero + 1;
        }
        feeding = false;
        if (thrown != null) {
            FrameDecoder.<RuntimeException>rethrow(thrown);
        }
    }

    private void collect(byte[] bytes, int from, int count) {
        if (skipping) {
            return;
        }
        if (count > limitEncodedBytes - filled) {
            skipping = true;
            lost = true;
            counters.countOverlong();
            return;
        }
        System.arraycopy(bytes, from, frame, filled, count);
        filled += count;
    }

    private @Nullable Throwable deliver(int encoded, FrameSink sink, @Nullable Throwable before) {
        int size = unstuff(encoded);
        if (!check(size)) {
            lost = true;
            return before;
        }
        if (lost) {
            lost = false;
            counters.countResynchronised();
        }
        counters.countWhole();
        try {
            sink.frame(
                    frame[1],
                    (int) FrameFormat.INT.get(frame, 2),
                    frame,
                    1 + FrameFormat.HEADER_BYTES,
                    size - FrameFormat.OVERHEAD_BYTES);
        } catch (Throwable e) {
            if (before == null) {
                return e;
            }
            before.addSuppressed(e);
        }
        return before;
    }

    /** Whether a frame of this many bytes, which begins at index 1, may be handed on; counts why not. */
    private boolean check(int size) {
        if (size < FrameFormat.OVERHEAD_BYTES) {
            counters.countMalformed();
            return false;
        }
        if (size > limitBytes) {
            counters.countOverlong();
            return false;
        }
        int checked = size - FrameFormat.CRC_BYTES;
        crc.reset();
        crc.update(frame, 1, checked);
        if ((int) crc.getValue() != (int) FrameFormat.INT.get(frame, 1 + checked)) {
            counters.countBadCrc();
            return false;
        }
        if (!FrameKind.isKnown(frame[1])) {
            counters.countMalformed();
            return false;
        }
        return true;
    }

    /** Takes COBS back where it lies: data begins at index 1. Returns how many bytes there are, or -1 for bad COBS. */
    private int unstuff(int encoded) {
        int block = frame[0] & 0xff;
        int next = block;
        while (next < encoded) {
            if (block > FrameFormat.FULL_BLOCK) {
                return unstuffMoving(encoded, next);
            }
            block = frame[next] & 0xff;
            frame[next] = 0;
            next += block;
        }
        return next == encoded ? encoded - 1 : -1;
    }

    /** The rest of it behind a full block, whose code stands for no zero: what follows moves to the front. */
    private int unstuffMoving(int encoded, int start) {
        int from = start;
        int to = start;
        while (true) {
            int block = frame[from] & 0xff;
            int next = from + block;
            if (next > encoded) {
                return -1;
            }
            System.arraycopy(frame, from + 1, frame, to, block - 1);
            to += block - 1;
            if (next == encoded) {
                return to - 1;
            }
            if (block <= FrameFormat.FULL_BLOCK) {
                frame[to++] = 0;
            }
            from = next;
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void rethrow(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
