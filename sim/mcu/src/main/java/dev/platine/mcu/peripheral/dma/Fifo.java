package dev.platine.mcu.peripheral.dma;

/** A stream's FIFO: 16 bytes, packed and unpacked in the order of the bytes in memory. */
final class Fifo {
    static final int BYTES = 16;

    private final byte[] bytes = new byte[BYTES];
    private int first;
    private int count;

    void clear() {
        first = 0;
        count = 0;
    }

    int count() {
        return count;
    }

    boolean fits(int size) {
        return count + size <= BYTES;
    }

    void push(long value, int size) {
        for (int i = 0; i < size; i++) {
            bytes[first + count & BYTES - 1] = (byte) (value >> (8 * i));
            count++;
        }
    }

    /** Takes bytes; where fewer are left, the rest is what stood there before (RM0090 section 10.3.13: an undesired value). */
    int pop(int size) {
        int value = 0;
        for (int i = 0; i < size; i++) {
            value |= (bytes[first + i & BYTES - 1] & 0xFF) << (8 * i);
        }
        int taken = Math.min(size, count);
        first = first + taken & BYTES - 1;
        count -= taken;
        return value;
    }

    /** The FS field: 0 to 3 for quarters that are begun, 4 empty, 5 full. */
    int status() {
        if (count == 0) {
            return 4;
        }
        return count == BYTES ? 5 : count / 4;
    }
}
