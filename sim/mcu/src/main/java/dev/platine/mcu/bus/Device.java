package dev.platine.mcu.bus;

/**
 * A block of registers on the bus. Called on the simulation's thread; throws nothing for what the guest does. Offsets are bytes from the
 * device's base, aligned to the size; sizes are 1, 2 or 4 bytes; values stand in the lower bits.
 */
public interface Device {
    /**
     * Reads, with the effects that reading has.
     *
     * @param offset where
     * @param size 1, 2 or 4 bytes
     * @return the value, or {@link Bus#ERROR} if the device does not answer
     */
    long read(int offset, int size);

    /**
     * Writes.
     *
     * @param offset where
     * @param size 1, 2 or 4 bytes
     * @param value what
     * @return whether the device answered
     */
    boolean write(int offset, int size, int value);

    /**
     * Reads without effects, for debuggers.
     *
     * @param offset where
     * @param size 1, 2 or 4 bytes
     * @return the value, or {@link Bus#ERROR} if there is none
     */
    long peek(int offset, int size);
}
