package dev.platine.hal.linux.gpio;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.ChannelSpec;
import dev.platine.core.channel.Direction;

/**
 * A line as the file describes it.
 *
 * @param channel what the board makes of it
 * @param name the line's name, empty when it has a number
 * @param offset the line's number on its chip, -1 when it has a name
 * @param flags GPIO_V2_LINE_FLAG_* that it is requested with
 * @param debounceUs how long it must be still, 0 for not at all
 */
record GpioLine(ChannelSpec channel, String name, int offset, long flags, int debounceUs) {
    static final long EDGES = GpioAbi.GPIO_V2_LINE_FLAG_EDGE_RISING | GpioAbi.GPIO_V2_LINE_FLAG_EDGE_FALLING;

    boolean isOutput() {
        return channel.direction() == Direction.OUTPUT;
    }

    boolean tellsEdges() {
        return (flags & EDGES) != 0;
    }

    boolean counts() {
        return channel.kind() == ChannelKind.COUNTER;
    }

    /** As the file names it, for messages. */
    String given() {
        return name.isEmpty() ? "line " + offset : "line '" + name + "'";
    }
}
