package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;

/** An analog input: a number in the channel's unit. Safe for any thread; see {@link Channel}. */
public final class AnalogInput extends NumberInput {
    AnalogInput(Board board, ChannelSpec spec) {
        super(board, spec);
    }
}
