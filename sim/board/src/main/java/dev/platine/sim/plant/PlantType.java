package dev.platine.sim.plant;

import dev.platine.sim.spec.DeviceRules;

/** A kind of plant, found by {@link java.util.ServiceLoader} under its name. Implementations have no state. */
public interface PlantType {
    /**
     * What a board's description may say about plants of this kind: its name, such as {@code ev-charging}, its terminals (the
     * pins) and its values.
     *
     * @return the rules, always the same
     */
    DeviceRules rules();

    /**
     * Makes the equations of one plant.
     *
     * @param context where its quantities and terminals come from
     * @return the equations
     * @throws IllegalArgumentException when a parameter does not fit, with what to do
     */
    PlantModel create(PlantContext context);
}
