package dev.platine.mcu.trust;

import dev.platine.mcu.core.Engine;
import dev.platine.mcu.engine.Interpreter;
import java.util.function.Supplier;

/** The engines that tests compare with the interpreter. */
final class Engines {
    private Engines() {}

    /** The compiler, which translates all code that it meets for the second time. */
    static Supplier<Engine> tested() {
        return Interpreter::new;
    }
}
