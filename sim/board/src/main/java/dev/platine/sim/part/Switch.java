package dev.platine.sim.part;

import dev.platine.sim.spec.PinRule;
import java.util.List;

final class Switch extends Part {
    static final PartType TYPE = new KeptPartType(
            "switch",
            "switch between two nets",
            List.of(PinRule.passes("a"), PinRule.passes("b")),
            List.of(
                    ParameterSpec.flag("closed", false, "how it stands at first"),
                    ParameterSpec.number("bounceMs", 0, 0, 100, "how long its contact bounces"),
                    ParameterSpec.number("resistanceOhm", 0.02, 0.001, 1e4, "resistance of its contact")),
            List.of(
                    ActionSpec.plain("close", "closes it"),
                    ActionSpec.plain("open", "opens it"),
                    ActionSpec.plain("toggle", "turns it over")),
            Switch::new);

    private final Contact contact;
    private boolean closed;

    Switch(PartContext context) {
        super(context);
        contact = new Contact(context, "a", "b", context.number("resistanceOhm"), context.timeNs("bounceMs"));
        closed = context.flag("closed");
        contact.set(closed);
        observe("closed", () -> flag(contact.closed()));
    }

    @Override
    protected void act(String action, double value) {
        closed = action.equals("close") || (action.equals("toggle") && !closed);
        contact.set(closed);
    }
}
