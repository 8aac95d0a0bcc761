package dev.platine.mcu.engine;

import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.core.CoreRegisters;
import dev.platine.mcu.core.Engine;
import dev.platine.mcu.core.Processor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * The engine of the machines that tests build: the interpreter, unless somebody runs the test with another one. So one set of tests is
 * carried out with each engine.
 */
public final class TestEngines {
    private static final ThreadLocal<Supplier<Engine>> CHOSEN = ThreadLocal.withInitial(() -> Interpreter::new);

    private static final ThreadLocal<Boolean> PRINTS = ThreadLocal.withInitial(() -> false);
    private static final ThreadLocal<List<Supplier<String>>> MADE = ThreadLocal.withInitial(ArrayList::new);

    private TestEngines() {}

    /** A machine was made whose run has a print: somebody may compare it with that of the same machine with another engine. */
    public static void made(Supplier<String> print) {
        if (PRINTS.get()) {
            MADE.get().add(print);
        }
    }

    /** The prints of the machines that were made on this thread since the last time, as they are now. */
    public static List<String> prints() {
        List<String> prints = MADE.get().stream().map(Supplier::get).toList();
        MADE.get().clear();
        return prints;
    }

    /** Whether somebody chose the engines of this thread. */
    public static boolean areChosen() {
        return PRINTS.get();
    }

    /** What was chosen on this thread, if somebody chose. */
    public static Supplier<Engine> chosenOr(Supplier<Engine> usual) {
        return areChosen() ? CHOSEN.get() : usual;
    }

    /** A machine of a processor and memories was made: its print is registers, memories and times. */
    public static void made(Processor processor, Memory... memories) {
        made(() -> {
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < CoreRegisters.COUNT; i++) {
                out.append(Integer.toHexString(processor.debug().registers().get(i)))
                        .append(' ');
            }
            for (Memory memory : memories) {
                out.append(Arrays.hashCode(memory.bytes())).append(' ');
            }
            return out + "cycles " + processor.cycles() + " awake " + processor.awakeCycles();
        });
    }

    /** An engine for one processor. */
    public static Engine create() {
        return CHOSEN.get().get();
    }

    /** Does something on this thread, whose machines get other engines. */
    public static void with(Supplier<Engine> engines, Runnable what) {
        CHOSEN.set(engines);
        PRINTS.set(true);
        try {
            what.run();
        } finally {
            CHOSEN.remove();
            PRINTS.remove();
            MADE.remove();
        }
    }
}
