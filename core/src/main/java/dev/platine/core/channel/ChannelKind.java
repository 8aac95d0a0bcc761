package dev.platine.core.channel;

/**
 * What the 32 bits of a channel's value mean.
 *
 * <p>A kind never changes while a board is described by the same schema hash.
 */
public enum ChannelKind {
    /** 0 or 1. */
    DIGITAL(1),
    /** An IEEE 754 single-precision number in the channel's unit. */
    ANALOG(2),
    /** A duty cycle from 0 to 1, as an IEEE 754 single-precision number. */
    PWM(3),
    /** An unsigned 32-bit count that wraps. */
    COUNTER(4),
    /** Lines of UTF-8 text; has no 32-bit value and is never part of an exchange. */
    TEXT(5);

    private final int number;

    ChannelKind(int number) {
        this.number = number;
    }

    /**
     * The kind's number in the protocol.
     *
     * @return 1 to 5
     */
    public int number() {
        return number;
    }

    /**
     * Tells whether values of this kind are floating-point numbers.
     *
     * @return true for {@link #ANALOG} and {@link #PWM}
     */
    public boolean isReal() {
        return this == ANALOG || this == PWM;
    }
}
