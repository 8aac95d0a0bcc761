package dev.platine.boards.evcharger;

import dev.platine.sim.net.Driver;
import dev.platine.sim.plant.PlantContext;
import dev.platine.sim.plant.Quantity;

/**
 * The vehicle's side of pilot and proximity, and the lock on the plug: IEC 61851-1:2017, table A.3: 2.74 kOhm behind a diode, S2 adds
 * 1.3 kOhm in parallel (882 ohms in all), or 270 ohms (246 ohms) when ventilation is needed.
 */
final class VehicleInlet {
    private static final double CONNECTED_OHMS = 2_740;
    private static final double READY_OHMS = 1 / (1 / 2_740.0 + 1 / 1_300.0);
    private static final double VENTILATED_OHMS = 1 / (1 / 2_740.0 + 1 / 270.0);
    private static final double DIODE_V = 0.7;
    private static final double LOGIC_V = 3.3;

    private final Quantity plugged;
    private final Quantity diodeOk;
    private final Quantity ventilation;
    private final Quantity cableOhms;
    private final Quantity pilotShort;
    private final Driver pilot;
    private final Driver shortCircuit;
    private final Driver proximity;
    private final Driver lockFeedback;

    VehicleInlet(PlantContext context) {
        plugged = context.setting("vehicle.plugged", "1", 0, 0, 1, "whether the plug is in");
        diodeOk = context.setting("vehicle.diode_ok", "1", 1, 0, 1, "whether the pilot's diode is there");
        ventilation = context.setting("vehicle.ventilation", "1", 0, 0, 1, "whether the vehicle needs ventilation");
        cableOhms = context.setting("cable.ohms", "Ohm", 220, 1, 1e6, "resistor in the plug: 1500, 680, 220 or 100");
        pilotShort = context.setting("fault.pilot_short", "1", 0, 0, 1, "whether the pilot touches earth");
        pilot = context.terminal("pilot").load();
        shortCircuit = context.terminal("pilot").load();
        proximity = context.terminal("proximity").load();
        lockFeedback = context.terminal("lock_feedback").driver();
    }

    boolean plugged() {
        return plugged.value() >= 0.5;
    }

    void drive(boolean s2, boolean locked) {
        if (!plugged()) {
            pilot.release();
            proximity.release();
        } else {
            double ohms = !s2 ? CONNECTED_OHMS : ventilation.value() >= 0.5 ? VENTILATED_OHMS : READY_OHMS;
            if (diodeOk.value() >= 0.5) {
                pilot.sink(DIODE_V, ohms);
            } else {
                pilot.drive(0, ohms);
            }
            proximity.drive(0, cableOhms.value());
        }
        if (pilotShort.value() >= 0.5) {
            shortCircuit.drive(0, 1);
        } else {
            shortCircuit.release();
        }
        lockFeedback.drive(locked ? LOGIC_V : 0, 1_000);
    }
}
