package dev.platine.sim.spec;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What makes the board behave: a firmware, and which net each of its pins is wired to.
 *
 * @param kind {@code modelled}; {@code hosted} for a library in this process, {@code isolated} for one in a process of its own
 * @param firmware class name of a modelled firmware, path of a hosted one's library
 * @param pins which net each pin of the microcontroller is wired to, in the file's order: pin name to net name
 * @param parameters values of the firmware's build, such as rated current
 */
public record BodySpec(String kind, String firmware, Map<String, String> pins, Parameters parameters) {

    public BodySpec {
        pins = Collections.unmodifiableMap(new LinkedHashMap<>(pins));
    }

    /**
     * The same pins and values around a firmware that was compiled for this computer.
     *
     * @param library path of its shared library
     * @param isolated whether it runs in a process of its own
     * @return the other body
     */
    public BodySpec hosted(Path library, boolean isolated) {
        return new BodySpec(isolated ? "isolated" : "hosted", library.toString(), pins, parameters);
    }
}
