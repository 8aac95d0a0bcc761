package dev.platine.sim.part;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** The kinds of parts that there are: the kept ones, and those found on the class path. Immutable, safe for any thread. */
public final class PartTypes {
    private final Map<String, PartType> types;

    private PartTypes(Map<String, PartType> types) {
        this.types = Collections.unmodifiableMap(types);
    }

    /**
     * The kept kinds alone.
     *
     * @return the kinds
     */
    public static PartTypes kept() {
        Map<String, PartType> types = new LinkedHashMap<>();
        for (PartType type : keptTypes()) {
            types.put(type.name(), type);
        }
        return new PartTypes(types);
    }

    /**
     * The kept kinds, and those found by {@link ServiceLoader}.
     *
     * @return the kinds
     * @throws IllegalArgumentException when two have the same name
     */
    public static PartTypes load() {
        Map<String, PartType> types = new LinkedHashMap<>(kept().types);
        for (PartType type : ServiceLoader.load(PartType.class, PartType.class.getClassLoader())) {
            if (types.putIfAbsent(type.name(), type) != null) {
                throw new IllegalArgumentException(
                        "must be unique: part type " + type.name() + " of " + type.getClass());
            }
        }
        return new PartTypes(types);
    }

    private static List<PartType> keptTypes() {
        return List.of(
                Led.TYPE,
                Buzzer.TYPE,
                Button.TYPE,
                Switch.TYPE,
                Potentiometer.TYPE,
                Resistor.TYPE,
                Diode.TYPE,
                Supply.TYPE,
                Relay.TYPE,
                Contactor.TYPE,
                AnalogSensor.TYPE,
                Eeprom24c.TYPE,
                Lis302dl.TYPE,
                Cs43l22.TYPE,
                CanTransceiver.TYPE);
    }

    /**
     * All kinds.
     *
     * @return by name; unmodifiable
     */
    public Map<String, PartType> all() {
        return types;
    }

    /**
     * Finds a kind.
     *
     * @param name its name
     * @return the kind
     * @throws IllegalArgumentException when there is none of that name; the message lists those that there are
     */
    public PartType find(String name) {
        PartType type = types.get(name);
        if (type == null) {
            throw new IllegalArgumentException("no part type " + name + "; there are " + types.keySet());
        }
        return type;
    }
}
