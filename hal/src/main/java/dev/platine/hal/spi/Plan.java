package dev.platine.hal.spi;

import dev.platine.core.channel.ChannelSpec;
import java.util.List;

/**
 * Which channels an exchange reads and writes, in order, and how long its set-points hold. Immutable.
 *
 * @param id the plan's number on this port, from 0
 * @param reads channels that are read
 * @param writes channels that are written, all outputs
 * @param lifetimeNs how long a set-point holds without a newer one, in nanoseconds, a multiple of 1,000; 0 for ever
 */
public record Plan(int id, List<ChannelSpec> reads, List<ChannelSpec> writes, long lifetimeNs) {
    /** Most channels that one plan reads, and most that it writes. */
    public static final int MAX_CHANNELS = 64;
}
