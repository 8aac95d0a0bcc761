package dev.platine.mcu.pin;

/**
 * A frame that a master clocks: SPI, or a channel of I2S. It travels whole, at the end of its last bit. Bits stand in the order of the
 * wire, the first one highest.
 *
 * @param clockPin the master's pin with the clock; -1 if it has routed none
 * @param outPin the master's pin at which it gives {@code bits}; -1 if it gives none
 * @param inPin the master's pin at which it takes the answer; -1 if it takes none
 * @param bits what the master gives, {@code width} of them
 * @param width 1 to 32
 * @param bitPs how long a bit lasts, in picoseconds
 * @param mode {@link #MODE_0} to {@link #MODE_3}: CPOL in bit 1, CPHA in bit 0; or one of the others
 */
public record SpiFrame(int clockPin, int outPin, int inPin, int bits, int width, long bitPs, int mode) {
    /** The clock idles low, its first edge samples. */
    public static final int MODE_0 = 0;
    /** The clock idles high, its second edge samples. */
    public static final int MODE_3 = 3;
    /** Texas Instruments' synchronous frames: a pulse at the select line before the first bit. */
    public static final int TI = 4;
    /** I2S, the left channel. */
    public static final int I2S_LEFT = 5;
    /** I2S, the right channel. */
    public static final int I2S_RIGHT = 6;

    /**
     * What a line that nobody drives reads as.
     *
     * @return ones, {@code width} of them
     */
    public int ones() {
        return width >= 32 ? -1 : (1 << width) - 1;
    }

    /**
     * The same with other bits: the frame as somebody else on the wires sees it.
     *
     * @param seen the bits at his data pin
     * @return a frame
     */
    public SpiFrame with(int seen) {
        return new SpiFrame(clockPin, outPin, inPin, seen, width, bitPs, mode);
    }
}
