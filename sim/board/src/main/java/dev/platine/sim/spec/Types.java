package dev.platine.sim.spec;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** All types that a description may name, by kind and name. Immutable. */
final class Types {
    private final Map<String, DeviceRules> parts = new TreeMap<>();
    private final Map<String, DeviceRules> plants = new TreeMap<>();
    private final Map<String, DeviceRules> firmwares = new TreeMap<>();

    private Types() {}

    /** What the libraries of a class loader have. */
    static Types of(ClassLoader loader) {
        return of(ServiceLoader.load(TypeLibrary.class, loader));
    }

    static Types of(Iterable<TypeLibrary> libraries) {
        Types types = new Types();
        for (TypeLibrary library : libraries) {
            put(types.parts, library.parts());
            put(types.plants, library.plants());
            put(types.firmwares, library.firmwares());
        }
        return types;
    }

    private static void put(Map<String, DeviceRules> known, List<DeviceRules> more) {
        more.forEach(rules -> known.put(rules.name(), rules));
    }

    Map<String, DeviceRules> parts() {
        return parts;
    }

    Map<String, DeviceRules> plants() {
        return plants;
    }

    Map<String, DeviceRules> firmwares() {
        return firmwares;
    }
}
