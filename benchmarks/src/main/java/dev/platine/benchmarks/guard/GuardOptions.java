package dev.platine.benchmarks.guard;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What the guard is asked to do.
 *
 * @param shortForm less warm-up, and only the gates that hold on a machine that others use too
 * @param limits the file of limits
 * @param sections what to measure
 */
record GuardOptions(boolean shortForm, Path limits, Set<Section> sections) {
    static final String USAGE = """
            usage: benchmarks/guard [--short] [--limits FILE] [--only SECTION[,SECTION]...]
              --short        for CI: about a minute; ratios to the floor and allocation only
              --limits FILE  what to hold the figures against (default benchmarks/limits.properties)
              --only         floor, allocation, sim, peers, beside
            exit codes: 0 passed, 1 a limit was passed, 2 it could not be measured""";

    /** Parts of the guard's run, in its order. */
    enum Section {
        /** Our exchange against the raw echo. */
        FLOOR,
        /** Bytes an exchange. */
        ALLOCATION,
        /** The exchange in the same JVM. */
        SIM,
        /** Our exchange against what a user would pick instead. */
        PEERS,
        /** Not gated: two processes, and not pinned. */
        BESIDE
    }

    static GuardOptions parse(String[] args) {
        boolean shortForm = false;
        Path limits = Path.of(System.getProperty("platine.guard.home", "."), "limits.properties");
        Set<Section> sections = EnumSet.noneOf(Section.class);
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--short" -> shortForm = true;
                case "--limits" -> limits = Path.of(value(args, ++i));
                case "--only" -> {
                    for (String section : value(args, ++i).split(",", -1)) {
                        sections.add(Section.valueOf(section.toUpperCase(Locale.ROOT)));
                    }
                }
                default -> throw new IllegalArgumentException("unknown option: " + args[i]);
            }
        }
        if (sections.isEmpty()) {
            sections = shortForm ? EnumSet.of(Section.FLOOR, Section.ALLOCATION) : EnumSet.allOf(Section.class);
        }
        return new GuardOptions(shortForm, limits, sections);
    }

    private static String value(String[] args, int i) {
        if (i >= args.length) {
            throw new IllegalArgumentException("a value is missing after " + args[i - 1]);
        }
        return args[i];
    }

    boolean has(Section section) {
        return sections.contains(section);
    }
}
