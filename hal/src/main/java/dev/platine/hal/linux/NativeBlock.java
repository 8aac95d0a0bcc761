package dev.platine.hal.linux;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Memory outside the heap whose address stands still: what system calls read and write.
 *
 * <p>Made once and reused; freed by the collector when nobody holds the block any more, so who hands {@link #address()} to a
 * call keeps the block until the call has returned. One thread at a time.
 */
public final class NativeBlock {
    private final ByteBuffer bytes;
    private final long address;

    /**
     * Takes memory, zeroed.
     *
     * @param sizeBytes how much, above 0
     */
    public NativeBlock(int sizeBytes) {
        bytes = ByteBuffer.allocateDirect(sizeBytes).order(ByteOrder.nativeOrder());
        address = Pointer.nativeValue(Native.getDirectBufferPointer(bytes));
    }

    /**
     * A text as C wants it, in UTF-8 and with a zero byte at its end.
     *
     * @param text without a zero character
     * @return a block that holds it
     */
    public static NativeBlock text(String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        NativeBlock block = new NativeBlock(raw.length + 1);
        block.bytes.put(0, raw);
        return block;
    }

    /**
     * Keeps the block until here. To be called behind a system call that was given {@link #address()}, where nothing else
     * uses the block any more: an address alone does not keep it from the collector.
     */
    @SuppressWarnings("ReachabilityFenceUsage") // a system call does not throw
    public void keep() {
        Reference.reachabilityFence(this);
    }

    /**
     * Where it is.
     *
     * @return the address of the first byte
     */
    public long address() {
        return address;
    }

    /**
     * A view for absolute access, in the computer's byte order.
     *
     * @return always the same buffer
     */
    public ByteBuffer bytes() {
        return bytes;
    }

    /**
     * How large it is.
     *
     * @return bytes
     */
    public int sizeBytes() {
        return bytes.capacity();
    }
}
