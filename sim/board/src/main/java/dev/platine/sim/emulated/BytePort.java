package dev.platine.sim.emulated;

/**
 * Bytes to and from the firmware by a name, whatever way they take: a serial port, or one that a debug probe gives (SEGGER RTT, ITM, semihosting).
 *
 * <p>Inside the rack only.
 */
public interface BytePort {
    /** Hears what the firmware sends. */
    @FunctionalInterface
    interface Listener {
        /**
         * A byte was sent; on a serial port its frame ends now.
         *
         * @param value what
         */
        void sent(byte value);
    }

    /**
     * The port's name.
     *
     * @return such as {@code USART2} or {@code RTT}
     */
    String name();

    /**
     * Adds who hears what the firmware sends, for as long as the board is there.
     *
     * @param listener hears each byte
     */
    void listen(Listener listener);

    /**
     * Sends bytes to the firmware.
     *
     * @param bytes holds them
     * @param offset the first one's index
     * @param length how many
     * @return how many there was room for
     */
    int give(byte[] bytes, int offset, int length);

    /** Nothing more will ever be given: a firmware that waits for more is told so, where its way has words for that. */
    default void end() {}
}
