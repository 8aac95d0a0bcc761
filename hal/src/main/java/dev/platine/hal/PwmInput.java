package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;

/** A measured duty cycle. Safe for any thread; see {@link Channel}. */
public final class PwmInput extends NumberInput {
    PwmInput(Board board, ChannelSpec spec) {
        super(board, spec);
    }
}
