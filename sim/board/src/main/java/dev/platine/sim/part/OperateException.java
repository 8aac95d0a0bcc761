package dev.platine.sim.part;

/** A part cannot be operated like that. Nothing happened to it. The message says what it takes. */
public final class OperateException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The part has no such action. */
        UNKNOWN_ACTION,
        /** The action needs a value. */
        VALUE_MISSING,
        /** The action takes no value. */
        VALUE_NOT_TAKEN,
        /** The value is outside the action's range or not a number. */
        OUT_OF_RANGE
    }

    private final Reason reason;

    OperateException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * Why.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }
}
