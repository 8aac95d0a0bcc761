package dev.platine.mcu.engine.compiler;

/** Writes the bytecode of an operation. */
@FunctionalInterface
interface Intrinsic {
    /**
     * Writes it.
     *
     * @param body where
     * @param step the instruction
     */
    void write(Body body, Step step);
}
