package dev.platine.mcu.pin;

/**
 * What a master meets on a two-wire bus: a part, another chip's I2C block, or all of them at once as the wires bring them together. Bytes
 * travel whole, addresses are bytes like others. Who is not addressed answers {@link #NACK} and 0xFF. Called on the simulation's thread.
 */
public interface I2cTarget {
    /** The byte was acknowledged. */
    int ACK = 0;
    /** Nobody acknowledged the byte. */
    int NACK = 1;
    /** Another master held the data line low where this one let it go. */
    int LOST = 2;
    /** A start or stop came within the byte. */
    int MISPLACED = 3;

    /** A bus with nothing on it. */
    I2cTarget NOBODY = new I2cTarget() {
        @Override
        public void started() {}

        @Override
        public int written(int bits) {
            return NACK;
        }

        @Override
        public int read(boolean ack) {
            return 0xFF;
        }

        @Override
        public void stopped() {}
    };

    /**
     * The pin at which it has the data, for who knows the wires.
     *
     * @return a number of its own pins; -1 if it has none
     */
    default int dataPin() {
        return -1;
    }

    /** A start condition, or a repeated one, has ended. */
    void started();

    /**
     * The master has sent a byte; its acknowledge bit has ended.
     *
     * @param bits 0 to 255
     * @return {@link #ACK}, {@link #NACK}, {@link #LOST} or {@link #MISPLACED}
     */
    int written(int bits);

    /**
     * The master has taken a byte; its acknowledge bit has ended.
     *
     * @param ack whether the master acknowledged it
     * @return 0 to 255
     */
    int read(boolean ack);

    /** A stop condition has ended. */
    void stopped();

    /**
     * Whether it stretches the clock: the master waits before the next byte or stop, until it is told {@code released}.
     *
     * @return false unless overridden
     */
    default boolean holds() {
        return false;
    }
}
