package dev.platine.mcu.rtos;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of operating system. One more is added by an implementation of this and of {@link Kernel}, and by naming it where the debugger's session is made. Has no state.
 */
public interface KernelType {
    /**
     * What people call it.
     *
     * @return a name
     */
    String name();

    /**
     * The symbols that it is read by. A debugger that has the program is asked for them.
     *
     * @return names of variables
     */
    List<String> symbols();

    /**
     * Opens it in a program.
     *
     * @param symbols of the program
     * @param target the memory and registers of the chip
     * @return the live view, null if the program has no such kernel
     */
    @Nullable
    Kernel open(KernelSymbols symbols, Target target);
}
