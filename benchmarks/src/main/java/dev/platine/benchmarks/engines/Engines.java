package dev.platine.benchmarks.engines;

import dev.platine.benchmarks.engines.EnginesOptions.Part;
import dev.platine.benchmarks.guard.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** {@code benchmarks/engines}: engines of emulated firmware side by side, QEMU beside them. */
public final class Engines {
    private static final int DIFFERENT = 1;
    private static final int NOT_MEASURED = 2;

    private Engines() {}

    /**
     * Does what is asked for.
     *
     * @param args see the usage
     */
    public static void main(String[] args) {
        if (args.length > 0 && (args[0].equals("--help") || args[0].equals("-h"))) {
            System.out.println(EnginesOptions.USAGE);
            return;
        }
        int code = 0;
        try {
            EnginesOptions options = EnginesOptions.parse(args);
            Workload watch = options.watch();
            if (watch != null) {
                Watch.run(System.out, watch, options.engines().get(0), options.seconds());
            } else {
                compare(options);
            }
        } catch (Differs e) {
            System.err.println("engines: " + e.getMessage());
            code = DIFFERENT;
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            System.err.println("engines: " + e.getMessage());
            code = NOT_MEASURED;
        }
        System.exit(code);
    }

    private static void compare(EnginesOptions asked) throws IOException {
        boolean qemu = asked.qemu() && Qemu.isInstalled();
        if (asked.qemu() && !qemu) {
            System.err.println("engines: " + Qemu.NOT_INSTALLED);
        }
        EnginesOptions options = qemu ? asked : asked.withoutQemu();
        Path home = Path.of(System.getProperty("platine.engines.home", "benchmarks"));
        Path folder = Files.createTempDirectory("platine-engines");
        try {
            String head = head(options, qemu);
            Comparison comparison = new Comparison(options, home, folder, System.err);
            double busy = Machine.busySeconds();
            long begin = System.nanoTime();
            comparison.run();
            double wall = (System.nanoTime() - begin) / 1e9;
            String used = String.format(
                    Locale.ROOT,
                    "It took %.0f s; all processes of the computer used %.2f processors on average.%n",
                    wall,
                    (Machine.busySeconds() - busy) / wall);
            report(options, head + used + new EnginesReport(comparison, options, qemu).text());
        } finally {
            for (String file : List.of("counted.elf", "free.elf", "ours.elf")) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.delete(folder);
        }
    }

    private static String head(EnginesOptions options, boolean qemu) throws IOException {
        return String.format(
                Locale.ROOT,
                "%n## JDK %s (%s)%n%nSources at `%s`. %s, %d processors. %s. %d round%s, in each of which every contender ran"
                        + " once, one after the other; %s s to get warm.%n",
                System.getProperty("java.version"),
                System.getProperty("java.vendor"),
                System.getProperty("platine.engines.commit", "unknown"),
                Machine.processor(),
                Runtime.getRuntime().availableProcessors(),
                qemu ? Qemu.version() : "No QEMU",
                options.rounds(),
                options.rounds() == 1 ? "" : "s",
                options.has(Part.STEADY) ? String.format(Locale.ROOT, "%.0f", options.warmUpSeconds()) : "no");
    }

    private static void report(EnginesOptions options, String report) throws IOException {
        System.out.println(report);
        Path out = options.out();
        if (out != null) {
            String title = Files.exists(out) ? "" : "# Engines side by side, " + LocalDate.now(ZoneOffset.UTC) + "\n";
            Files.writeString(out, title + report, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
