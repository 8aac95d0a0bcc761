package dev.platine.mcu.engine.choice;

import dev.platine.mcu.core.Engine;
import dev.platine.mcu.engine.Interpreter;
import dev.platine.mcu.engine.compiler.CompilingEngine;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which engine carries out a chip's instructions. What a chip does is the same with each, at every count of instructions; speed is not. */
public enum EngineChoice {
    /** One instruction after the other: the first is carried out at once, and none is ever fast. */
    INTERPRETER,
    /** All code that is met a few times is translated to code of the JVM, whatever that costs. */
    COMPILER,
    /** What is hot is translated, under a ration, so that translating never costs more than it brings. The usual choice. */
    AUTO;

    /**
     * The choice of a name.
     *
     * @param name {@code interpreter}, {@code compiler} or {@code auto}, in small or capital letters
     * @return the choice
     * @throws IllegalArgumentException if it is none of them; the message tells them, then the name
     */
    public static EngineChoice of(String name) {
        for (EngineChoice choice : values()) {
            if (choice.toString().equalsIgnoreCase(name)) {
                return choice;
            }
        }
        throw new IllegalArgumentException("must be interpreter, compiler or auto: '" + name + "'");
    }

    /**
     * The names of all choices.
     *
     * @return as {@link #of} takes them
     */
    public static List<String> names() {
        return Arrays.stream(values()).map(EngineChoice::toString).toList();
    }

    /**
     * Makes an engine.
     *
     * @return a new one, for one processor alone
     */
    public Engine create() {
        return switch (this) {
            case INTERPRETER -> new Interpreter();
            case COMPILER -> new CompilingEngine(true);
            case AUTO -> new CompilingEngine(false);
        };
    }

    /**
     * The name that options and files have for it.
     *
     * @return in small letters
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
