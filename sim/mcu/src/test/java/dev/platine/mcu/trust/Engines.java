package dev.platine.mcu.trust;

import dev.platine.mcu.core.Engine;
import dev.platine.mcu.engine.TestEngines;
import dev.platine.mcu.engine.compiler.Compilers;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The engine that tests compare with the interpreter. */
final class Engines {
    private Engines() {}

    /** The compiler, which translates all code that it meets twice, and verifies what it makes of it; or what the thread chose. */
    static Supplier<Engine> tested() {
        return tested(bytes -> {});
    }

    /** The same, with somebody who looks at the classes. */
    static Supplier<Engine> tested(Consumer<byte[]> inspector) {
        return TestEngines.chosenOr(Compilers.eager(inspector));
    }
}
