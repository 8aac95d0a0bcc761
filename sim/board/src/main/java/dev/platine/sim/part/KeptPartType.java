package dev.platine.sim.part;

import java.util.List;
import java.util.function.Function;

// A part type as a row of a table.
record KeptPartType(
        String name,
        String text,
        List<PinSpec> pins,
        List<ParameterSpec> parameters,
        List<ActionSpec> actions,
        Function<PartContext, Part> factory)
        implements PartType {

    @Override
    public Part create(PartContext context) {
        return factory.apply(context);
    }

    static PinSpec pin(String name, String text) {
        return new PinSpec(name, true, text);
    }

    static PinSpec optional(String name, String text) {
        return new PinSpec(name, false, text);
    }
}
