package dev.platine.sim.plant;

/** Ordinary differential equations of first order, dx/dt = f(t, x), perhaps with crossings. Allocates nothing. */
public interface OdeSystem {
    /**
     * How many states there are.
     *
     * @return 0 or more, always the same
     */
    int dimension();

    /**
     * Works out how fast the state changes. A pure function of its arguments and of inputs that stand still meanwhile.
     *
     * @param timeS seconds
     * @param state the states, not to be changed
     * @param rates gets the change of each state a second
     */
    void derivatives(double timeS, double[] state, double[] rates);

    /**
     * How many functions are watched for passing through 0.
     *
     * @return 0 or more, always the same
     */
    default int crossingCount() {
        return 0;
    }

    /**
     * Works out the watched functions. Pure as {@link #derivatives}.
     *
     * @param timeS seconds
     * @param state the states, not to be changed
     * @param values gets the value of each watched function
     */
    default void crossings(double timeS, double[] state, double[] values) {}
}
