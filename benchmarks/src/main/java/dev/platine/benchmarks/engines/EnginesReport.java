package dev.platine.benchmarks.engines;

import dev.platine.benchmarks.engines.EnginesOptions.Part;
import dev.platine.benchmarks.engines.EnginesOptions.Way;
import dev.platine.mcu.engine.choice.EngineChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The tables of a comparison. Figures are medians of the rounds; what is in brackets behind {@code cpu} is by processor time. One thread. */
final class EnginesReport {
    private static final String NONE = "-";

    private final Comparison comparison;
    private final Results results;
    private final EngineChoice judged;
    private final List<String> engines;
    private final List<String> processes;
    private final boolean qemu;
    private final StringBuilder text = new StringBuilder();

    EnginesReport(Comparison comparison, EnginesOptions options, boolean qemu) {
        this.comparison = comparison;
        processes = options.ways().stream().map(Way::words).toList();
        this.qemu = qemu;
        results = comparison.results();
        engines = options.engines().stream().map(EngineChoice::toString).toList();
        judged = options.engines().get(options.engines().size() - 1);
        if (options.has(Part.STEADY)) {
            steady();
        }
        if (options.has(Part.WHOLE)) {
            processes(
                    Part.WHOLE,
                    "Whole process, 840 million instructions (5 s at 168 MHz; registers a quarter of it): seconds, wall (cpu processor)");
        }
        if (options.has(Part.FIRST)) {
            processes(
                    Part.FIRST,
                    "Whole process, 16.8 million instructions (100 ms at 168 MHz): seconds, wall (cpu processor)");
        }
        work();
        text.append(new Demands(results, judged.toString(), processes).text());
    }

    String text() {
        return text.toString();
    }

    private List<String> rivals() {
        return qemu ? List.of(Results.COUNTED, Results.FREE) : List.of();
    }

    private static List<String> heads(List<String> first, List<String> second) {
        List<String> heads = new ArrayList<>(List.of("workload"));
        heads.addAll(first);
        heads.addAll(second);
        return heads;
    }

    private void title(String title) {
        text.append("\n### ").append(title).append("\n\n");
    }

    private void steady() {
        title("Steady state: millions of instructions a second, median [quartiles] by wall time");
        List<String> speeds = heads(engines, rivals());
        Table table = new Table(speeds);
        for (Workload workload : results.workloads()) {
            List<String> row = new ArrayList<>(List.of(workload.label()));
            for (String contender : speeds.subList(1, speeds.size())) {
                row.add(figure(results.of(workload, Part.STEADY, contender, Sample::mips), "%.0f"));
            }
            table.row(row);
        }
        text.append(table.text());
        title("Steady state: ratios round by round, median [quartiles] by wall time (cpu median by processor time)");
        ratios();
    }

    private void ratios() {
        List<String[]> pairs = new ArrayList<>();
        for (String rival : rivals()) {
            pairs.add(new String[] {judged.toString(), rival});
        }
        for (String engine : engines.subList(0, engines.size() - 1)) {
            pairs.add(new String[] {judged.toString(), engine});
            for (String rival : rivals()) {
                pairs.add(new String[] {engine, rival});
            }
        }
        Table table = new Table(
                heads(pairs.stream().map(pair -> pair[0] + " / " + pair[1]).toList(), List.of()));
        for (Workload workload : results.workloads()) {
            List<String> row = new ArrayList<>(List.of(workload.label()));
            for (String[] pair : pairs) {
                Quartiles wall = results.ratio(workload, Part.STEADY, pair[0], pair[1], Sample::mips);
                Quartiles cpu = results.ratio(workload, Part.STEADY, pair[0], pair[1], Sample::cpuMips);
                row.add(figure(wall, "%.2f") + (cpu == null ? "" : format(" (cpu %.2f)", cpu.median())));
            }
            table.row(row);
        }
        for (boolean flat : new boolean[] {false, true}) {
            List<String> row = new ArrayList<>(List.of("geometric mean" + (flat ? ", with flat" : ", without flat")));
            for (String[] pair : pairs) {
                double wall = results.mean(Part.STEADY, pair[0], pair[1], Sample::mips, flat);
                double cpu = results.mean(Part.STEADY, pair[0], pair[1], Sample::cpuMips, flat);
                row.add(format("%.2f (cpu %.2f)", wall, cpu));
            }
            table.row(row);
        }
        text.append(table.text());
    }

    private void processes(Part part, String title) {
        title(title);
        List<String> ours = processes.stream().map(way -> judged + " " + way).toList();
        List<String> faster = new ArrayList<>();
        for (String rival : rivals()) {
            for (String way : processes) {
                faster.add(rival + " / " + way);
            }
        }
        List<String> contenders = new ArrayList<>(processes);
        contenders.addAll(rivals());
        List<String> heads = heads(ours, rivals());
        heads.addAll(faster);
        Table table = new Table(heads);
        for (Workload workload : results.workloads()) {
            List<String> row = new ArrayList<>(List.of(workload.label()));
            for (String contender : contenders) {
                row.add(seconds(workload, part, contender));
            }
            for (String rival : rivals()) {
                for (String way : processes) {
                    row.add(figure(results.ratio(workload, part, rival, way, Sample::wallSeconds), "%.2f"));
                }
            }
            table.row(row);
        }
        text.append(table.text());
    }

    private String seconds(Workload workload, Part part, String contender) {
        ToDoubleFunction<Sample> wall = Sample::wallSeconds;
        Quartiles cpu = results.of(workload, part, contender, Sample::cpuSeconds);
        return figure(results.of(workload, part, contender, wall), "%.3f")
                + (cpu == null ? "" : format(" (cpu %.3f)", cpu.median()));
    }

    private void work() {
        title("The work, counted by our chip");
        Table table = new Table(List.of(
                "workload", "instructions", "of its first part", "sum", "interrupts", "of QEMU free, for one of ours"));
        for (Workload workload : results.workloads()) {
            Plan plan = comparison.plan(workload);
            double free = comparison.freeTicks(workload);
            table.row(List.of(
                    workload.label(),
                    format("%,d", plan.whole().instructions()),
                    format("%,d", plan.first().instructions()),
                    plan.whole().sum().value(),
                    format("%,d", plan.whole().sum().ticks()),
                    Double.isNaN(free) ? NONE : format("%.2f", free)));
        }
        text.append(table.text());
    }

    private static String figure(@Nullable Quartiles of, String format) {
        return of == null
                ? NONE
                : format(format + " [" + format + ", " + format + "]", of.median(), of.low(), of.high());
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
