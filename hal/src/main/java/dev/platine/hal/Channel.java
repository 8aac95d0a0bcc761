package dev.platine.hal;

import dev.platine.core.channel.ChannelSpec;
import java.time.Duration;

/**
 * One channel of an open board. The subclasses give it its type; {@link Board#handle} returns the right one by name.
 *
 * <p>Safe for any thread. Each call is a request of its own to the board; what is read or written every cycle belongs
 * into an {@link Exchange}. All calls throw {@link BoardException}, within their deadline.
 */
public abstract sealed class Channel
        permits CounterInput,
                CounterOutput,
                DigitalInput,
                DigitalOutput,
                NumberInput,
                NumberOutput,
                TextInput,
                TextOutput {
    private final Board board;
    private final ChannelSpec spec;

    Channel(Board board, ChannelSpec spec) {
        this.board = board;
        this.spec = spec;
    }

    /**
     * What the channel is: kind, direction, unit, range, safe value.
     *
     * @return the same as {@link Board#channel} gives; no input or output
     */
    public final ChannelSpec spec() {
        return spec;
    }

    /**
     * The channel's name.
     *
     * @return the name on its board
     */
    public final String name() {
        return spec.name();
    }

    final Board board() {
        return board;
    }

    final int readBits() {
        return board.port().read(spec, board.deadlineNs());
    }

    final int readBits(Duration deadline) {
        return board.port().read(spec, Board.deadlineNs(deadline));
    }

    final void writeNumber(double value, long lifetimeNs, long deadlineNs) {
        board.port().write(spec, Ranges.bits(board.name(), "write", spec, value), lifetimeNs, deadlineNs);
    }

    @Override
    public final String toString() {
        return board.name() + " " + spec.name();
    }
}
