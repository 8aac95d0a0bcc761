package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;
import java.time.Duration;

/**
 * An output whose set-point is a number: analog or PWM.
 *
 * <p>The last writer of a channel decides its value and how long it holds. Safe for any thread; see {@link Channel}.
 */
public abstract sealed class NumberOutput extends Channel permits AnalogOutput, PwmOutput {
    NumberOutput(Board board, ChannelSpec spec) {
        super(board, spec);
    }

    /**
     * Sets the output until the next write.
     *
     * @param value in the channel's unit, inside its range; of PWM the duty cycle, within 0 to 1
     * @throws BoardException of kind OUT_OF_RANGE before anything is sent when the channel does not take the value; of
     *     another kind when the board refuses, the link is lost or no answer comes in time
     */
    public final void write(double value) {
        writeNumber(value, 0, board().deadlineNs());
    }

    /**
     * Sets the output for a while; then it goes to its safe value, unless written again.
     *
     * @param value in the channel's unit, inside its range; of PWM the duty cycle, within 0 to 1
     * @param lifetime how long it holds, 1 us to 1 h
     * @throws BoardException as {@link #write(double)} does
     */
    public final void write(double value, Duration lifetime) {
        writeNumber(value, Lifetimes.toNs(lifetime), board().deadlineNs());
    }

    /**
     * Reads the set-point in force.
     *
     * @return in the channel's unit, inside its range; of PWM the duty cycle, within 0 to 1
     * @throws BoardException when the board refuses, the link is lost or no answer comes in time
     */
    public final double read() {
        return spec().toNumber(readBits());
    }

    /**
     * Reads the set-point in force.
     *
     * @param deadline how long it may take, above 0
     * @return in the channel's unit, inside its range; of PWM the duty cycle, within 0 to 1
     * @throws BoardException when the board refuses, the link is lost or no answer comes in time
     */
    public final double read(Duration deadline) {
        return spec().toNumber(readBits(deadline));
    }
}
