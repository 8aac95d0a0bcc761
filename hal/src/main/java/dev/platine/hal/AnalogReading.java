package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;

/** An analog value in an {@link Exchange}. For the thread that runs the exchange; see {@link Reading}. */
public final class AnalogReading extends Reading {
    AnalogReading(ChannelSpec spec) {
        super(spec);
    }

    /**
     * What the last exchange that succeeded has read.
     *
     * @return the value in the channel's unit; 0 before the first exchange
     */
    public double value() {
        return Float.intBitsToFloat(bits());
    }
}
