package dev.platine.boards.evcharger;

import dev.platine.boards.evcharger.ChargeStateMachine.Phase;
import dev.platine.core.time.NanoClock;
import dev.platine.sim.body.DrivePin;
import dev.platine.sim.body.FirmwareContext;
import dev.platine.sim.body.ModelledFirmware;
import dev.platine.sim.body.Pins;
import dev.platine.sim.spec.DeviceRules;
import dev.platine.sim.spec.ParameterRule;
import dev.platine.sim.spec.PinRule;
import java.util.ArrayList;
import java.util.List;

/**
 * Firmware of the {@code ev-charger} board: IEC 61851-1:2017 mode 3, charging by the control pilot alone.
 *
 * <p>A control step every millisecond reads the pilot, residual current, mirror contacts and the meter, and drives pilot and
 * contactors; every tenth step does what changes slowly. All logic is in classes that know no pins. Inside the rack only;
 * deterministic.
 */
public final class EvChargerFirmware implements ModelledFirmware {
    private static final int SLOW_EVERY = 10;
    private static final double DEFAULT_STEP_US = 1_000;

    private NanoClock clock = () -> 0;
    private FirmwareContext context;
    private Sensors sensors;
    private Host host;
    private Charger charger;
    private PilotGenerator pilot;
    private DrivePin coil;
    private DrivePin lock;
    private DrivePin test;
    private DrivePin lamp;
    private DrivePin faultLamp;
    private long stepNs;
    private long steps;
    private Phase loggedPhase = Phase.IDLE;
    private int loggedFaults;

    /** A firmware that has not booted. */
    public EvChargerFirmware() {}

    @Override
    public DeviceRules rules() {
        List<PinRule> pins = new ArrayList<>();
        for (String name : List.of("pilot", "coil", "lock", "residual_test", "lamp", "fault_lamp")) {
            pins.add(PinRule.drives(name));
        }
        for (String name : List.of(
                "pilot_sense",
                "proximity_sense",
                "voltage_l1",
                "voltage_l2",
                "voltage_l3",
                "current_l1",
                "current_l2",
                "current_l3",
                "zero_cross",
                "mirror_k1",
                "mirror_k2",
                "mirror_k3",
                "residual_ac",
                "residual_dc",
                "temperature",
                "earth_sense",
                "lock_feedback",
                "stop")) {
            pins.add(PinRule.senses(name));
        }
        return new DeviceRules(
                EvChargerFirmware.class.getName(),
                pins,
                List.of(
                        ParameterRule.number("ratedA", 6, 63, "largest current of the installation"),
                        ParameterRule.number("phases", 1, 3, "phases in use, 1 or 3"),
                        ParameterRule.flag("ventilated", "the place has ventilation, so state D may charge"),
                        ParameterRule.number("stepUs", 100, 20_000, "control period")),
                Host.rules());
    }

    @Override
    public void boot(FirmwareContext context) {
        this.context = context;
        clock = context.clock();
        int phases = context.parameters().number("phases", 3) < 2 ? 1 : 3;
        Pins pins = context.pins();
        sensors = new Sensors(pins, phases);
        host = new Host(context.channels());
        charger = new Charger(
                context.parameters().number("ratedA", 32),
                phases,
                context.parameters().flag("ventilated", false));
        pilot = new PilotGenerator(pins.out("pilot", PilotGenerator.LOW_V, PilotGenerator.HIGH_V, PilotGenerator.OHMS));
        coil = pins.out("coil", 0, 12, 2);
        lock = pins.out("lock", 0, 12, 5);
        test = pins.out("residual_test");
        lamp = pins.out("lamp");
        faultLamp = pins.out("fault_lamp");
        stepNs = Math.round(context.parameters().number("stepUs", DEFAULT_STEP_US) * 1_000);
        say("boot, " + phases + " phases");
        context.every(stepNs, this::step);
    }

    private void step() {
        long nowNs = clock.nowNs();
        sensors.sampleFast();
        if (steps % SLOW_EVERY == 0) {
            sensors.sampleSlow();
            charger.stepSlow(sensors, host, nowNs);
            lamp.pwm(1_000, host.lamp());
        }
        charger.step(sensors, host, pilot, steps == 0 ? 0 : stepNs, nowNs);
        coil.set(charger.coil());
        lock.set(charger.lockDriven());
        test.set(charger.testing());
        faultLamp.set(charger.faultBits() != 0);
        charger.publish(host, sensors, pilot);
        tell();
        steps++;
    }

    private void tell() {
        Phase phase = charger.phase();
        if (phase != loggedPhase) {
            say("phase " + loggedPhase + " to " + phase + ", " + Math.round(charger.energyWh()) + " Wh in all");
            loggedPhase = phase;
        }
        int faults = charger.faultBits();
        if (faults != loggedFaults) {
            for (Fault fault : Fault.values()) {
                if (((faults ^ loggedFaults) & fault.bit()) != 0) {
                    say((faults & fault.bit()) != 0 ? "fault: " + fault.text() : "over: " + fault.text());
                }
            }
            loggedFaults = faults;
        }
    }

    private void say(String line) {
        context.log(line);
        host.log(line);
    }
}
