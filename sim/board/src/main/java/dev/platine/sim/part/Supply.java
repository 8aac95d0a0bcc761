package dev.platine.sim.part;

import dev.platine.sim.net.Driver;
import dev.platine.sim.spec.PinRule;
import java.util.List;

final class Supply extends Part {
    static final PartType TYPE = new KeptPartType(
            "supply",
            "voltage source; goes with the board's power unless it is external",
            List.of(PinRule.drives("out")),
            List.of(
                    ParameterSpec.number("voltageV", 5, -10_000, 10_000, "open-circuit voltage"),
                    ParameterSpec.number("resistanceOhm", 0.1, 0.001, 1e6, "source resistance"),
                    ParameterSpec.flag("external", false, "stays on when the board has no power")),
            List.of(
                    ActionSpec.valued("set", -10_000, 10_000, "V", "sets the voltage"),
                    ActionSpec.plain("on", "switches it on"),
                    ActionSpec.plain("off", "switches it off")),
            Supply::new);

    private final Driver out;
    private final double ohms;
    private final boolean external;
    private double volts;
    private boolean on = true;
    private boolean powered;

    Supply(PartContext context) {
        super(context);
        out = context.pin("out").driver();
        ohms = context.number("resistanceOhm");
        external = context.flag("external");
        volts = context.number("voltageV");
        observe("on", () -> flag(out.active()));
        observe("voltageV", () -> volts);
        observe("currentA", out::averageAmperes);
        apply();
    }

    @Override
    protected void act(String action, double value) {
        switch (action) {
            case "set" -> volts = value;
            case "on" -> on = true;
            default -> on = false;
        }
        apply();
    }

    @Override
    public void power(boolean there) {
        powered = there;
        apply();
    }

    private void apply() {
        if (on && (powered || external)) {
            out.drive(volts, ohms);
        } else {
            out.release();
        }
    }
}
