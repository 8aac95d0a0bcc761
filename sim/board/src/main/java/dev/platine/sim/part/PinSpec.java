package dev.platine.sim.part;

/**
 * A pin of a part type. Immutable.
 *
 * @param name its name
 * @param required true when a board has to wire it
 * @param text a few words for people
 */
public record PinSpec(String name, boolean required, String text) {}
