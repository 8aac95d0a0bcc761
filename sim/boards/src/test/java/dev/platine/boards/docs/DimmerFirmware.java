package dev.platine.boards.docs;

import dev.platine.core.channel.ChannelKind;
import dev.platine.sim.body.AnalogPin;
import dev.platine.sim.body.DrivePin;
import dev.platine.sim.body.FirmwareContext;
import dev.platine.sim.body.ModelledFirmware;
import dev.platine.sim.body.Pins;
import dev.platine.sim.service.ChannelBank;
import dev.platine.sim.spec.ChannelRule;
import dev.platine.sim.spec.DeviceRules;
import dev.platine.sim.spec.ParameterRule;
import dev.platine.sim.spec.PinRule;
import java.util.List;

/** Firmware of the board {@code dimmer}: a lamp as bright as a knob says, but never brighter than the host allows. */
public final class DimmerFirmware implements ModelledFirmware {
    /** A firmware that has not booted. */
    public DimmerFirmware() {}

    @Override
    public DeviceRules rules() {
        return new DeviceRules(
                DimmerFirmware.class.getName(),
                List.of(PinRule.senses("knob"), PinRule.drives("lamp")),
                List.of(ParameterRule.number("periodMs", 1, 1_000, "control period")),
                List.of(
                        ChannelRule.input("knob_v", ChannelKind.ANALOG),
                        ChannelRule.input("level", ChannelKind.PWM),
                        ChannelRule.output("most", ChannelKind.PWM)));
    }

    @Override
    public void boot(FirmwareContext context) {
        AnalogPin knob = context.pins().analogIn("knob", Pins.SUPPLY_V, 12);
        DrivePin lamp = context.pins().out("lamp");
        ChannelBank host = context.channels();
        int knobV = host.id("knob_v");
        int level = host.id("level");
        int most = host.id("most");
        long periodNs = Math.round(context.parameters().number("periodMs", 10) * 1e6);
        context.every(periodNs, () -> {
            double volts = knob.readV();
            double duty = Math.min(volts / Pins.SUPPLY_V, host.number(most));
            lamp.pwm(1_000, duty);
            host.publish(knobV, volts);
            host.publish(level, duty);
        });
    }
}
