package dev.platine.sim.spec;

import java.util.List;

/** What there is to build boards from. Found by {@link java.util.ServiceLoader}; several libraries add up. Stateless. */
public interface TypeLibrary {
    /**
     * The part types.
     *
     * @return rules of each, names unique
     */
    List<DeviceRules> parts();

    /**
     * The plant types.
     *
     * @return rules of each, names unique
     */
    List<DeviceRules> plants();

    /**
     * The modelled firmwares, by class name.
     *
     * @return rules of each, names unique
     */
    List<DeviceRules> firmwares();
}
