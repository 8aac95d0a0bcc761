package dev.platine.sim.part;

import dev.platine.sim.spec.PinRule;
import java.util.List;

final class Button extends Part {
    static final PartType TYPE = new KeptPartType(
            "button",
            "push button between two nets",
            List.of(PinRule.passes("a"), PinRule.passes("b")),
            List.of(
                    ParameterSpec.number("bounceMs", 0, 0, 100, "how long its contact bounces"),
                    ParameterSpec.flag("normallyClosed", false, "conducts while it is not pressed"),
                    ParameterSpec.number("resistanceOhm", 0.05, 0.001, 1e4, "resistance of its contact")),
            List.of(ActionSpec.plain("press", "presses it and keeps it so"), ActionSpec.plain("release", "lets it go")),
            Button::new);

    private final Contact contact;
    private final boolean normallyClosed;
    private boolean pressed;

    Button(PartContext context) {
        super(context);
        normallyClosed = context.flag("normallyClosed");
        contact = new Contact(context, "a", "b", context.number("resistanceOhm"), context.timeNs("bounceMs"));
        contact.set(normallyClosed);
        observe("pressed", () -> flag(pressed));
        observe("closed", () -> flag(contact.closed()));
    }

    @Override
    protected void act(String action, double value) {
        pressed = action.equals("press");
        contact.set(pressed != normallyClosed);
    }
}
