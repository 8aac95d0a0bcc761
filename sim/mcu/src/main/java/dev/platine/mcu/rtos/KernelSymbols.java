package dev.platine.mcu.rtos;

import java.util.OptionalInt;

/** The places of a kernel's variables in a program. */
public interface KernelSymbols {
    /**
     * Where a variable is.
     *
     * @param name its name
     * @return its address, empty if the program has none of this name
     */
    OptionalInt address(String name);

    /**
     * How large a variable is.
     *
     * @param name its name
     * @return bytes, 0 if nobody says
     */
    int sizeBytes(String name);
}
