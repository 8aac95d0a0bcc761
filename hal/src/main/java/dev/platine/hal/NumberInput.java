package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;
import java.time.Duration;

/** An input that is read as a number: analog or PWM. Safe for any thread; see {@link Channel}. */
public abstract sealed class NumberInput extends Channel permits AnalogInput, PwmInput {
    NumberInput(Board board, ChannelSpec spec) {
        super(board, spec);
    }

    /**
     * Reads the channel now, within the board's request deadline.
     *
     * @return the value in the channel's unit; of PWM the duty cycle, 0 to 1
     * @throws BoardException when the board refuses, the link is lost or no answer comes in time
     */
    public final double read() {
        return spec().toNumber(readBits());
    }

    /**
     * Reads the channel now.
     *
     * @param deadline how long it may take, above 0
     * @return the value in the channel's unit; of PWM the duty cycle, 0 to 1
     * @throws BoardException when the board refuses, the link is lost or no answer comes in time
     */
    public final double read(Duration deadline) {
        return spec().toNumber(readBits(deadline));
    }
}
