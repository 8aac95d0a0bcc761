package dev.platine.mcu.rtos;

/** What a kernel's reader sees of a chip. Looking has no effects. */
public interface Target {
    /** {@link #word} and {@link #octet}: there is no memory. */
    long NONE = -1;

    /**
     * Reads a word of RAM or flash.
     *
     * @param address any
     * @return the value without sign; {@link #NONE} if the address is no multiple of 4, or of no memory
     */
    long word(int address);

    /**
     * Reads a byte of RAM or flash.
     *
     * @param address any
     * @return 0 to 255, or {@link #NONE}
     */
    long octet(int address);

    /**
     * Reads a register of the processor.
     *
     * @param number as in {@link dev.platine.mcu.core.CoreRegisters}
     * @return the value
     */
    int register(int number);
}
