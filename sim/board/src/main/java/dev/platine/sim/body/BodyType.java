package dev.platine.sim.body;

/**
 * A kind of body, found by {@link java.util.ServiceLoader} under its name. Implementations have no state.
 *
 * <p>{@code modelled}, {@code hosted} and {@code isolated} come with the rack.
 */
public interface BodyType {
    /**
     * The name in {@code body.kind} of a board's description.
     *
     * @return for example {@code modelled}
     */
    String name();

    /**
     * Makes the body of one board, not booted.
     *
     * @param context what it stands in
     * @return the body
     * @throws IllegalArgumentException when the description does not fit, with what to do
     */
    BoardBody create(BodyContext context);
}
