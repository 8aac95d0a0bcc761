package dev.platine.mcu.core;

/**
 * Bytes that a debugger watches.
 *
 * @param address the first
 * @param sizeBytes how many, above 0
 * @param reads whether it halts when they are read
 * @param writes whether it halts when they are written, changed or not
 */
public record Watch(int address, int sizeBytes, boolean reads, boolean writes) {
    /**
     * A watchpoint.
     *
     * @throws IllegalArgumentException if the size is not above 0, or neither reads nor writes are watched
     */
    public Watch {
        if (sizeBytes <= 0 || !(reads || writes)) {
            throw new IllegalArgumentException(
                    "must watch at least one byte for reads or writes: sizeBytes=" + sizeBytes);
        }
    }

    boolean covers(int at, int size) {
        long first = address & 0xFFFFFFFFL;
        long accessed = at & 0xFFFFFFFFL;
        return accessed < first + sizeBytes && accessed + size > first;
    }
}
