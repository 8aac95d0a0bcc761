package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;

/** A count in an {@link Exchange}. For the thread that runs the exchange; see {@link Reading}. */
public final class CounterReading extends Reading {
    CounterReading(ChannelSpec spec) {
        super(spec);
    }

    /**
     * What the last exchange that succeeded has read.
     *
     * @return the count, 0 to 4,294,967,295, which wraps; 0 before the first exchange
     */
    public long value() {
        return Integer.toUnsignedLong(bits());
    }
}
