package dev.platine.boards.evcharger;

import dev.platine.sim.net.Driver;
import dev.platine.sim.plant.PlantContext;
import dev.platine.sim.plant.Quantity;

/** The mains before the contactors: each phase a source behind the loop's impedance, as root mean squares; and protective earth. */
final class MainsFeed {
    private static final double SOURCE_OHMS = 0.01;
    private static final double LOGIC_V = 3.3;
    private static final double LOGIC_OHMS = 1_000;
    /** Below this, there are no zero crossings to see. */
    private static final double LEAST_V = 20;

    private final Quantity voltage;
    private final Quantity frequency;
    private final Quantity impedance;
    private final Quantity earthOhms;
    private final Quantity[] phaseVolts = new Quantity[3];
    private final Driver[] lines = new Driver[3];
    private final Driver zeroCross;
    private final Driver earth;

    MainsFeed(PlantContext context) {
        voltage = context.setting("mains.voltage_v", "V", 230, 0, 400, "open-circuit voltage of each phase");
        frequency = context.setting("mains.frequency_hz", "Hz", 50, 40, 70, "frequency");
        impedance = context.setting("mains.impedance_ohm", "Ohm", 0.2, 0, 10, "impedance of the loop");
        earthOhms = context.setting(
                "mains.earth_ohm", "Ohm", 1, 0.01, 1e9, "resistance of protective earth; 1e9 is a broken wire");
        for (int i = 0; i < 3; i++) {
            phaseVolts[i] = context.output("mains.l" + (i + 1) + "_v", "V", "voltage before the contactor");
            lines[i] = context.terminal("l" + (i + 1)).driver();
        }
        zeroCross = context.terminal("zero_cross").driver();
        earth = context.terminal("earth").load();
    }

    double voltageV(double amperes) {
        return Math.max(0, voltage.value() - impedance.value() * amperes);
    }

    void output(int phase, double amperes) {
        phaseVolts[phase].put(voltageV(amperes));
    }

    void drive() {
        for (int i = 0; i < 3; i++) {
            lines[i].drive(phaseVolts[i].value(), SOURCE_OHMS);
        }
        if (phaseVolts[0].value() >= LEAST_V) {
            zeroCross.wave(frequency.value(), 0.5, LOGIC_V, 0, LOGIC_OHMS);
        } else {
            zeroCross.drive(0, LOGIC_OHMS);
        }
        earth.drive(0, earthOhms.value());
    }
}
