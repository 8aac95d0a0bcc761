package dev.platine.benchmarks.engines;

import dev.platine.benchmarks.engines.EnginesOptions.Part;
import dev.platine.benchmarks.engines.EnginesOptions.Way;
import dev.platine.mcu.engine.choice.EngineChoice;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Runs all contenders, workload by workload, in rounds: one after the other, each time beginning with another one. One thread. */
final class Comparison {
    private final EnginesOptions options;
    private final Path home;
    private final Path folder;
    private final PrintStream told;
    private final Results results = new Results();
    private final Map<Workload, Plan> plans = new EnumMap<>(Workload.class);
    private final Map<Workload, Double> freeTicks = new EnumMap<>(Workload.class);

    /**
     * A comparison.
     *
     * @param home the folder of the benchmarks
     * @param folder for files
     * @param told hears how far it is
     */
    Comparison(EnginesOptions options, Path home, Path folder, PrintStream told) {
        this.options = options;
        this.home = home;
        this.folder = folder;
        this.told = told;
    }

    Results results() {
        return results;
    }

    Plan plan(Workload workload) {
        return Objects.requireNonNull(plans.get(workload), workload.label());
    }

    /** Interrupts of freely running QEMU for one of ours. */
    double freeTicks(Workload workload) {
        return freeTicks.getOrDefault(workload, Double.NaN);
    }

    void run() throws IOException {
        for (Workload workload : options.workloads()) {
            Plan plan = Plan.of(workload);
            plans.put(workload, plan);
            List<Contender> contenders = new ArrayList<>();
            try {
                enter(contenders, plan);
                for (int round = 0; round < options.rounds(); round++) {
                    round(workload, contenders, round);
                }
            } finally {
                contenders.forEach(Contender::close);
            }
        }
    }

    private void enter(List<Contender> contenders, Plan plan) throws IOException {
        List<EngineChoice> engines = options.engines();
        if (options.has(Part.STEADY)) {
            for (EngineChoice engine : engines) {
                contenders.add(new SteadyContender(engine, plan.workload(), options.warmUpSeconds()));
            }
        }
        if (options.has(Part.WHOLE) || options.has(Part.FIRST)) {
            for (Way way : options.ways()) {
                EngineChoice engine = engines.get(engines.size() - 1);
                contenders.add(
                        new ProcessContender(new WholeProcess(way, engine, home, folder), plan, options.parts()));
            }
        }
        if (options.qemu()) {
            contenders.add(new QemuContender(Results.COUNTED, new Qemu(folder, true), plan, options, true));
            contenders.add(new QemuContender(Results.FREE, new Qemu(folder, false), plan, options, false));
        }
    }

    private void round(Workload workload, List<Contender> contenders, int round) throws IOException {
        StringBuilder line = new StringBuilder(
                String.format(Locale.ROOT, "%-20s %2d/%d", workload.label(), round + 1, options.rounds()));
        for (int i = 0; i < contenders.size(); i++) {
            Contender contender = contenders.get((i + round) % contenders.size());
            Map<Part, Sample> samples = contender.round();
            results.add(workload, contender.name(), samples);
            line.append("  ").append(contender.name());
            samples.forEach((part, sample) -> line.append(String.format(
                    Locale.ROOT,
                    part == Part.STEADY ? " %.0f MIPS" : " %.2f s",
                    part == Part.STEADY ? sample.mips() : sample.wallSeconds())));
            if (contender instanceof QemuContender qemu && contender.name().equals(Results.FREE)) {
                freeTicks.put(workload, qemu.ticks());
            }
        }
        told.println(line);
    }
}
