package dev.platine.sim.part;

import dev.platine.sim.plant.PlantType;
import dev.platine.sim.spec.DeviceRules;
import dev.platine.sim.spec.TypeLibrary;
import java.util.List;
import java.util.ServiceLoader;

/** The part and plant types that are installed, as rules for boards' descriptions. Stateless. */
public final class InstalledTypes implements TypeLibrary {
    /** For {@link ServiceLoader}. */
    public InstalledTypes() {}

    @Override
    public List<DeviceRules> parts() {
        return PartTypes.load().all().values().stream().map(PartType::rules).toList();
    }

    @Override
    public List<DeviceRules> plants() {
        return ServiceLoader.load(PlantType.class, PlantType.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .map(PlantType::rules)
                .toList();
    }

    @Override
    public List<DeviceRules> firmwares() {
        return List.of();
    }
}
