package dev.platine.benchmarks.guard;

import dev.platine.benchmarks.guard.GuardOptions.Section;
import dev.platine.benchmarks.rig.Rig;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The latency guard: measures our exchange against the floor and the peers in one run, prints a table, and fails when a
 * checked-in limit is passed. Started by {@code benchmarks/guard}, which pins it to one CPU.
 */
public final class Guard {
    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int NOT_MEASURED = 2;

    private Guard() {}

    /**
     * Runs the guard and ends the JVM: 0 passed, 1 a limit was passed, 2 it could not be measured.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        int code = run(args, System.out, System.err);
        System.out.flush();
        System.exit(code);
    }

    private static int run(String[] args, PrintStream out, PrintStream err) {
        if (args.length == 1 && args[0].equals("--help")) {
            out.println(GuardOptions.USAGE);
            return PASSED;
        }
        try {
            GuardOptions options = GuardOptions.parse(args);
            Limits limits = Limits.load(options.limits());
            limits.requireExactly(Gates.ALL);
            requireOneCpu();
            out.println(header(options));
            Report report = measure(options, limits, err);
            out.println(report.text());
            return report.passed() ? PASSED : FAILED;
        } catch (IllegalArgumentException e) {
            err.println("guard: " + e.getMessage() + System.lineSeparator() + GuardOptions.USAGE);
            return NOT_MEASURED;
        } catch (IOException | RuntimeException e) {
            err.println("guard: could not measure: " + e);
            e.printStackTrace(err);
            return NOT_MEASURED;
        }
    }

    private static Report measure(GuardOptions options, Limits limits, PrintStream progress) throws IOException {
        Report report = new Report();
        try (Rig rig = Rig.start();
                Course course = Course.open(rig, options, limits, progress)) {
            for (Section section : Section.values()) {
                if (options.has(section)) {
                    course.run(section, report);
                }
            }
        }
        return report;
    }

    private static void requireOneCpu() throws IOException {
        String cpus = Affinity.allowed();
        if (!Affinity.isOne(cpus)) {
            throw new IOException("has to be pinned to one CPU, but may use " + cpus + "; run it by benchmarks/guard");
        }
    }

    private static String header(GuardOptions options) throws IOException {
        return "guard%s, %s, commit %s%nJDK %s (%s), Linux %s, CPU %s of %s: %s"
                .formatted(
                        options.shortForm() ? " (short)" : "",
                        Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        System.getProperty("platine.guard.commit", "unknown"),
                        Runtime.version(),
                        System.getProperty("java.vm.vendor"),
                        System.getProperty("os.version"),
                        Affinity.allowed(),
                        System.getProperty("platine.guard.cpus", "?"),
                        Machine.processor());
    }
}
