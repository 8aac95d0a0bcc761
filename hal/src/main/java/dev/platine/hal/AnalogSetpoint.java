package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;

/** An analog set-point in an {@link Exchange}. For the thread that runs the exchange; see {@link Setpoint}. */
public final class AnalogSetpoint extends Setpoint {
    AnalogSetpoint(String board, ChannelSpec spec) {
        super(board, spec);
    }

    /**
     * Sets what the next exchange writes.
     *
     * @param value in the channel's unit, inside its range
     * @throws BoardException of kind OUT_OF_RANGE when the channel does not take it; the set-point is then as before
     */
    public void set(double value) {
        setNumber(value);
    }
}
