package dev.platine.sim.part;

import dev.platine.sim.spec.PinRule;
import java.util.ArrayList;
import java.util.List;

final class Relay extends Part {
    static final PartType TYPE = new KeptPartType(
            "relay",
            "relay with one change-over contact",
            List.of(
                    PinRule.senses("coil_plus"),
                    PinRule.senses("coil_minus"),
                    PinRule.passes("com").optional(),
                    PinRule.passes("no").optional(),
                    PinRule.passes("nc").optional()),
            with(ParameterSpec.number("contactOhm", 0.05, 0.001, 1e3, "resistance of a closed contact")),
            List.of(
                    ActionSpec.plain("weld", "welds the contact as it stands"),
                    ActionSpec.plain("unweld", "repairs it")),
            Relay::new);

    private final Coil coil;
    private final Contact no;
    private final Contact nc;
    private boolean welded;

    Relay(PartContext context) {
        super(context);
        double ohms = context.number("contactOhm");
        no = new Contact(context, "com", "no", ohms, 0);
        nc = new Contact(context, "com", "nc", ohms, 0);
        coil = new Coil(context, this::follow);
        follow();
        observe("energised", () -> flag(coil.in()));
        observe("closed", () -> flag(no.closed()));
        observe("welded", () -> flag(welded));
        observe("coilCurrentA", coil::amperes);
    }

    static List<ParameterSpec> with(ParameterSpec... more) {
        List<ParameterSpec> all = new ArrayList<>(Coil.PARAMETERS);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }

    // Break before make.
    private void follow() {
        if (welded) {
            return;
        }
        if (coil.in()) {
            nc.set(false);
            no.set(true);
        } else {
            no.set(false);
            nc.set(true);
        }
    }

    @Override
    protected void act(String action, double value) {
        welded = action.equals("weld");
        follow();
    }
}
