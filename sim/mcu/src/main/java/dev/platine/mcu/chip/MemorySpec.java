package dev.platine.mcu.chip;

/**
 * A memory of a chip, declared.
 *
 * @param name such as {@code FLASH}, {@code SRAM1}
 * @param base its first address
 * @param sizeBytes its size
 * @param kind what stores do
 */
public record MemorySpec(String name, int base, int sizeBytes, Kind kind) {
    /** What stores do, and what is in it at power-up. */
    public enum Kind {
        /** Stores change it; 0 at power-up, so that runs repeat. */
        RAM,
        /** As {@link #RAM}, but no instruction is fetched from it: the processor's instruction bus does not lead there. */
        DATA,
        /** Stores go to the flash controller; all ones when new. */
        FLASH,
        /** Stores fail. */
        ROM
    }
}
