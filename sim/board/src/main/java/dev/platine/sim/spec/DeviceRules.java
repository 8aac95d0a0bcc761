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

    /**
     * Rules of a firmware that tells nothing: its pins, values and channels are not checked.
     *
     * @param name the firmware's class name
     * @return the rules
     */
    public static DeviceRules open(String name) {
        return new DeviceRules(name, List.of(), List.of(), List.of());
    }

    /**
     * Whether the type tells nothing of itself.
     *
     * @return true when it has neither pins nor channels
     */
    public boolean open() {
        return pins.isEmpty() && channels.isEmpty();
    }
}
