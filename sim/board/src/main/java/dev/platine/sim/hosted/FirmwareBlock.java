package dev.platine.sim.hosted;

import static dev.platine.sim.hosted.BlockLayout.RING_BYTES;
import static dev.platine.sim.hosted.BlockLayout.RING_DATA;
import static dev.platine.sim.hosted.BlockLayout.RING_READ;
import static dev.platine.sim.hosted.BlockLayout.RING_WRITTEN;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The memory between simulator and firmware, {@code struct platine_block}. What the firmware writes is believed nowhere: counts of
 * rings are checked, texts are cut.
 *
 * <p>Inside the rack only, between calls of the firmware. Nothing allocates but texts.
 */
final class FirmwareBlock {
    private final ByteBuffer memory;
    private final long address;

    /** A block in memory that is there for as long as this object. */
    FirmwareBlock(ByteBuffer memory) {
        if (!memory.isDirect() || memory.capacity() < BlockLayout.BLOCK_BYTES) {
            throw new IllegalArgumentException("must be direct and hold a block: capacity=" + memory.capacity());
        }
        this.memory = memory.order(ByteOrder.LITTLE_ENDIAN);
        this.address = Pointer.nativeValue(Native.getDirectBufferPointer(memory));
    }

    static FirmwareBlock inThisProcess() {
        return new FirmwareBlock(ByteBuffer.allocateDirect(BlockLayout.BLOCK_BYTES));
    }

    ByteBuffer memory() {
        return memory;
    }

    long address() {
        return address;
    }

    /** As at power-on: all zero but the head. */
    void clear() {
        for (int at = 0; at < BlockLayout.BLOCK_BYTES; at += Long.BYTES) {
            memory.putLong(at, 0);
        }
        memory.putInt(0, BlockLayout.BLOCK_MAGIC);
        memory.putInt(BlockLayout.BLOCK_ABI, BlockLayout.ABI);
        memory.putInt(BlockLayout.BLOCK_SIZE, BlockLayout.BLOCK_BYTES);
    }

    /** Writes a text and a zero; cuts it where it does not fit. */
    void text(int at, int capacity, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, capacity - 1);
        memory.put(at, bytes, 0, length);
        memory.put(at + length, (byte) 0);
    }

    /** Reads a text up to its zero; what is not printable becomes a question mark. */
    String text(int at, int capacity) {
        return text(memory, at, capacity);
    }

    static String text(ByteBuffer from, int at, int capacity) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < capacity && from.get(at + i) != 0; i++) {
            int octet = from.get(at + i) & 0xff;
            text.append(octet >= ' ' && octet < 0x7f ? (char) octet : '?');
        }
        return text.toString();
    }

    private static int ring(int stream, int way) {
        return BlockLayout.STREAM + stream * BlockLayout.STREAM_BYTES + way;
    }

    void connected(int stream, boolean connected, int connections) {
        memory.putInt(ring(stream, BlockLayout.CONNECTED), connected ? 1 : 0);
        memory.putInt(ring(stream, BlockLayout.CONNECTIONS), connections);
    }

    /**
     * Gives bytes to the firmware.
     *
     * @return how many there was room for
     */
    int give(int stream, byte[] bytes, int offset, int length) {
        int ring = ring(stream, BlockLayout.RING_IN);
        int written = memory.getInt(ring + RING_WRITTEN);
        int count = Math.min(length, RING_BYTES - waiting(ring, written, stream, "in"));
        int at = written & (RING_BYTES - 1);
        int first = Math.min(count, RING_BYTES - at);
        memory.put(ring + RING_DATA + at, bytes, offset, first);
        memory.put(ring + RING_DATA, bytes, offset + first, count - first);
        memory.putInt(ring + RING_WRITTEN, written + count);
        return count;
    }

    /** How many bytes of the firmware wait. */
    int waiting(int stream) {
        int ring = ring(stream, BlockLayout.RING_OUT);
        return waiting(ring, memory.getInt(ring + RING_WRITTEN), stream, "out");
    }

    /** Copies bytes of the firmware without taking them; at most as many as wait. */
    void peek(int stream, byte[] bytes, int count) {
        int ring = ring(stream, BlockLayout.RING_OUT);
        int at = memory.getInt(ring + RING_READ) & (RING_BYTES - 1);
        int first = Math.min(count, RING_BYTES - at);
        memory.get(ring + RING_DATA + at, bytes, 0, first);
        memory.get(ring + RING_DATA, bytes, first, count - first);
    }

    /** Takes bytes of the firmware that were looked at. */
    void taken(int stream, int count) {
        int read = ring(stream, BlockLayout.RING_OUT) + RING_READ;
        memory.putInt(read, memory.getInt(read) + count);
    }

    private int waiting(int ring, int written, int stream, String way) {
        int waiting = written - memory.getInt(ring + RING_READ);
        if (waiting < 0 || waiting > RING_BYTES) {
            throw new FirmwareFailure("has spoiled the ring '" + way + "' of stream " + stream + ": " + waiting
                    + " bytes in " + RING_BYTES);
        }
        return waiting;
    }
}
