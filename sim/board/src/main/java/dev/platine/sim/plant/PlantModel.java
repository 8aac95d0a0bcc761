package dev.platine.sim.plant;

/**
 * The equations of a plant. Its quantities are made from the {@link PlantContext} while it is made itself.
 *
 * <p>Inside the rack only. Where a method gets {@code state}, states stand in the order in which they were made; all other
 * quantities are read with {@link Quantity#value()}. Allocates nothing.
 */
public interface PlantModel {
    /**
     * Works out how fast the states change, a pure function.
     *
     * @param timeS virtual time since the rack began, in seconds
     * @param state the states, not to be changed
     * @param rates gets the change of each state a second
     */
    void derivatives(double timeS, double[] state, double[] rates);

    /**
     * Works out the outputs with {@link Quantity#put}, a pure function otherwise.
     *
     * @param timeS virtual time since the rack began, in seconds
     * @param state the states, not to be changed
     */
    default void outputs(double timeS, double[] state) {}

    /** Puts the plant's side of the nets on its terminals, after each step. Quantities are up to date. */
    default void drive() {}

    /**
     * How many functions are watched for passing through 0.
     *
     * @return 0 or more, always the same
     */
    default int crossingCount() {
        return 0;
    }

    /**
     * Works out the watched functions, pure.
     *
     * @param timeS virtual time since the rack began, in seconds
     * @param state the states, not to be changed
     * @param values gets the value of each watched function
     */
    default void crossings(double timeS, double[] state, double[] values) {}

    /**
     * A watched function has passed through 0.
     *
     * @param which its number
     * @param timeS when, in seconds
     * @param state the states, which may be changed
     */
    default void crossed(int which, double timeS, double[] state) {}
}
