package dev.platine.mcu.trust;

import dev.platine.mcu.engine.Interpreter;
import dev.platine.mcu.image.Symbols;
import dev.platine.mcu.image.Symbols.Symbol;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The loops and cases that are kept as an ELF file. */
final class Programs {
    static final String ELF = "trust/trust.elf";

    private static final Symbols SYMBOLS = Plan.program(ELF).symbols();
    private static final long LONGEST = 2_000_000;

    private static final Map<String, Long> LENGTHS = new ConcurrentHashMap<>();

    private Programs() {}

    /** The names of all that begin so, {@code loop_} for instance. */
    static List<String> names(String prefix) {
        return SYMBOLS.all().stream()
                .map(Symbol::name)
                .filter(name -> name.startsWith("loop_") || name.startsWith("case_"))
                .filter(name -> name.startsWith(prefix))
                .sorted()
                .toList();
    }

    static int address(String name) {
        return SYMBOLS.address(name).orElseThrow(() -> new AssertionError("no symbol " + name));
    }

    /** A run of one of them to its end, and a little further. */
    static Plan plan(String name) {
        Plan plan = new Plan().about(name).image(ELF).start(address(name));
        return plan.end(LENGTHS.computeIfAbsent(name, n -> length(plan)) + 50);
    }

    private static long length(Plan plan) {
        long length = lengthAtMost(plan, LONGEST);
        if (length == LONGEST) {
            throw new AssertionError(plan.about() + " does not end");
        }
        return length;
    }

    /** How many cycles a plan takes to the end of its program when nothing is done to it. */
    static long lengthAtMost(Plan plan, long cycles) {
        Bare machine = new Bare(new Interpreter());
        machine.load(plan.withoutDeeds());
        int done = address("done");
        while (!machine.isAt(done) && machine.cycles() < cycles) {
            machine.advance(machine.cycles() + 1, Portions.each(1));
        }
        return machine.cycles();
    }
}
