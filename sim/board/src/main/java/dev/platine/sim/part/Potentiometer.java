package dev.platine.sim.part;

import dev.platine.sim.net.Coupling;
import dev.platine.sim.spec.PinRule;
import java.util.List;

final class Potentiometer extends Part {
    static final PartType TYPE = new KeptPartType(
            "potentiometer",
            "resistor with a wiper",
            List.of(PinRule.passes("top"), PinRule.passes("wiper"), PinRule.passes("bottom")),
            List.of(
                    ParameterSpec.number("resistanceOhm", 10_000, 1, 1e8, "resistance from end to end"),
                    ParameterSpec.number("position", 0.5, 0, 1, "where the wiper stands at first")),
            List.of(ActionSpec.valued("turn", 0, 1, "", "turns the wiper to a part of the way")),
            Potentiometer::new);

    private final Coupling upper;
    private final Coupling lower;
    private final double ohms;
    private double position;

    Potentiometer(PartContext context) {
        super(context);
        ohms = context.number("resistanceOhm");
        position = context.number("position");
        upper = new Coupling(context.pin("top"), context.pin("wiper"), true);
        lower = new Coupling(context.pin("wiper"), context.pin("bottom"), true);
        observe("position", () -> position);
        apply();
    }

    @Override
    protected void act(String action, double value) {
        position = value;
        apply();
    }

    // The wiper itself has a thousandth of the resistance, so that the ends are no short circuit.
    private void apply() {
        upper.close(ohms * Math.max(1e-3, 1 - position));
        lower.close(ohms * Math.max(1e-3, position));
    }
}
