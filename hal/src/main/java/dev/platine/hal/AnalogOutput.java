package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;
import java.time.Duration;

/**
 * An analog output: a number in the channel's unit.
 *
 * <p>The last writer of a channel decides its value and how long it holds. Safe for any thread; see {@link Channel}.
 */
public final class AnalogOutput extends Channel {
    AnalogOutput(Board board, ChannelSpec spec) {
        super(board, spec);
    }

    /**
     * Sets the output until the next write.
     *
     * @param value in the channel's unit, inside its range
     * @throws BoardException of kind OUT_OF_RANGE before anything is sent when the channel does not take the value; of
     *     another kind when the board refuses, the link is lost or no answer comes in time
     */
    public void write(double value) {
        writeNumber(value, 0, board().deadlineNs());
    }

    /**
     * Sets the output for a while; then it goes to its safe value, unless written again.
     *
     * @param value in the channel's unit, inside its range
     * @param lifetime how long it holds, 1 us to 1 h
     * @throws BoardException as {@link #write(double)} does
     */
    public void write(double value, Duration lifetime) {
        writeNumber(value, Lifetimes.toNs(lifetime), board().deadlineNs());
    }

    /**
     * Reads the set-point in force.
     *
     * @return in the channel's unit, inside its range
     * @throws BoardException when the board refuses, the link is lost or no answer comes in time
     */
    public double read() {
        return spec().toNumber(readBits());
    }

    /**
     * Reads the set-point in force.
     *
     * @param deadline how long it may take, above 0
     * @return in the channel's unit, inside its range
     * @throws BoardException when the board refuses, the link is lost or no answer comes in time
     */
    public double read(Duration deadline) {
        return spec().toNumber(readBits(deadline));
    }
}
