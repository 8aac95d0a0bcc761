package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;

/**
 * What an {@link Exchange} writes to a channel from its next run on. The channel's safe value before it is first set.
 *
 * <p>For the thread that runs the exchange. Setting it costs no input or output and allocates nothing.
 */
public abstract sealed class Setpoint permits AnalogSetpoint, CounterSetpoint, DigitalSetpoint, PwmSetpoint {
    private final String board;
    private final ChannelSpec spec;
    private int[] cells;
    private int index;

    Setpoint(String board, ChannelSpec spec) {
        this.board = board;
        this.spec = spec;
        this.cells = new int[] {spec.safeBits()};
    }

    final void bind(int[] values, int at) {
        values[at] = cells[index];
        cells = values;
        index = at;
    }

    final void setBits(int bits) {
        cells[index] = bits;
    }

    /**
     * The channel that is written.
     *
     * @return its description
     */
    public final ChannelSpec spec() {
        return spec;
    }

    /**
     * What is written by the next exchange.
     *
     * @return in the channel's unit; 0 or 1 for a digital channel
     */
    public final double number() {
        return spec.toNumber(cells[index]);
    }

    /**
     * Sets the value as a number, whatever the kind.
     *
     * @param value in the channel's unit, inside its range; 0 or 1 for a digital channel; rounded to what travels first
     * @throws BoardException of kind OUT_OF_RANGE when the channel does not take it or it is not a number; the set-point is
     *     then as before
     */
    public final void setNumber(double value) {
        cells[index] = Ranges.bits(board, "set", spec, value);
    }
}
