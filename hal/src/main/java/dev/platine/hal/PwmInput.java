package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;
import java.time.Duration;

/** A measured duty cycle. Safe for any thread; see {@link Channel}. */
public final class PwmInput extends Channel {
    PwmInput(Board board, ChannelSpec spec) {
        super(board, spec);
    }

    /**
     * Reads the channel now, within the board's request deadline.
     *
     * @return the duty cycle, 0 to 1
     * @throws BoardException when the board refuses, the link is lost or no answer comes in time
     */
    public double read() {
        return spec().toNumber(readBits());
    }

    /**
     * Reads the channel now.
     *
     * @param deadline how long it may take, above 0
     * @return the duty cycle, 0 to 1
     * @throws BoardException when the board refuses, the link is lost or no answer comes in time
     */
    public double read(Duration deadline) {
        return spec().toNumber(readBits(deadline));
    }
}
