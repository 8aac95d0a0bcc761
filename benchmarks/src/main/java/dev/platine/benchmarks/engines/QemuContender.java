package dev.platine.benchmarks.engines;

import dev.platine.benchmarks.engines.EnginesOptions.Part;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * QEMU: two processes a round, a long and a short one. What the long one has more than the short one is its steady state.
 *
 * <p>Running freely, SysTick follows the computer's clock, so its period is set such that it interrupts about as often an instruction as ours.
 */
final class QemuContender implements Contender {
    private static final double[] FACTORS = {1.25, 1.5, 2, 2.5, 3, 4};

    private final String name;
    private final Qemu qemu;
    private final Plan plan;
    private final boolean first;
    private final boolean whole;
    private final int reload;
    private double ticks = Double.NaN;

    QemuContender(String name, Qemu qemu, Plan plan, EnginesOptions options, boolean counted) throws IOException {
        whole = options.has(Part.WHOLE) || options.has(Part.STEADY);
        first = options.has(Part.FIRST) || options.has(Part.STEADY);
        this.name = name;
        this.qemu = qemu;
        this.plan = plan;
        int begin = Qemu.reload(plan.workload().tickInstructions());
        this.reload = counted || begin == 0 ? begin : tuned(begin);
    }

    /** The period at which it interrupts most nearly as often: it loses many where they come faster than it can wake up. */
    private int tuned(int begin) throws IOException {
        int best = begin;
        double bestShare = share(begin);
        for (double factor : FACTORS) {
            int next = (int) Math.round(begin * factor);
            double share = share(next);
            if (Math.abs(Math.log(share)) < Math.abs(Math.log(bestShare))) {
                best = next;
                bestShare = share;
            }
        }
        return bestShare > 1 ? (int) Math.round(best * bestShare) : best;
    }

    /** Its interrupts for one of ours. */
    private double share(int period) throws IOException {
        return (double) Math.max(1, run(plan.whole(), period).sum().ticks())
                / plan.whole().sum().ticks();
    }

    private record Ran(Sample sample, Sum sum) {}

    private Ran run(Plan.Amount amount, int withReload) throws IOException {
        Timed timed = qemu.run(plan.workload(), amount.rounds(), withReload);
        Sum sum = Sum.in(timed.text());
        Differs.check(plan.workload(), name, amount.sum(), sum);
        return new Ran(Sample.of(timed, amount.instructions()), sum);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<Part, Sample> round() throws IOException {
        Map<Part, Sample> samples = new EnumMap<>(Part.class);
        if (first) {
            samples.put(Part.FIRST, run(plan.first(), reload).sample);
        }
        if (whole) {
            Ran ran = run(plan.whole(), reload);
            samples.put(Part.WHOLE, ran.sample);
            ticks = (double) ran.sum.ticks() / plan.whole().sum().ticks(); // NaN where there are none
        }
        Sample beginning = samples.get(Part.FIRST);
        Sample all = samples.get(Part.WHOLE);
        if (all != null && beginning != null) {
            samples.put(Part.STEADY, all.without(beginning));
        }
        return samples;
    }

    /** Its interrupts for one of ours, in the last long run; NaN before. */
    double ticks() {
        return ticks;
    }

    @Override
    public void close() {}
}
