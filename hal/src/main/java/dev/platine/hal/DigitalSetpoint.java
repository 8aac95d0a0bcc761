package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;

/** A digital set-point in an {@link Exchange}. For the thread that runs the exchange; see {@link Setpoint}. */
public final class DigitalSetpoint extends Setpoint {
    DigitalSetpoint(String board, ChannelSpec spec) {
        super(board, spec);
    }

    /**
     * Sets what the next exchange writes.
     *
     * @param value true for 1
     */
    public void set(boolean value) {
        setBits(value ? 1 : 0);
    }
}
