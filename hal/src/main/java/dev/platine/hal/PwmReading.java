package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;

/** A duty cycle in an {@link Exchange}. For the thread that runs the exchange; see {@link Reading}. */
public final class PwmReading extends Reading {
    PwmReading(ChannelSpec spec) {
        super(spec);
    }

    /**
     * What the last exchange that succeeded has read.
     *
     * @return the duty cycle, 0 to 1; 0 before the first exchange
     */
    public double value() {
        return Float.intBitsToFloat(bits());
    }
}
