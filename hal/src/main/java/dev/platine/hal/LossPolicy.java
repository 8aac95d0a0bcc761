package dev.platine.hal;

/** What a control loop does when the link is lost. */
public enum LossPolicy {
    /** Goes on: steps see the status, and exchanges work again once the link is back. */
    RESUME,
    /** Ends the loop. */
    STOP
}
