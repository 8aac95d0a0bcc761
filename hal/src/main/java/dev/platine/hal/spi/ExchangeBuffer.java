package dev.platine.hal.spi;

/**
 * What one exchange carries: the values to write and, afterwards, the values read, each coded in 32 bits as
 * {@link dev.platine.core.channel.ChannelSpec} says. Made once and reused; used by one thread at a time.
 */
public final class ExchangeBuffer {
    /** Set-points of the plan had run out since its last exchange: the outputs stood at their safe values meanwhile. */
    public static final int FLAG_OUTPUTS_HAD_EXPIRED = 1;
    /** The board reports a fault of its own. */
    public static final int FLAG_BOARD_FAULT = 2;

    /** One value for each written channel, in the order of the plan. */
    public final int[] writes;
    /** One value for each read channel, in the order of the plan; kept as it was when an exchange fails. */
    public final int[] reads;
    /** When the sample was taken, in the board's time since its boot, nanoseconds. */
    public long boardTimeNs;
    /** Bits of the {@code FLAG_} constants. */
    public int flags;

    /**
     * Buffers for a plan.
     *
     * @param plan says how many values there are
     */
    public ExchangeBuffer(Plan plan) {
        this.writes = new int[plan.writes().size()];
        this.reads = new int[plan.reads().size()];
    }
}
