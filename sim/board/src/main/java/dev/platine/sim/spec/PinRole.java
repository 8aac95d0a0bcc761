package dev.platine.sim.spec;

/** What a pin does to the net that it is wired to. */
public enum PinRole {
    /** Only listens. */
    SENSES,
    /** Puts a voltage on the net, perhaps only now and then. */
    DRIVES,
    /** Passes on what another pin of the same device is wired to: resistors, contacts, diodes. */
    PASSES
}
