package dev.platine.sim.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the board controls: a plant type, its values, and which nets its terminals are wired to.
 *
 * @param type name of the plant type, such as {@code ev-charging}
 * @param terminals which net each terminal is wired to, in the file's order: terminal name to net name
 * @param parameters its values
 */
public record PlantSpec(String type, Map<String, String> terminals, Parameters parameters) {

    public PlantSpec {
        terminals = Collections.unmodifiableMap(new LinkedHashMap<>(terminals));
    }
}
