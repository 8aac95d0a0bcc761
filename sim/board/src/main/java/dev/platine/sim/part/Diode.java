package dev.platine.sim.part;

import dev.platine.sim.net.Coupling;
import dev.platine.sim.spec.PinRule;
import java.util.List;

final class Diode extends Part {
    static final PartType TYPE = new KeptPartType(
            "diode",
            "diode between two nets",
            List.of(PinRule.passes("anode"), PinRule.passes("cathode")),
            List.of(
                    ParameterSpec.number("forwardV", 0.7, 0, 10, "voltage at which it conducts"),
                    ParameterSpec.number("resistanceOhm", 0.1, 0.001, 1e6, "resistance while it conducts")),
            List.of(),
            Diode::new);

    Diode(PartContext context) {
        super(context);
        Coupling coupling = new Coupling(context.pin("anode"), context.pin("cathode"), true);
        coupling.diode(context.number("resistanceOhm"), context.number("forwardV"));
        observe("currentA", coupling::averageAmperes);
    }
}
