package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;

/**
 * An analog output: a number in the channel's unit.
 *
 * <p>The last writer of a channel decides its value and how long it holds. Safe for any thread; see {@link Channel}.
 */
public final class AnalogOutput extends NumberOutput {
    AnalogOutput(Board board, ChannelSpec spec) {
        super(board, spec);
    }
}
