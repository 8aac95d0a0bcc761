package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;

/**
 * A duty cycle that the board makes.
 *
 * <p>The last writer of a channel decides its value and how long it holds. Safe for any thread; see {@link Channel}.
 */
public final class PwmOutput extends NumberOutput {
    PwmOutput(Board board, ChannelSpec spec) {
        super(board, spec);
    }
}
