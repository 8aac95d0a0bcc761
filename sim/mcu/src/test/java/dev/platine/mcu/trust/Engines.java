package dev.platine.mcu.trust;

import dev.platine.mcu.core.Engine;
import dev.platine.mcu.engine.compiler.Compilers;
import java.util.function.Supplier;

/** The engine that tests compare with the interpreter. */
final class Engines {
    private Engines() {}

    /** The compiler, which translates all code that it meets twice, and verifies what it makes of it. */
    static Supplier<Engine> tested() {
        return Compilers.eager();
    }
}
