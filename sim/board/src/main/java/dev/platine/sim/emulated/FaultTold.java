package dev.platine.sim.emulated;

/**
 * A fault that a processor has taken, or its lock-up. Immutable.
 *
 * @param ns when, in nanoseconds of virtual time
 * @param kind such as {@code bus fault}; {@code lock-up} when no handler could take a fault
 * @param text why, of which address, and the instruction with its place
 */
public record FaultTold(long ns, String kind, String text) {
    /** The kind of a processor that is stuck. */
    public static final String LOCK_UP = "lock-up";
}
