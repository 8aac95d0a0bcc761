package dev.platine.mcu.pin;

/**
 * What stands around a chip, as the board implements it. All calls come on the simulation's thread, at the time that the chip has reached.
 * Pins are numbered by port and bit: PA0 is 0, PA15 is 15, PB0 is 16.
 */
public interface Surroundings {
    /**
     * A pin is driven in another way.
     *
     * @param pin which
     * @param drive how
     * @param volts the voltage for {@link Drive#ANALOG}, else 0
     */
    void driven(int pin, Drive drive, double volts);

    /**
     * A pin gives out a clock, until it is {@link #driven} in another way: high and low for half a period each, beginning high now. Its edges
     * are not told.
     *
     * @param pin which
     * @param hz how fast, above 0
     */
    default void waves(int pin, double hz) {}

    /**
     * The voltage at a pin now.
     *
     * @param pin which
     * @return volts
     */
    double volts(int pin);

    /**
     * Whether the world decides a pin's level: it tells each change by {@code Chip.level}, also those that the chip's own drive brings about.
     * Where it does not, the pin follows what the chip drives; without a drive, what the world has last said; else its pull.
     *
     * @param pin which
     * @return false unless overridden; the same as long as the chip lives
     */
    default boolean decides(int pin) {
        return false;
    }

    /**
     * A serial frame begins to leave at a pin. {@link #sent} follows at its end.
     *
     * @param pin which
     * @param endNs when it ends, unless clocks change meanwhile, in nanoseconds
     */
    default void sending(int pin, long endNs) {}

    /**
     * A block begins a frame, a byte or a condition of which it gives the clock. At its end it asks others ({@link #clocked}, {@link #bus}), who are to
     * have reached that time, and not more, by then.
     *
     * @param clockPin the pin with the clock
     * @param endNs when it ends, unless clocks change meanwhile, in nanoseconds
     */
    default void shifting(int clockPin, long endNs) {}

    /**
     * A block begins or ends to depend on what others do at a pin: it hears a clock there as a slave, or waits for one that is stretched. Meanwhile this
     * chip must not be ahead of who is at the other end.
     *
     * @param clockPin the pin with the clock
     * @param on whether it begins
     */
    default void follows(int clockPin, boolean on) {}

    /**
     * A serial frame leaves at a pin; its last stop bit ends now. The line's level was not driven bit by bit.
     *
     * @param pin which
     * @param frame what
     */
    void sent(int pin, SerialFrame frame);

    /**
     * A block clocks a frame, which ends now: bring it to who hears its clock, and back what they answered.
     *
     * @param frame what, and at which pins of this chip
     * @return the bits at {@link SpiFrame#inPin}, the first one highest; ones unless overridden
     */
    default int clocked(SpiFrame frame) {
        return frame.ones();
    }

    /**
     * What hangs on a two-wire bus, apart from the block that asks. Asked at each start condition.
     *
     * @param clockPin the pin with the clock; -1 if none is routed
     * @param dataPin the pin with the data; -1 if none is routed
     * @return all of it as one; {@link I2cTarget#NOBODY} unless overridden
     */
    default I2cTarget bus(int clockPin, int dataPin) {
        return I2cTarget.NOBODY;
    }

    /**
     * A block no longer stretches the clock of a two-wire bus: tell who waits for it.
     *
     * @param clockPin the pin with the clock
     */
    default void released(int clockPin) {}
}
