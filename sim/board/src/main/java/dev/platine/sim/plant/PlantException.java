package dev.platine.sim.plant;

/** A plant's equations cannot be integrated. The message says which, when, and what to look for. */
public final class PlantException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure.
     *
     * @param message what, where, and what to look for
     */
    public PlantException(String message) {
        super(message);
    }
}
