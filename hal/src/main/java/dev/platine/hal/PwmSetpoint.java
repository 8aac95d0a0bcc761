package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;

/** A duty cycle to make in an {@link Exchange}. For the thread that runs the exchange; see {@link Setpoint}. */
public final class PwmSetpoint extends Setpoint {
    PwmSetpoint(String board, ChannelSpec spec) {
        super(board, spec);
    }

    /**
     * Sets what the next exchange writes.
     *
     * @param value the duty cycle, inside the channel's range, which is within 0 to 1
     * @throws BoardException of kind OUT_OF_RANGE when the channel does not take it; the set-point is then as before
     */
    public void set(double value) {
        setNumber(value);
    }
}
