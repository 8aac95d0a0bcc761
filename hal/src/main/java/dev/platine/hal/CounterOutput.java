package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;
import java.time.Duration;

/**
 * An unsigned 32-bit count that the host sets, such as a position to go to.
 *
 * <p>The last writer of a channel decides its value and how long it holds. Safe for any thread; see {@link Channel}.
 */
public final class CounterOutput extends Channel {
    CounterOutput(Board board, ChannelSpec spec) {
        super(board, spec);
    }

    /**
     * Sets the output until the next write.
     *
     * @param value the count, 0 to 4,294,967,295
     * @throws BoardException of kind OUT_OF_RANGE before anything is sent when the channel does not take the value; of
     *     another kind when the board refuses, the link is lost or no answer comes in time
     */
    public void write(long value) {
        writeNumber((double) value, 0, board().deadlineNs());
    }

    /**
     * Sets the output for a while; then it goes to its safe value, unless written again.
     *
     * @param value the count, 0 to 4,294,967,295
     * @param lifetime how long it holds, 1 us to 1 h
     * @throws BoardException as {@link #write(long)} does
     */
    public void write(long value, Duration lifetime) {
        writeNumber((double) value, Lifetimes.toNs(lifetime), board().deadlineNs());
    }

    /**
     * Reads the set-point in force.
     *
     * @return the count, 0 to 4,294,967,295
     * @throws BoardException when the board refuses, the link is lost or no answer comes in time
     */
    public long read() {
        return Integer.toUnsignedLong(readBits());
    }

    /**
     * Reads the set-point in force.
     *
     * @param deadline how long it may take, above 0
     * @return the count, 0 to 4,294,967,295
     * @throws BoardException when the board refuses, the link is lost or no answer comes in time
     */
    public long read(Duration deadline) {
        return Integer.toUnsignedLong(readBits(deadline));
    }
}
