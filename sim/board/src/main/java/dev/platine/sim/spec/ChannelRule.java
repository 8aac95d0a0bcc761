package dev.platine.sim.spec;

import dev.platine.core.channel.ChannelKind;
import dev.platine.core.channel.Direction;

/**
 * A channel that a firmware serves.
 *
 * @param name the channel's name
 * @param kind its kind
 * @param direction which way it goes
 */
public record ChannelRule(String name, ChannelKind kind, Direction direction) {
    /**
     * A channel that the firmware publishes.
     *
     * @param name the channel's name
     * @param kind its kind
     * @return the rule
     */
    public static ChannelRule input(String name, ChannelKind kind) {
        return new ChannelRule(name, kind, Direction.INPUT);
    }

    /**
     * A channel that the firmware obeys.
     *
     * @param name the channel's name
     * @param kind its kind
     * @return the rule
     */
    public static ChannelRule output(String name, ChannelKind kind) {
        return new ChannelRule(name, kind, Direction.OUTPUT);
    }
}
