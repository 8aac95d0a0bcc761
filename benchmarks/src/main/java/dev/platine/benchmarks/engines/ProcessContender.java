package dev.platine.benchmarks.engines;

import dev.platine.benchmarks.engines.EnginesOptions.Part;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** One of our engines in processes from their start to their end. */
final class ProcessContender implements Contender {
    private final WholeProcess process;
    private final Plan plan;
    private final Set<Part> parts;

    ProcessContender(WholeProcess process, Plan plan, Set<Part> parts) {
        this.process = process;
        this.plan = plan;
        this.parts = parts;
    }

    @Override
    public String name() {
        return process.name();
    }

    @Override
    public Map<Part, Sample> round() throws IOException {
        Map<Part, Sample> samples = new EnumMap<>(Part.class);
        for (Part part : parts) {
            if (part != Part.STEADY) {
                samples.put(part, run(part == Part.WHOLE ? plan.whole() : plan.first()));
            }
        }
        return samples;
    }

    private Sample run(Plan.Amount amount) throws IOException {
        Timed timed = process.run(plan.workload(), amount.rounds());
        Differs.check(plan.workload(), name(), amount.sum(), Sum.in(timed.text()));
        return Sample.of(timed, amount.instructions());
    }

    @Override
    public void close() {}
}
