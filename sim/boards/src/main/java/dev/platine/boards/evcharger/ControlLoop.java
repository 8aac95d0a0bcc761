package dev.platine.boards.evcharger;

import dev.platine.boards.evcharger.ChargeStateMachine.Phase;
import dev.platine.sim.body.DrivePin;
import dev.platine.sim.body.FirmwareContext;
import dev.platine.sim.body.Pins;
import dev.platine.sim.spec.Parameters;

/** One boot of the firmware: reads the pins, steps the charger, drives the pins, tells the host. */
final class ControlLoop {
    private static final int SLOW_EVERY = 10;
    private static final double LAMP_HZ = 1_000;

    private final FirmwareContext context;
    private final Sensors sensors;
    private final Host host;
    private final Charger charger;
    private final PilotGenerator pilot;
    private final DrivePin coil;
    private final DrivePin lock;
    private final DrivePin test;
    private final DrivePin lamp;
    private final DrivePin faultLamp;
    private final int phases;
    private final long stepNs;
    private int untilSlow;
    private long elapsedNs;
    private Phase loggedPhase = Phase.IDLE;
    private int loggedFaults;

    ControlLoop(FirmwareContext context) {
        this.context = context;
        Parameters parameters = context.parameters();
        Pins pins = context.pins();
        phases = parameters.number("phases", 3) < 2 ? 1 : 3;
        stepNs = Math.round(parameters.number("stepUs", EvChargerFirmware.DEFAULT_STEP_US) * 1_000);
        sensors = new Sensors(pins, phases);
        host = new Host(context.channels());
        charger = new Charger(parameters.number("ratedA", 32), phases, parameters.flag("ventilated", false));
        pilot = new PilotGenerator(pins.out("pilot", PilotGenerator.LOW_V, PilotGenerator.HIGH_V, PilotGenerator.OHMS));
        coil = pins.out("coil", 0, 12, 2);
        lock = pins.out("lock", 0, 12, 5);
        test = pins.out("residual_test");
        lamp = pins.out("lamp");
        faultLamp = pins.out("fault_lamp");
    }

    void start() {
        say("boot, " + phases + " phases");
        context.every(stepNs, this::step);
    }

    private void step() {
        long nowNs = context.clock().nowNs();
        sensors.sampleFast();
        if (untilSlow == 0) {
            untilSlow = SLOW_EVERY;
            sensors.sampleSlow();
            charger.stepSlow(sensors, host, nowNs);
            lamp.pwm(LAMP_HZ, host.lamp());
        }
        untilSlow--;
        charger.step(sensors, host, pilot, elapsedNs, nowNs);
        elapsedNs = stepNs;
        coil.set(charger.coil());
        lock.set(charger.lockDriven());
        test.set(charger.testing());
        faultLamp.set(charger.faultBits() != 0);
        charger.publish(host, sensors, pilot);
        tell();
    }

    private void tell() {
        Phase phase = charger.phase();
        if (phase != loggedPhase) {
            say("phase " + loggedPhase + " to " + phase + ", " + Math.round(charger.energyWh()) + " Wh in all");
            loggedPhase = phase;
        }
        int changed = charger.faultBits() ^ loggedFaults;
        if (changed != 0) {
            loggedFaults = charger.faultBits();
            for (Fault fault : Fault.values()) {
                if ((changed & fault.bit()) != 0) {
                    say(((loggedFaults & fault.bit()) != 0 ? "fault: " : "over: ") + fault.text());
                }
            }
        }
    }

    private void say(String line) {
        context.log(line);
        host.log(line);
    }
}
