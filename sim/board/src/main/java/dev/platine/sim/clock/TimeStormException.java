package dev.platine.sim.clock;

/** Virtual time does not get on, because timers keep arming themselves for the same instant. The message names one. */
public final class TimeStormException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * A storm.
     *
     * @param message which timer, when, and what to do
     */
    public TimeStormException(String message) {
        super(message);
    }
}
