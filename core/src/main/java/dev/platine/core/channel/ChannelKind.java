package dev.platine.core.channel;

/**
 * What the 32 bits of a channel's value mean.
 *
 * <p>A kind never changes while a board is described by the same schema hash.
 */
public enum ChannelKind {
    /** 0 or 1. */
    DIGITAL,
    /** An IEEE 754 single-precision number in the channel's unit. */
    ANALOG,
    /** A duty cycle from 0 to 1, as an IEEE 754 single-precision number. */
    PWM,
    /** An unsigned 32-bit count that wraps. */
    COUNTER,
    /** Lines of UTF-8 text; has no 32-bit value and is never part of an exchange. */
    TEXT;

    /**
     * Tells whether values of this kind are floating-point numbers.
     *
     * @return true for {@link #ANALOG} and {@link #PWM}
     */
    public boolean isReal() {
        return this == ANALOG || this == PWM;
    }
}
