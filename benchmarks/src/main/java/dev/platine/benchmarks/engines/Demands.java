package dev.platine.benchmarks.engines;

import dev.platine.benchmarks.engines.EnginesOptions.Part;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What engines have to reach, each beside what was measured; what was not measured is left out. One thread. */
final class Demands {
    private static final double COUNTED_MEAN = 3;
    private static final double FREE_MEAN = 1.8;
    private static final double FREE_EACH = 1;
    private static final double FREE_REGISTERS = 5;
    private static final double INTERPRETER_EACH = 1;
    private static final double INTERPRETER_SHARE = 0.12;
    private static final double COUNTED_WHOLE = 1.5;
    private static final double FIRST_S = 0.35;
    private static final String INTERPRETER = "interpreter";

    private final Results results;
    private final String judged;
    private final Table table = new Table(List.of("demand", "measured", "wanted", "held"));
    private boolean any;

    Demands(Results results, String judged, List<String> processes) {
        this.results = results;
        this.judged = judged;
        steady();
        for (String process : processes) {
            least(
                    "whole process " + process + ", least of " + Results.COUNTED + "'s time over ours, without flat",
                    false,
                    COUNTED_WHOLE,
                    workload -> median(workload, Part.WHOLE, Results.COUNTED, process, Sample::wallSeconds));
            least(
                    "first 100 ms " + process + ", longest, seconds",
                    true,
                    -FIRST_S,
                    workload -> -seconds(workload, process));
        }
    }

    private void steady() {
        mean(Results.COUNTED, COUNTED_MEAN);
        mean(Results.FREE, FREE_MEAN);
        least(
                "least over " + Results.FREE + ", without flat",
                false,
                FREE_EACH,
                workload -> median(workload, Part.STEADY, judged, Results.FREE, Sample::mips));
        one(Workload.REGISTERS, judged, Results.FREE, FREE_REGISTERS);
        one(Workload.FLAT, judged, INTERPRETER, INTERPRETER_EACH);
        one(Workload.MIXED, INTERPRETER, Results.FREE, INTERPRETER_SHARE);
    }

    private double median(Workload workload, Part part, String over, String under, ToDoubleFunction<Sample> figure) {
        Quartiles ratio = over.equals(under) ? null : results.ratio(workload, part, over, under, figure);
        return ratio == null ? Double.NaN : ratio.median();
    }

    private double seconds(Workload workload, String process) {
        Quartiles seconds = results.of(workload, Part.FIRST, process, Sample::wallSeconds);
        return seconds == null ? Double.NaN : seconds.median();
    }

    private void mean(String rival, double wanted) {
        add(
                "geometric mean over " + rival + ", without flat",
                results.mean(Part.STEADY, judged, rival, Sample::mips, false),
                wanted);
    }

    private void one(Workload workload, String over, String under, double wanted) {
        add(
                workload.label() + ": " + over + " over " + under,
                median(workload, Part.STEADY, over, under, Sample::mips),
                wanted);
    }

    private void least(String what, boolean flat, double wanted, ToDoubleFunction<Workload> figure) {
        results.workloads().stream()
                .filter(workload -> flat || workload != Workload.FLAT)
                .filter(workload -> !Double.isNaN(figure.applyAsDouble(workload)))
                .min((a, b) -> Double.compare(figure.applyAsDouble(a), figure.applyAsDouble(b)))
                .ifPresent(
                        workload -> add(what + " (" + workload.label() + ")", figure.applyAsDouble(workload), wanted));
    }

    private void add(String what, double measured, double wanted) {
        if (!Double.isNaN(measured)) {
            any = true;
            table.row(List.of(
                    what,
                    String.format(Locale.ROOT, "%.3f", Math.abs(measured)),
                    String.format(Locale.ROOT, "%s %.2f", wanted < 0 ? "<=" : ">=", Math.abs(wanted)),
                    measured >= wanted ? "yes" : "NO"));
        }
    }

    /** A section with a table; nothing if nothing could be held against a demand. */
    String text() {
        return any ? "\n### Demanded and measured, steady state where nothing else is said\n\n" + table.text() : "";
    }
}
