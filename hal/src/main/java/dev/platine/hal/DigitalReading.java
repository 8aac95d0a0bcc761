package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;

/** A digital value in an {@link Exchange}. For the thread that runs the exchange; see {@link Reading}. */
public final class DigitalReading extends Reading {
    DigitalReading(ChannelSpec spec) {
        super(spec);
    }

    /**
     * What the last exchange that succeeded has read.
     *
     * @return true for 1; false before the first exchange
     */
    public boolean value() {
        return bits() != 0;
    }
}
