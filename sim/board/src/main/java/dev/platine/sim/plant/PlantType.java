package dev.platine.sim.plant;

import java.util.List;

/** A kind of plant, found by {@link java.util.ServiceLoader} under its name. Implementations have no state. */
public interface PlantType {
    /**
     * The name in {@code plant.type} of a board's description.
     *
     * @return for example {@code ev-charging}
     */
    String name();

    /**
     * Its terminals: what can be wired to a net.
     *
     * @return the names
     */
    List<String> terminals();

    /**
     * Makes the equations of one plant.
     *
     * @param context where its quantities and terminals come from
     * @return the equations
     * @throws IllegalArgumentException when a parameter does not fit, with what to do
     */
    PlantModel create(PlantContext context);
}
