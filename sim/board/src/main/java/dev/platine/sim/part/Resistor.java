package dev.platine.sim.part;

import dev.platine.sim.net.Coupling;
import dev.platine.sim.spec.PinRule;
import java.util.List;

// Pull-ups and pull-downs are resistors to a supply net.
final class Resistor extends Part {
    static final PartType TYPE = new KeptPartType(
            "resistor",
            "resistor between two nets",
            List.of(PinRule.passes("a"), PinRule.passes("b")),
            List.of(ParameterSpec.number("resistanceOhm", 10_000, 0.001, 1e9, "resistance")),
            List.of(),
            Resistor::new);

    Resistor(PartContext context) {
        super(context);
        Coupling coupling = new Coupling(context.pin("a"), context.pin("b"), true);
        coupling.close(context.number("resistanceOhm"));
        observe("currentA", coupling::averageAmperes);
    }
}
