package dev.platine.sim.hosted;

/**
 * Hosted firmware broke a rule, gave up, or died: that board's crash, in one line. Immutable.
 */
public final class FirmwareFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure.
     *
     * @param line what happened, and when
     */
    public FirmwareFailure(String line) {
        super(line, null, false, false);
    }

    /**
     * The line alone, as the board's crash is told by this.
     *
     * @return the message
     */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // people need not read the name of the class
    public String toString() {
        return String.valueOf(getMessage());
    }
}
