package dev.platine.sim.part;

import dev.platine.sim.net.Coupling;
import dev.platine.sim.net.Net;
import dev.platine.sim.net.Pin;
import dev.platine.sim.spec.PinRule;
import java.util.List;

// A load that sounds: steadily when it is an active one, at the wave's frequency when it is passive.
final class Buzzer extends Part {
    static final PartType TYPE = new KeptPartType(
            "buzzer",
            "buzzer, active (sounds by itself) or passive (sounds as the wave at it)",
            List.of(PinRule.passes("plus"), PinRule.passes("minus")),
            List.of(
                    ParameterSpec.number("resistanceOhm", 150, 1, 1e6, "resistance"),
                    ParameterSpec.number("leastV", 2, 0, 100, "voltage from which it sounds"),
                    ParameterSpec.flag("active", true, "sounds by itself at toneHz"),
                    ParameterSpec.number("toneHz", 2300, 20, 20_000, "tone of an active one")),
            List.of(),
            Buzzer::new);

    private final Pin plus;
    private final Pin minus;
    private final double leastV;
    private final boolean active;
    private final double toneHz;

    Buzzer(PartContext context) {
        super(context);
        plus = context.pin("plus");
        minus = context.pin("minus");
        leastV = context.number("leastV");
        active = context.flag("active");
        toneHz = context.number("toneHz");
        new Coupling(plus, minus, true).close(context.number("resistanceOhm"));
        observe("sounding", () -> flag(hz() > 0));
        observe("toneHz", this::hz);
    }

    private double hz() {
        Net net = plus.net();
        if (active) {
            return net.averageVolts() - minus.net().averageVolts() >= leastV ? toneHz : 0;
        }
        double hz = net.waveHz();
        return net.highVolts() - net.lowVolts() >= leastV && hz >= 20 && hz <= 20_000 ? hz : 0;
    }
}
