package dev.platine.sim.service;

import dev.platine.core.channel.ChannelSpec;
import org.jspecify.annotations.Nullable;

/**
 * A plan that a session knows: which channels an exchange reads and writes, and what the last exchange said.
 *
 * <p>Thread: inside the rack only, but for the counts, which are immutable.
 */
public final class SessionPlan {
    /** Set-points of this plan had run out since its last exchange. */
    public static final int FLAG_OUTPUTS_HAD_EXPIRED = 1;
    /** The board reports a fault of its own; its channels say which. */
    public static final int FLAG_BOARD_FAULT = 2;

    final int id;
    final int[] reads;
    final int[] writes;
    final ChannelSpec[] writeSpecs;
    final long lifetimeNs;
    boolean dropped;
    boolean used;
    boolean expired;
    long sampleTimeNs;
    int sampleFlags;

    @Nullable
    ServiceException refusal;

    SessionPlan(int id, int[] reads, int[] writes, ChannelSpec[] writeSpecs, long lifetimeNs) {
        this.id = id;
        this.reads = reads;
        this.writes = writes;
        this.writeSpecs = writeSpecs;
        this.lifetimeNs = lifetimeNs;
    }

    /**
     * The plan's number in its session.
     *
     * @return from 0 to {@link Session#MAX_PLANS} - 1
     */
    public int id() {
        return id;
    }

    /**
     * How many values an exchange reads.
     *
     * @return from 0 to {@link dev.platine.hal.spi.Plan#MAX_CHANNELS}
     */
    public int readCount() {
        return reads.length;
    }

    /**
     * How many values an exchange writes.
     *
     * @return from 0 to {@link dev.platine.hal.spi.Plan#MAX_CHANNELS}
     */
    public int writeCount() {
        return writes.length;
    }

    /**
     * When the last exchange took its sample.
     *
     * @return nanoseconds since the board's boot
     */
    public long boardTimeNs() {
        return sampleTimeNs;
    }

    /**
     * What the last exchange had to tell.
     *
     * @return bits of the {@code FLAG_} constants
     */
    public int flags() {
        return sampleFlags;
    }

    /**
     * Why the last refused exchange was refused.
     *
     * @return the refusal, or null when none was
     */
    public @Nullable ServiceException refusal() {
        return refusal;
    }

    /** Position of the first value that its channel does not take, or -1. */
    int firstBad(int[] values) {
        for (int i = 0; i < writeSpecs.length; i++) {
            if (!writeSpecs[i].accepts(values[i])) {
                return i;
            }
        }
        return -1;
    }

    boolean writesAnyOf(boolean[] channels) {
        for (int channel : writes) {
            if (channels[channel]) {
                return true;
            }
        }
        return false;
    }
}
