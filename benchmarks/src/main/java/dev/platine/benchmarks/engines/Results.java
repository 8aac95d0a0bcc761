package dev.platine.benchmarks.engines;

import dev.platine.benchmarks.engines.EnginesOptions.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** All samples of a run: by workload, part and contender, in the order of the rounds. One thread. */
final class Results {
    /** QEMU with {@code -icount shift=0}. */
    static final String COUNTED = "QEMU -icount";
    /** QEMU as it runs by itself. */
    static final String FREE = "QEMU free";

    private final Map<Workload, Map<Part, Map<String, List<Sample>>>> samples = new EnumMap<>(Workload.class);

    void add(Workload workload, String contender, Map<Part, Sample> round) {
        Map<Part, Map<String, List<Sample>>> parts =
                samples.computeIfAbsent(workload, each -> new EnumMap<>(Part.class));
        round.forEach((part, sample) -> parts.computeIfAbsent(part, each -> new TreeMap<>())
                .computeIfAbsent(contender, each -> new ArrayList<>())
                .add(sample));
    }

    Set<Workload> workloads() {
        return samples.keySet();
    }

    /** Samples of one contender, null if it did not take part. */
    @Nullable
    List<Sample> samples(Workload workload, Part part, String contender) {
        return samples.getOrDefault(workload, Map.of())
                .getOrDefault(part, Map.of())
                .get(contender);
    }

    /** A figure of one contender; null if it did not take part. */
    @Nullable
    Quartiles of(Workload workload, Part part, String contender, ToDoubleFunction<Sample> figure) {
        List<Sample> all = samples(workload, part, contender);
        return all == null
                ? null
                : Quartiles.of(all.stream().mapToDouble(figure).toArray());
    }

    /** The ratio of a figure of two contenders, round by round; null if one did not take part. */
    @Nullable
    Quartiles ratio(Workload workload, Part part, String over, String under, ToDoubleFunction<Sample> figure) {
        List<Sample> upper = samples(workload, part, over);
        List<Sample> lower = samples(workload, part, under);
        if (upper == null || lower == null) {
            return null;
        }
        double[] ratios = new double[Math.min(upper.size(), lower.size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figure.applyAsDouble(upper.get(i)) / figure.applyAsDouble(lower.get(i));
        }
        return Quartiles.of(ratios);
    }

    /**
     * The geometric mean of the workloads' median ratios.
     *
     * @param flat whether the flat one counts too
     * @return NaN if there is none
     */
    double mean(Part part, String over, String under, ToDoubleFunction<Sample> figure, boolean flat) {
        double logs = 0;
        int count = 0;
        for (Workload workload : workloads()) {
            Quartiles ratio = ratio(workload, part, over, under, figure);
            if (ratio != null && (flat || workload != Workload.FLAT)) {
                logs += Math.log(ratio.median());
                count++;
            }
        }
        return Math.exp(logs / count);
    }
}
