package dev.platine.sim.plant;

/**
 * Steps differential equations forward. One a system; allocates nothing after it was made. Deterministic: the same state and
 * the same calls give the same bits on every machine, for {@code derivatives} that use no {@code Math} method but exact ones.
 */
public interface Integrator {
    /**
     * Integrates, but stops at the first watched function that passes through 0.
     *
     * @param fromS begin, in seconds
     * @param toS end, in seconds, not before the begin
     * @param state the state at the begin; gets the state at the time reached
     * @return the time reached: {@code toS}, or an earlier one when {@link #crossed()} says which function passed through 0
     * @throws PlantException when a state is no longer a number, or the step size has become too small
     */
    double integrate(double fromS, double toS, double[] state);

    /**
     * Which watched function ended the last {@link #integrate}.
     *
     * @return its number, or -1 when none did
     */
    int crossed();

    /** Forgets what was learnt about the right step size: after the state was changed from outside. */
    void restart();
}
