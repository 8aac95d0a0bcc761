package dev.platine.mcu.engine;

import dev.platine.mcu.core.Engine;
import java.util.function.Supplier;

/**
 * The engine of the machines that tests build: the interpreter, unless somebody runs the test with another one. So one set of tests is
 * carried out with each engine.
 */
public final class TestEngines {
    private static final ThreadLocal<Supplier<Engine>> CHOSEN = ThreadLocal.withInitial(() -> Interpreter::new);

    private TestEngines() {}

    /** An engine for one processor. */
    public static Engine create() {
        return CHOSEN.get().get();
    }

    /** Does something on this thread, whose machines get other engines. */
    public static void with(Supplier<Engine> engines, Runnable what) {
        Supplier<Engine> before = CHOSEN.get();
        CHOSEN.set(engines);
        try {
            what.run();
        } finally {
            CHOSEN.set(before);
        }
    }
}
