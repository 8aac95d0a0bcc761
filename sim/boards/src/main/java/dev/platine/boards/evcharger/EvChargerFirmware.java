package dev.platine.boards.evcharger;

import dev.platine.sim.body.FirmwareContext;
import dev.platine.sim.body.ModelledFirmware;
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
    static final double DEFAULT_STEP_US = 1_000;

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
        new ControlLoop(context).start();
    }
}
