package dev.platine.sim.body;

import dev.platine.sim.spec.DeviceRules;
import dev.platine.sim.spec.TypeLibrary;
import java.util.List;
import java.util.ServiceLoader;

/** The modelled firmware that is installed, as rules for boards' descriptions. Stateless. */
public final class InstalledFirmware implements TypeLibrary {
    /** For {@link ServiceLoader}. */
    public InstalledFirmware() {}

    @Override
    public List<DeviceRules> parts() {
        return List.of();
    }

    @Override
    public List<DeviceRules> plants() {
        return List.of();
    }

    @Override
    public List<DeviceRules> firmwares() {
        return ServiceLoader.load(ModelledFirmware.class, ModelledFirmware.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .map(ModelledFirmware::rules)
                .toList();
    }
}
