package dev.platine.sim.part;

import dev.platine.sim.spec.PinRule;
import java.util.List;
import java.util.function.Function;

// A part type as a row of a table.
record KeptPartType(
        String name,
        String text,
        List<PinRule> pins,
        List<ParameterSpec> parameters,
        List<ActionSpec> actions,
        Function<PartContext, Part> factory)
        implements PartType {

    @Override
    public Part create(PartContext context) {
        return factory.apply(context);
    }
}
