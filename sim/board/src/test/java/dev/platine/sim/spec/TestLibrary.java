package dev.platine.sim.spec;

import dev.platine.core.channel.ChannelKind;
import java.util.List;

/** A few types to build descriptions from. */
public final class TestLibrary implements TypeLibrary {
    @Override
    public List<DeviceRules> parts() {
        return List.of(
                DeviceRules.device(
                        "source",
                        List.of(PinRule.drives("out")),
                        List.of(ParameterRule.number("voltageV", 0, 50, "voltage"))),
                DeviceRules.device("lamp", List.of(PinRule.passes("anode"), PinRule.passes("cathode")), List.of()),
                DeviceRules.device("key", List.of(PinRule.passes("a"), PinRule.passes("b")), List.of()),
                DeviceRules.device("probe", List.of(PinRule.senses("in")), List.of()));
    }

    @Override
    public List<DeviceRules> plants() {
        return List.of(DeviceRules.device(
                "tank",
                List.of(PinRule.drives("level")),
                List.of(ParameterRule.number("volumeL", 1, 1_000, "how much goes in"))));
    }

    @Override
    public List<DeviceRules> firmwares() {
        return List.of(new DeviceRules(
                "test.Blinky",
                List.of(
                        PinRule.drives("lamp"),
                        PinRule.senses("button"),
                        PinRule.senses("level"),
                        PinRule.drives("spare").optional()),
                List.of(
                        ParameterRule.number("periodMs", 1, 1_000, "period"),
                        ParameterRule.flag("inverted", "lamp on by low"),
                        ParameterRule.text("name", "a name")),
                List.of(
                        ChannelRule.output("lamp", ChannelKind.DIGITAL),
                        ChannelRule.output("speed", ChannelKind.ANALOG),
                        ChannelRule.input("button", ChannelKind.DIGITAL),
                        ChannelRule.input("level_l", ChannelKind.ANALOG),
                        ChannelRule.input("presses", ChannelKind.COUNTER),
                        ChannelRule.input("log", ChannelKind.TEXT))));
    }
}
