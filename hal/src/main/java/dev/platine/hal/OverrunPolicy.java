package dev.platine.hal;

/** What a control loop does when a cycle is not finished when the next is due. */
public enum OverrunPolicy {
    /** Leaves out what was due meanwhile; the next cycle starts at its own time. */
    SKIP,
    /** Runs what was due meanwhile at once, one after the other, until it is back on schedule. */
    CATCH_UP,
    /** Ends the loop. */
    STOP
}
