package dev.platine.mcu.bus;

import dev.platine.mcu.isa.Insn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A memory: its bytes, and the instructions that were decoded from them. A write forgets the instructions that it touches, so guests may
 * change their code. Used on the simulation's thread only.
 */
public final class Memory {
    /** Words in the guest's order. */
    public static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    /** Halfwords in the guest's order. */
    public static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private final int base;
    private final boolean writable;
    private final byte[] bytes;
    private boolean fetchable = true;
    private @Nullable Insn @Nullable [] code;
    private @Nullable Insn @Nullable [] codeInIt;
    private @Nullable BitSet marks;
    private @Nullable Watcher watcher;

    /** Who is told that code changed. */
    public interface Watcher {
        /**
         * Bytes of a memory with code changed, or marks in it.
         *
         * @param memory which
         * @param offset the first byte
         * @param size how many
         */
        void codeChanged(Memory memory, int offset, int size);
    }

    /**
     * A memory of zeros.
     *
     * @param base its first address, a multiple of 4
     * @param sizeBytes its size, a multiple of 4
     * @param writable whether plain stores change it; flash is not
     * @throws IllegalArgumentException if base or size are no multiples of 4, or the size is not above 0
     */
    public Memory(int base, int sizeBytes, boolean writable) {
        if ((base & 3) != 0 || (sizeBytes & 3) != 0 || sizeBytes <= 0) {
            throw new IllegalArgumentException("base and size must be multiples of 4, size > 0: base=0x"
                    + Integer.toHexString(base) + " sizeBytes=" + sizeBytes);
        }
        this.base = base;
        this.writable = writable;
        bytes = new byte[sizeBytes];
    }

    /**
     * The first address.
     *
     * @return an address
     */
    public int base() {
        return base;
    }

    /**
     * The size.
     *
     * @return in bytes
     */
    public int sizeBytes() {
        return bytes.length;
    }

    /**
     * Whether plain stores change it.
     *
     * @return as built
     */
    public boolean writable() {
        return writable;
    }

    /** No instruction can be fetched from here: the way for instructions does not lead to it. When the chip is built. */
    public void holdsDataOnly() {
        fetchable = false;
    }

    /**
     * Whether instructions can be fetched from here.
     *
     * @return true unless {@link #holdsDataOnly} was called
     */
    public boolean isFetchable() {
        return fetchable;
    }

    /**
     * The bytes themselves, for engines' fast paths. Who writes them calls {@link #changed} afterwards.
     *
     * @return not a copy
     */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * Whether an address range lies within.
     *
     * @param address the first
     * @param size how many bytes
     * @return whether all of them do
     */
    public boolean contains(int address, int size) {
        long offset = (address & 0xFFFFFFFFL) - (base & 0xFFFFFFFFL);
        return offset >= 0 && offset + size <= bytes.length;
    }

    /**
     * Reads.
     *
     * @param address within the memory, with all bytes
     * @param size 1, 2 or 4 bytes
     * @return the value without sign
     */
    public long read(int address, int size) {
        int at = address - base;
        return switch (size) {
            case 1 -> bytes[at] & 0xFFL;
            case 2 -> (short) SHORT.get(bytes, at) & 0xFFFFL;
            default -> (int) INT.get(bytes, at) & 0xFFFFFFFFL;
        };
    }

    /**
     * Writes, whether or not stores may.
     *
     * @param address within the memory, with all bytes
     * @param size 1, 2 or 4 bytes
     * @param value what
     */
    public void program(int address, int size, int value) {
        int at = address - base;
        switch (size) {
            case 1 -> bytes[at] = (byte) value;
            case 2 -> SHORT.set(bytes, at, (short) value);
            default -> INT.set(bytes, at, value);
        }
        if (code != null) {
            changed(at, size);
        }
    }

    /**
     * Who is told of each {@link #changed} once code was decoded.
     *
     * @param told replaces the one before, null for nobody
     */
    public void watch(@Nullable Watcher told) {
        watcher = told;
    }

    /** Makes all bytes 0, as at power-up. */
    public void clear() {
        java.util.Arrays.fill(bytes, (byte) 0);
        changed(0, bytes.length);
    }

    /**
     * Forgets the instructions of bytes that changed.
     *
     * @param offset the first byte
     * @param size how many
     */
    public void changed(int offset, int size) {
        @Nullable Insn[] plain = code;
        @Nullable Insn[] inIt = codeInIt;
        if (plain == null || inIt == null) {
            return;
        }
        int last = Math.min((offset + size - 1) >> 1, plain.length - 1);
        for (int i = Math.max((offset >> 1) - 1, 0); i <= last; i++) {
            plain[i] = null;
            inIt[i] = null;
        }
        Watcher told = watcher;
        if (told != null) {
            told.codeChanged(this, offset, size);
        }
    }

    /**
     * Marks an instruction, in front of which engines stop, or takes the mark away. Instructions that were decoded are forgotten.
     *
     * @param offset of the instruction
     * @param marked whether it is marked
     */
    public void mark(int offset, boolean marked) {
        BitSet places = marks;
        if (places == null) {
            places = new BitSet();
            marks = places;
        }
        places.set(offset >> 1, marked);
        changed(offset, 2);
    }

    /**
     * Whether an instruction is marked.
     *
     * @param offset of the instruction
     * @return whether engines stop in front of it
     */
    public boolean isMarked(int offset) {
        return marks != null && marks.get(offset >> 1);
    }

    /**
     * Whether instructions were decoded from this memory.
     *
     * @return whether a write has to be told by {@link #changed}
     */
    public boolean hasCode() {
        return code != null;
    }

    /**
     * The instructions decoded, one place a halfword.
     *
     * @param inIt whether those within IT blocks
     * @return not a copy; null where none was decoded yet
     */
    public @Nullable Insn[] code(boolean inIt) {
        @Nullable Insn[] plain = code;
        @Nullable Insn[] conditional = codeInIt;
        if (plain == null || conditional == null) {
            plain = new Insn[bytes.length / 2];
            conditional = new Insn[bytes.length / 2];
            code = plain;
            codeInIt = conditional;
        }
        return inIt ? conditional : plain;
    }
}
