package dev.platine.sim.part;

import dev.platine.sim.net.Coupling;
import dev.platine.sim.spec.PinRule;
import java.util.List;

// A lamp behind its series resistor. What the eye sees is the mean current.
final class Led extends Part {
    static final PartType TYPE = new KeptPartType(
            "led",
            "light-emitting diode with its series resistor",
            List.of(PinRule.passes("anode"), PinRule.passes("cathode")),
            List.of(
                    ParameterSpec.number("forwardV", 2, 0.1, 10, "voltage at which it conducts"),
                    ParameterSpec.number("seriesOhm", 330, 1, 1e6, "series resistor"),
                    ParameterSpec.number("ratedMilliA", 4, 0.01, 1e4, "current of full brightness"),
                    ParameterSpec.text("color", "green", "for people")),
            List.of(),
            Led::new);

    private static final double LEAST_SHARE = 0.05;

    private final Coupling diode;
    private final double ratedA;

    Led(PartContext context) {
        super(context);
        ratedA = context.number("ratedMilliA") * 1e-3;
        diode = new Coupling(context.pin("anode"), context.pin("cathode"), true);
        diode.diode(context.number("seriesOhm"), context.number("forwardV"));
        observe("lit", () -> flag(brightness() >= LEAST_SHARE));
        observe("brightness", this::brightness);
        observe("currentA", diode::averageAmperes);
    }

    private double brightness() {
        return Math.max(0, Math.min(1, diode.averageAmperes() / ratedA));
    }
}
