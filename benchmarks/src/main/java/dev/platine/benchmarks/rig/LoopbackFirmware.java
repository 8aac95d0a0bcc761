package dev.platine.benchmarks.rig;

import dev.platine.sim.body.AnalogPin;
import dev.platine.sim.body.DigitalPin;
import dev.platine.sim.body.DrivePin;
import dev.platine.sim.body.FirmwareContext;
import dev.platine.sim.body.ModelledFirmware;
import dev.platine.sim.body.Pins;
import dev.platine.sim.service.ChannelBank;

/**
 * The firmware of the benchmarks' board: a control step every millisecond drives 4 outputs as set by the host, converts 8
 * analog inputs and reads 8 digital ones. The first inputs are wired to the outputs, so what is written comes back.
 */
public final class LoopbackFirmware implements ModelledFirmware {
    private static final long STEP_NS = 1_000_000;
    private static final double PWM_HZ = 10_000;

    private final AnalogPin[] analog = new AnalogPin[RigBoard.INPUTS];
    private final DigitalPin[] digital = new DigitalPin[RigBoard.INPUTS];
    private final int[] analogIds = new int[RigBoard.INPUTS];
    private final int[] digitalIds = new int[RigBoard.INPUTS];
    private final DrivePin[] outputs = new DrivePin[RigBoard.OUTPUTS];
    private final int[] outputIds = new int[RigBoard.OUTPUTS];

    /** As a board's description makes it. */
    public LoopbackFirmware() {}

    @Override
    public void boot(FirmwareContext context) {
        ChannelBank channels = context.channels();
        Pins pins = context.pins();
        for (int i = 0; i < RigBoard.INPUTS; i++) {
            analog[i] = pins.analogIn("AI" + i, Pins.SUPPLY_V, 12);
            analogIds[i] = channels.id("ai" + i);
            digital[i] = pins.digitalIn("DI" + i);
            digital[i].pullDown();
            digitalIds[i] = channels.id("di" + i);
        }
        for (int i = 0; i < RigBoard.OUTPUTS; i++) {
            outputs[i] = pins.out(RigBoard.outputPin(i));
            outputIds[i] = channels.id(RigBoard.outputName(i));
        }
        context.every(STEP_NS, () -> step(channels));
    }

    private void step(ChannelBank channels) {
        for (int i = 0; i < RigBoard.ANALOG_OUTPUTS; i++) {
            outputs[i].pwm(PWM_HZ, channels.number(outputIds[i]) / Pins.SUPPLY_V);
        }
        for (int i = RigBoard.ANALOG_OUTPUTS; i < RigBoard.OUTPUTS; i++) {
            outputs[i].set(channels.flag(outputIds[i]));
        }
        for (int i = 0; i < RigBoard.INPUTS; i++) {
            channels.publish(analogIds[i], analog[i].readAverageV());
            channels.publish(digitalIds[i], digital[i].read());
        }
    }
}
