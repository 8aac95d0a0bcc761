package dev.platine.benchmarks.engines;

import dev.platine.mcu.engine.choice.EngineChoice;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code benchmarks/engines} is asked to do.
 *
 * @param rounds how many rounds, in each of which every contender runs once
 * @param workloads what to run
 * @param engines our engines; the last one is what is held against the demands, and runs as whole processes
 * @param parts what to measure
 * @param qemu whether QEMU takes part, if it is installed
 * @param ways how a whole process of ours is started
 * @param warmUpSeconds processor time that an engine takes before its steady state is measured
 * @param out where the report goes as Markdown too, null for nowhere
 * @param watch what to watch instead of comparing, null for nothing
 * @param seconds how long to watch
 */
record EnginesOptions(
        int rounds,
        Set<Workload> workloads,
        List<EngineChoice> engines,
        Set<Part> parts,
        boolean qemu,
        Set<Way> ways,
        double warmUpSeconds,
        @Nullable Path out,
        @Nullable Workload watch,
        double seconds) {
    static final String USAGE = """
            usage: benchmarks/engines [options]
              --rounds N              rounds, each contender runs once in each (default 10)
              --workloads A,B,...     %s
              --engines A,B           our engines, of %s; the last one is held against the
                                      demands, and runs as whole processes (default interpreter,auto)
              --parts A,B             steady: one JVM, warm; whole: a process of 840 million instructions; first: of 16.8 million
              --ways A,B              what a whole process is: command, which is 'platine run'; chip, a JVM with nothing else
              --warm-up SECONDS       of processor time, before a steady state is measured (default 6)
              --no-qemu               without QEMU
              --out FILE              the report as Markdown too
              --watch WORKLOAD        no comparison: the first of --engines, a line each quarter of a second
              --seconds S             how long to watch (default 10)
            JAVA_HOME chooses the JDK.
            exit codes: 0 measured, 1 contenders do not compute the same, 2 it could not be measured""".formatted(labels(), String.join(", ", EngineChoice.names()));

    /** What is measured. */
    enum Part {
        /** In one JVM that is warm. */
        STEADY,
        /** From a process's start to its end, 5 s of guest work at 168 MHz. */
        WHOLE,
        /** From a process's start to its end, 100 ms of guest work at 168 MHz. */
        FIRST
    }

    /** How a whole process of ours is started. */
    enum Way {
        /** As users do, by {@code platine run}. */
        COMMAND("by the command"),
        /** A JVM with nothing but the chip. */
        CHIP("by a JVM");

        private final String words;

        Way(String words) {
            this.words = words;
        }

        /** What tables call it. */
        String words() {
            return words;
        }
    }

    private static String labels() {
        return String.join(
                ", ", Arrays.stream(Workload.values()).map(Workload::label).toList());
    }

    static EnginesOptions parse(String[] args) {
        Given given = new Given();
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--rounds" -> given.rounds = (int) number(args, ++i, 1, 1000);
                case "--workloads" -> {
                    for (String label : value(args, ++i).split(",", -1)) {
                        given.workloads.add(Workload.of(label));
                    }
                }
                case "--engines" ->
                    given.engines = Arrays.stream(value(args, ++i).split(",", -1))
                            .map(EngineChoice::of)
                            .toList();
                case "--parts" -> {
                    for (String part : value(args, ++i).split(",", -1)) {
                        given.parts.add(choice(Part.class, "--parts", part));
                    }
                }
                case "--ways" -> {
                    for (String way : value(args, ++i).split(",", -1)) {
                        given.ways.add(choice(Way.class, "--ways", way));
                    }
                }
                case "--warm-up" -> given.warmUpSeconds = number(args, ++i, 0, 600);
                case "--no-qemu" -> given.qemu = false;
                case "--out" -> given.out = Path.of(value(args, ++i));
                case "--watch" -> given.watch = Workload.of(value(args, ++i));
                case "--seconds" -> given.seconds = number(args, ++i, 0, 100_000);
                default -> throw new IllegalArgumentException("unknown option: " + args[i]);
            }
        }
        return given.options();
    }

    private static String value(String[] args, int i) {
        if (i >= args.length) {
            throw new IllegalArgumentException("a value is missing after " + args[i - 1]);
        }
        return args[i];
    }

    private static double number(String[] args, int i, double least, double most) {
        String text = value(args, i);
        double number;
        try {
            number = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(args[i - 1] + " must be a number: " + text, e);
        }
        if (!(number >= least && number <= most)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s must be %.0f to %.0f: %s", args[i - 1], least, most, text));
        }
        return number;
    }

    private static <E extends Enum<E>> E choice(Class<E> all, String option, String text) {
        List<String> names = Arrays.stream(all.getEnumConstants())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
        int index = names.indexOf(text);
        if (index < 0) {
            throw new IllegalArgumentException(option + " must be one of " + String.join(", ", names) + ": " + text);
        }
        return all.getEnumConstants()[index];
    }

    /** The options while they are read. */
    private static final class Given {
        private int rounds = 10;
        private final Set<Workload> workloads = EnumSet.noneOf(Workload.class);
        private List<EngineChoice> engines = List.of(EngineChoice.INTERPRETER, EngineChoice.AUTO);
        private final Set<Part> parts = EnumSet.noneOf(Part.class);
        private boolean qemu = true;
        private final Set<Way> ways = EnumSet.noneOf(Way.class);
        private double warmUpSeconds = 6;
        private @Nullable Path out;
        private @Nullable Workload watch;
        private double seconds = 10;

        EnginesOptions options() {
            return new EnginesOptions(
                    rounds,
                    workloads.isEmpty() ? EnumSet.allOf(Workload.class) : workloads,
                    engines,
                    parts.isEmpty() ? EnumSet.allOf(Part.class) : parts,
                    qemu,
                    ways.isEmpty() ? EnumSet.allOf(Way.class) : ways,
                    warmUpSeconds,
                    out,
                    watch,
                    seconds);
        }
    }

    boolean has(Part part) {
        return parts.contains(part);
    }

    /** The same without QEMU. */
    EnginesOptions withoutQemu() {
        return new EnginesOptions(rounds, workloads, engines, parts, false, ways, warmUpSeconds, out, watch, seconds);
    }
}
