package dev.platine.boards.evcharger;

import dev.platine.sim.plant.PlantContext;
import dev.platine.sim.plant.PlantModel;
import dev.platine.sim.plant.PlantType;
import dev.platine.sim.spec.DeviceRules;
import dev.platine.sim.spec.ParameterRule;
import dev.platine.sim.spec.PinRole;
import dev.platine.sim.spec.PinRule;
import java.util.List;

/**
 * The plant {@code ev-charging}: a vehicle at the end of the cable, the mains before the contactors, and the heat in the box.
 * Stateless.
 */
public final class EvChargingPlant implements PlantType {
    /** The type's name. */
    public static final String NAME = "ev-charging";

    /** The type. */
    public EvChargingPlant() {}

    @Override
    public DeviceRules rules() {
        return DeviceRules.device(
                NAME,
                List.of(
                        new PinRule("pilot", PinRole.PASSES, true),
                        PinRule.drives("proximity"),
                        PinRule.drives("earth"),
                        PinRule.drives("l1"),
                        PinRule.drives("l2"),
                        PinRule.drives("l3"),
                        PinRule.drives("zero_cross"),
                        PinRule.senses("out1"),
                        PinRule.senses("out2"),
                        PinRule.senses("out3"),
                        PinRule.senses("residual_test"),
                        PinRule.senses("lock"),
                        PinRule.drives("lock_feedback")),
                List.of(
                        ParameterRule.number("capacityKwh", 1, 1_000, "the battery's energy"),
                        ParameterRule.number("socPercent", 0, 100, "the battery's first state of charge"),
                        ParameterRule.number("efficiency", 0.5, 1, "battery energy a mains energy"),
                        ParameterRule.number("rampAPerS", 0.1, 1_000, "how fast the vehicle changes its current"),
                        ParameterRule.number("ambientCel", -40, 85, "temperature around the box"),
                        ParameterRule.number("riseCel", 0, 100, "how much warmer the box gets at 32 A"),
                        ParameterRule.number("heatingS", 1, 10_000, "time constant of the box's heat"),
                        ParameterRule.number("periodMs", 0.5, 100, "how often the plant drives its terminals")));
    }

    @Override
    public PlantModel create(PlantContext context) {
        return new EvChargingModel(context);
    }
}
