package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;

/** A count to set in an {@link Exchange}. For the thread that runs the exchange; see {@link Setpoint}. */
public final class CounterSetpoint extends Setpoint {
    CounterSetpoint(String board, ChannelSpec spec) {
        super(board, spec);
    }

    /**
     * Sets what the next exchange writes.
     *
     * @param value the count, 0 to 4,294,967,295
     * @throws BoardException of kind OUT_OF_RANGE when the channel does not take it; the set-point is then as before
     */
    public void set(long value) {
        setNumber((double) value);
    }
}
