package dev.platine.mcu.peripheral;

/** A line that is high or low: from a block to the interrupt controller. */
@FunctionalInterface
public interface Line {
    /**
     * The level from now on; setting the same again does nothing.
     *
     * @param high the level
     */
    void set(boolean high);
}
