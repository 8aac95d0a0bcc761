package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;
import java.time.Duration;

/**
 * A digital output: on or off.
 *
 * <p>The last writer of a channel decides its value and how long it holds. Safe for any thread; see {@link Channel}.
 */
public final class DigitalOutput extends Channel {
    DigitalOutput(Board board, ChannelSpec spec) {
        super(board, spec);
    }

    /**
     * Sets the output until the next write.
     *
     * @param value true for 1
     * @throws BoardException of kind OUT_OF_RANGE before anything is sent when the channel does not take the value; of
     *     another kind when the board refuses, the link is lost or no answer comes in time
     */
    public void write(boolean value) {
        writeNumber(value ? 1 : 0, 0, board().deadlineNs());
    }

    /**
     * Sets the output for a while; then it goes to its safe value, unless written again.
     *
     * @param value true for 1
     * @param lifetime how long it holds, 1 us to 1 h
     * @throws BoardException as {@link #write(boolean)} does
     */
    public void write(boolean value, Duration lifetime) {
        writeNumber(value ? 1 : 0, Lifetimes.toNs(lifetime), board().deadlineNs());
    }

    /**
     * Reads the set-point in force.
     *
     * @return true for 1
     * @throws BoardException when the board refuses, the link is lost or no answer comes in time
     */
    public boolean read() {
        return readBits() != 0;
    }

    /**
     * Reads the set-point in force.
     *
     * @param deadline how long it may take, above 0
     * @return true for 1
     * @throws BoardException when the board refuses, the link is lost or no answer comes in time
     */
    public boolean read(Duration deadline) {
        return readBits(deadline) != 0;
    }
}
