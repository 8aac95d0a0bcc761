package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;
import java.time.Duration;

/** A digital input: on or off. Safe for any thread; see {@link Channel}. */
public final class DigitalInput extends Channel {
    DigitalInput(Board board, ChannelSpec spec) {
        super(board, spec);
    }

    /**
     * Reads the channel now, within the board's request deadline.
     *
     * @return true for 1
     * @throws BoardException when the board refuses, the link is lost or no answer comes in time
     */
    public boolean read() {
        return readBits() != 0;
    }

    /**
     * Reads the channel now.
     *
     * @param deadline how long it may take, above 0
     * @return true for 1
     * @throws BoardException when the board refuses, the link is lost or no answer comes in time
     */
    public boolean read(Duration deadline) {
        return readBits(deadline) != 0;
    }
}
