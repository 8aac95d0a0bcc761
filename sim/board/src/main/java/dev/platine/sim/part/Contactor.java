package dev.platine.sim.part;

import dev.platine.sim.spec.PinRule;
import java.util.List;

final class Contactor extends Part {
    static final PartType TYPE = new KeptPartType(
            "contactor",
            "contactor with a main contact and a forced-guided auxiliary contact",
            List.of(
                    PinRule.senses("coil_plus"),
                    PinRule.senses("coil_minus"),
                    PinRule.passes("main_in").optional(),
                    PinRule.passes("main_out").optional(),
                    PinRule.passes("aux_a").optional(),
                    PinRule.passes("aux_b").optional()),
            Relay.with(
                    ParameterSpec.number("contactOhm", 0.002, 0.001, 1e3, "resistance of the main contact"),
                    ParameterSpec.number("auxiliaryOhm", 0.05, 0.001, 1e3, "resistance of the auxiliary contact"),
                    ParameterSpec.flag(
                            "auxiliaryNormallyOpen", false, "the auxiliary contact closes with the main one")),
            List.of(
                    ActionSpec.plain("weld", "welds the main contact closed, at once"),
                    ActionSpec.plain("unweld", "repairs the main contact"),
                    ActionSpec.plain("stick", "the main contact no longer closes"),
                    ActionSpec.plain("unstick", "repairs that")),
            Contactor::new);

    private final Coil coil;
    private final Contact main;
    private final Contact auxiliary;
    private final boolean normallyOpen;
    private boolean welded;
    private boolean stuck;

    Contactor(PartContext context) {
        super(context);
        main = new Contact(context, "main_in", "main_out", context.number("contactOhm"), 0);
        auxiliary = new Contact(context, "aux_a", "aux_b", context.number("auxiliaryOhm"), 0);
        normallyOpen = context.flag("auxiliaryNormallyOpen");
        coil = new Coil(context, this::follow);
        follow();
        observe("energised", () -> flag(coil.in()));
        observe("closed", () -> flag(main.closed()));
        observe("auxiliary", () -> flag(auxiliary.closed()));
        observe("welded", () -> flag(welded));
        observe("stuck", () -> flag(stuck));
        observe("coilCurrentA", coil::amperes);
        observe("mainCurrentA", main::amperes);
    }

    // Forced-guided: the auxiliary contact tells what the main one does, not what the coil wants.
    private void follow() {
        boolean closed = welded || (coil.in() && !stuck);
        main.set(closed);
        auxiliary.set(closed == normallyOpen);
    }

    @Override
    protected void act(String action, double value) {
        switch (action) {
            case "weld" -> welded = true;
            case "unweld" -> welded = false;
            case "stick" -> stuck = true;
            default -> stuck = false;
        }
        follow();
    }
}
