package dev.platine.sim.spec;

import java.util.List;

/**
 * What a {@code board.yaml} may say about one type of part, plant or firmware.
 *
 * @param name the type's name; for a firmware its class name
 * @param pins its pins
 * @param parameters the values that it takes
 * @param channels for a firmware the channels that it serves; empty for others
 */
public record DeviceRules(String name, List<PinRule> pins, List<ParameterRule> parameters, List<ChannelRule> channels) {

    public DeviceRules {
        pins = List.copyOf(pins);
        parameters = List.copyOf(parameters);
        channels = List.copyOf(channels);
    }

    /**
     * Rules of a part or a plant.
     *
     * @param name the type's name
     * @param pins its pins
     * @param parameters the values that it takes
     * @return the rules
     */
    public static DeviceRules device(String name, List<PinRule> pins, List<ParameterRule> parameters) {
        return new DeviceRules(name, pins, parameters, List.of());
    }
}
