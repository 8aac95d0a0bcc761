package dev.platine.mcu.chip;

import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.Site;

/**
 * A block of a chip, declared.
 *
 * @param name as the reference manual has it
 * @param base its first address
 * @param sizeBytes how far it answers
 * @param place its bit in RCC's registers
 * @param maker builds it
 */
public record BlockSpec(String name, int base, int sizeBytes, Place place, Maker maker) {
    /** Builds a block. */
    @FunctionalInterface
    public interface Maker {
        /**
         * Builds the block on a chip.
         *
         * @param site where it stands
         * @param chip what was built before it, in the order of the declaration
         * @return the block, after reset
         */
        Peripheral make(Site site, Assembly chip);
    }
}
