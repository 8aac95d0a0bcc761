package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;

/**
 * A channel's value in an {@link Exchange}: what the last exchange that succeeded has read. 0 before the first.
 *
 * <p>For the thread that runs the exchange. Reading it costs no input or output and allocates nothing.
 */
public abstract sealed class Reading permits AnalogReading, CounterReading, DigitalReading, PwmReading {
    private final ChannelSpec spec;
    private int[] cells = new int[1];
    private int index;

    Reading(ChannelSpec spec) {
        this.spec = spec;
    }

    final void bind(int[] values, int at) {
        cells = values;
        index = at;
    }

    final int bits() {
        return cells[index];
    }

    /**
     * The channel that is read.
     *
     * @return its description
     */
    public final ChannelSpec spec() {
        return spec;
    }

    /**
     * The value as a number, whatever the kind.
     *
     * @return in the channel's unit; 0 or 1 for a digital channel
     */
    public final double number() {
        return spec.toNumber(cells[index]);
    }
}
