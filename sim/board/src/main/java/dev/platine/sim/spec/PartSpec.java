package dev.platine.sim.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One part and its wiring.
 *
 * @param name the part's name on this board
 * @param type name of its part type, such as {@code relay}
 * @param pins which net each pin is wired to, in the file's order: pin name to net name
 * @param parameters its values
 */
public record PartSpec(String name, String type, Map<String, String> pins, Parameters parameters) {

    public PartSpec {
        pins = Collections.unmodifiableMap(new LinkedHashMap<>(pins));
    }
}
