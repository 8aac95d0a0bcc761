package dev.platine.core.protocol;

/**
 * An exchange's request or reply as plain numbers, filled by {@link ExchangeCodec}. Made once and reused; one thread at a
 * time. Keeps what it held when a message could not be decoded.
 */
public final class ExchangeMessage {
    /** The plan's number, unsigned; requests only. */
    public int plan;
    /** When the sample was taken, nanoseconds of the board's time since its boot; replies only. */
    public long boardTimeNs;
    /** Bits of {@code ExchangeFlag}; replies only. */
    public int flags;
    /** How many values there are, from 0 to the length of {@link #values}. */
    public int count;
    /** The values, 32 bits each; those from {@link #count} on have no meaning. */
    public final int[] values;

    /**
     * A message that puts its values into an array of the caller.
     *
     * @param values takes the values; its length is the most that can be decoded
     */
    public ExchangeMessage(int[] values) {
        this.values = values;
    }
}
