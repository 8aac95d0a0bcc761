package dev.platine.hal.nativedriver;

import com.sun.jna.Pointer;
import dev.platine.hal.linux.LinuxCalls;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory that a driver may write, between guards that tell when it wrote beside it.
 *
 * <p>Pages of its own. They are never unmapped, only emptied: a driver that writes after close hits nobody, and what is
 * lost is address space. One thread at a time.
 */
final class GuardedBlock {
    private static final int GUARD = 64;
    private static final int PAGE = 4_096;
    private static final long PATTERN = 0xA5C3_96E1_5A3C_691EL;

    private final ByteBuffer all;
    private final long base;
    private final int sizeBytes;
    private final ByteBuffer bytes;

    GuardedBlock(int sizeBytes) {
        this.sizeBytes = sizeBytes;
        int mapped = (GUARD + sizeBytes + GUARD + PAGE - 1) / PAGE * PAGE;
        this.base = LinuxCalls.mmap(
                0,
                mapped,
                LinuxCalls.PROT_READ | LinuxCalls.PROT_WRITE,
                LinuxCalls.MAP_PRIVATE | LinuxCalls.MAP_ANONYMOUS,
                -1,
                0);
        if (base == -1) {
            throw new OutOfMemoryError("no memory for a driver's block of " + sizeBytes + " bytes");
        }
        this.all = new Pointer(base).getByteBuffer(0, mapped).order(ByteOrder.nativeOrder());
        this.bytes = all.slice(GUARD, sizeBytes).order(ByteOrder.nativeOrder());
        for (int at = 0; at + 8 <= GUARD; at += 8) {
            all.putLong(at, PATTERN);
        }
        for (int at = GUARD + sizeBytes; at + 8 <= mapped; at += 8) {
            all.putLong(at, PATTERN);
        }
    }

    long address() {
        return base + GUARD;
    }

    ByteBuffer bytes() {
        return bytes;
    }

    int sizeBytes() {
        return sizeBytes;
    }

    /** Whether the words on both sides are as they were. */
    boolean isIntact() {
        return all.getLong(GUARD - 8) == PATTERN && all.getLong(GUARD + sizeBytes) == PATTERN;
    }

    /** How many bytes of the guards have changed. */
    int changedBytes() {
        ByteBuffer pattern =
                ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(0, PATTERN);
        int changed = 0;
        for (int at = 0; at < GUARD; at++) {
            changed += all.get(at) == pattern.get(at % 8) ? 0 : 1;
        }
        int end = GUARD + sizeBytes;
        int last = end + (all.capacity() - end) / 8 * 8;
        for (int at = end; at < last; at++) {
            changed += all.get(at) == pattern.get((at - end) % 8) ? 0 : 1;
        }
        return changed;
    }

    /** Fills the block and its guards with the pattern. */
    void poison() {
        for (int at = 0; at + 8 <= all.capacity(); at += 8) {
            all.putLong(at, PATTERN);
        }
    }

    /** Whether it is still as {@link #poison} has left it. */
    boolean isPoisoned() {
        for (int at = 0; at + 8 <= all.capacity(); at += 8) {
            if (all.getLong(at) != PATTERN) {
                return false;
            }
        }
        return true;
    }

    /** Gives the memory back, but keeps the addresses; what is read from now on is zero. */
    void release() {
        LinuxCalls.madvise(base, all.capacity(), LinuxCalls.MADV_DONTNEED);
    }

    /** The text at a place, up to a zero or its size; what is no UTF-8 or no character for people becomes a mark. */
    static String text(ByteBuffer bytes, int at, int size) {
        int length = 0;
        while (length < size && bytes.get(at + length) != 0) {
            length++;
        }
        byte[] raw = new byte[length];
        bytes.get(at, raw);
        return new String(raw, java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Writes a text and a zero. */
    static void put(ByteBuffer bytes, int at, byte[] text) {
        bytes.put(at, text);
        bytes.put(at + text.length, (byte) 0);
    }
}
