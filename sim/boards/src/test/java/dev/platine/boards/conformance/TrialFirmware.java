package dev.platine.boards.conformance;

import dev.platine.sim.body.AnalogPin;
import dev.platine.sim.body.DigitalPin;
import dev.platine.sim.body.DrivePin;
import dev.platine.sim.body.FirmwareContext;
import dev.platine.sim.body.ModelledFirmware;
import dev.platine.sim.body.Pins;
import dev.platine.sim.service.ChannelBank;

/** Firmware of the trial board: drives its two nets as the host says, measures them, and repeats what it is told. */
public final class TrialFirmware implements ModelledFirmware {
    private static final long STEP_NS = 1_000_000;
    private static final double PWM_HZ = 20_000;

    /** For the service loader. */
    public TrialFirmware() {}

    @Override
    public void boot(FirmwareContext context) {
        ChannelBank bank = context.channels();
        DrivePin relay = context.pins().out("relay");
        DrivePin level = context.pins().out("level");
        DigitalPin relaySense = context.pins().digitalIn("relay_sense");
        AnalogPin levelSense = context.pins().analogIn("level_sense", Pins.SUPPLY_V, 12);
        int steps = bank.id("steps");
        bank.publish(steps, 0);
        context.every(STEP_NS, () -> {
            relay.set(bank.flag(bank.id("relay")));
            level.pwm(PWM_HZ, bank.number(bank.id("level")) / Pins.SUPPLY_V);
            bank.publish(bank.id("relay_seen"), relaySense.read());
            bank.publish(bank.id("level_seen"), levelSense.readAverageV());
            bank.publish(bank.id("fan_seen"), bank.number(bank.id("fan")));
            bank.publish(steps, bank.get(steps) + 1);
        });
    }
}
