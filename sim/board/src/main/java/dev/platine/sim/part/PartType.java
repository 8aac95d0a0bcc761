package dev.platine.sim.part;

import dev.platine.sim.spec.DeviceRules;
import dev.platine.sim.spec.PinRule;
import java.util.List;

/**
 * A kind of part. Kept ones are in {@link PartTypes}; others are found by {@link java.util.ServiceLoader}. Implementations have
 * no state.
 */
public interface PartType {
    /**
     * The name in {@code type} of a part's description.
     *
     * @return for example {@code relay}
     */
    String name();

    /**
     * What it is.
     *
     * @return one line for people
     */
    String text();

    /**
     * Its pins.
     *
     * @return in data-sheet order
     */
    List<PinRule> pins();

    /**
     * Its values.
     *
     * @return every name that is understood
     */
    List<ParameterSpec> parameters();

    /**
     * What hands can do to it.
     *
     * @return every action
     */
    List<ActionSpec> actions();

    /**
     * What a board's description may say about parts of this kind.
     *
     * @return the rules
     */
    default DeviceRules rules() {
        return DeviceRules.device(
                name(), pins(), parameters().stream().map(ParameterSpec::rule).toList());
    }

    /**
     * Makes one part. Pins are wired already; parameters are checked.
     *
     * @param context what it stands in
     * @return the part
     */
    Part create(PartContext context);
}
