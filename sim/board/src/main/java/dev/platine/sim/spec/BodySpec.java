package dev.platine.sim.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What makes the board behave: a modelled firmware, and which net each of its pins is wired to.
 *
 * @param kind {@code modelled}; other kinds are not there yet
 * @param firmware class name of the modelled firmware
 * @param pins which net each pin of the microcontroller is wired to, in the file's order: pin name to net name
 * @param parameters values of the firmware's build, such as rated current
 */
public record BodySpec(String kind, String firmware, Map<String, String> pins, Parameters parameters) {

    public BodySpec {
        pins = Collections.unmodifiableMap(new LinkedHashMap<>(pins));
    }
}
