package dev.platine.sim.spec;

/**
 * A pin that a type of device has.
 *
 * @param name the pin's name
 * @param role what it does to its net
 * @param required whether a board must wire it
 */
public record PinRule(String name, PinRole role, boolean required) {
    /**
     * A pin that must be wired and only listens.
     *
     * @param name the pin's name
     * @return the rule
     */
    public static PinRule senses(String name) {
        return new PinRule(name, PinRole.SENSES, true);
    }

    /**
     * A pin that must be wired and drives.
     *
     * @param name the pin's name
     * @return the rule
     */
    public static PinRule drives(String name) {
        return new PinRule(name, PinRole.DRIVES, true);
    }

    /**
     * A pin that must be wired and passes on what others drive.
     *
     * @param name the pin's name
     * @return the rule
     */
    public static PinRule passes(String name) {
        return new PinRule(name, PinRole.PASSES, true);
    }

    /**
     * The same pin, for boards to wire or not.
     *
     * @return the rule, not required
     */
    public PinRule optional() {
        return new PinRule(name, role, false);
    }
}
