package dev.platine.sim.body;

/**
 * Hears what can be seen of a body beside its nets: pins, lines on serial ports, resets, sleep, faults. Inside the rack only; must not
 * block, throw or change anything.
 */
@FunctionalInterface
public interface BodyEvents {
    /** Hears nothing. */
    BodyEvents NONE = (ns, kind, name, value) -> {};

    /**
     * Something happened.
     *
     * @param ns virtual time; it may be a little after that of the rack
     * @param kind {@code net} for a driven pin, {@code uart}, {@code reset}, {@code fault}, {@code sleep}
     * @param name what it happened to, such as {@code PA5}, {@code USART2}
     * @param value what: a level or a line of text
     */
    void event(long ns, String kind, String name, String value);
}
