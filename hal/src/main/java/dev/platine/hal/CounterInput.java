package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;
import java.time.Duration;

/** A counter: an unsigned 32-bit count that wraps. Safe for any thread; see {@link Channel}. */
public final class CounterInput extends Channel {
    CounterInput(Board board, ChannelSpec spec) {
        super(board, spec);
    }

    /**
     * Reads the channel now, within the board's request deadline.
     *
     * @return the count, 0 to 4,294,967,295
     * @throws BoardException when the board refuses, the link is lost or no answer comes in time
     */
    public long read() {
        return Integer.toUnsignedLong(readBits());
    }

    /**
     * Reads the channel now.
     *
     * @param deadline how long it may take, above 0
     * @return the count, 0 to 4,294,967,295
     * @throws BoardException when the board refuses, the link is lost or no answer comes in time
     */
    public long read(Duration deadline) {
        return Integer.toUnsignedLong(readBits(deadline));
    }
}
