package dev.platine.mcu.trust;

import dev.platine.mcu.core.Cpu;
import dev.platine.mcu.core.Engine;
import dev.platine.mcu.core.Processor;
import dev.platine.mcu.engine.Interpreter;
import dev.platine.mcu.isa.Disassembler;
import dev.platine.mcu.isa.InstructionTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Carries out plans on two machines, one with the interpreter and one with the engine that is tested, each in portions of its own, and
 * compares them again and again. Where they differ, it looks for the first instruction behind which they do, and keeps the plan.
 */
final class Both {
    /** Where plans are kept that two engines differed by. */
    static final Path FOUND = Path.of("target", "trust");

    private static final int MOST_COMPARED = 24;
    private static final int TRAIL = 12;
    private static final int WARM_RUNS = 4;
    private static final int WARM_SEED = 1000;

    private final Supplier<Engine> tested;
    private Bare reference = new Bare(new Interpreter());
    private Bare subject;
    private boolean keeps = true;
    private long instructions;

    Both(Supplier<Engine> tested) {
        this.tested = tested;
        subject = new Bare(tested.get());
    }

    /** Keeps no plans: for engines that are wrong on purpose. */
    Both withoutKeeping() {
        keeps = false;
        return this;
    }

    /** How many cycles were compared until now. */
    long instructions() {
        return instructions;
    }

    /** The machine with the tested engine. */
    Bare subject() {
        return subject;
    }

    /** The machine with the interpreter. */
    Bare reference() {
        return reference;
    }

    /** New machines, with a new engine that has met no code. */
    void fresh() {
        reference = new Bare(new Interpreter());
        subject = new Bare(tested.get());
    }

    /**
     * Carries out a plan on the machines as they are: what was hot is hot.
     *
     * @return empty if both agree, else a report
     */
    String difference(Plan plan) {
        for (int i = 0; i < plan.warm(); i++) {
            Plan run = plan.withoutDeeds().warm(i).seed(WARM_SEED + i);
            String early = carryOut(run, run.end());
            if (!early.isEmpty()) {
                return report(run, early);
            }
        }
        String difference = carryOut(plan, plan.end());
        return difference.isEmpty() ? "" : report(plan, difference);
    }

    /** The same on machines that ran the plan before: where they differ, the report is of one with warm-up runs. */
    String hotDifference(Plan plan) {
        String difference = carryOut(plan, plan.end());
        return difference.isEmpty() ? "" : report(plan.copy().warm(WARM_RUNS), difference);
    }

    /** The same, without a report where they differ: only what differs. */
    String quickDifference(Plan plan) {
        String difference = carryOut(plan, plan.end());
        if (!difference.isEmpty()) {
            fresh();
        }
        return difference;
    }

    /** The same from new machines on, as a kept plan is carried out. */
    String freshDifference(Plan plan) {
        fresh();
        return difference(plan);
    }

    private String carryOut(Plan plan, long end) {
        Portions portions = Portions.of(plan.seed());
        reference.load(plan);
        subject.load(plan);
        long agreed = 0;
        for (long count : counts(plan, end)) {
            reference.advance(count, Portions.each(1_000));
            subject.advance(count, portions);
            String difference = Snapshot.difference(reference, subject);
            if (!difference.isEmpty()) {
                return "between cycle " + agreed + " and " + count + " (interpreter | tested):\n" + difference;
            }
            instructions += count - agreed;
            agreed = count;
        }
        return "";
    }

    /** At which counts the two are compared: behind each deed and the instruction after it, and some between. */
    private static List<Long> counts(Plan plan, long end) {
        TreeSet<Long> counts = new TreeSet<>();
        // often at times, and at times seldom, so that bursts are long
        long compared = plan.seed() % 2 == 0 ? MOST_COMPARED : 2;
        LongStream.rangeClosed(1, compared).forEach(i -> counts.add(Math.max(plan.end() * i / compared, 1)));
        counts.add(end);
        if (plan.deeds().size() < 200) {
            plan.deeds().forEach(deed -> LongStream.rangeClosed(0, 2).forEach(i -> counts.add(deed.cycle() + i)));
        }
        counts.removeIf(count -> count <= 0 || count > end);
        return List.copyOf(counts);
    }

    /** What a reader needs: the first difference, the instructions before it, and where the plan is kept. */
    private String report(Plan plan, String found) {
        StringBuilder out = new StringBuilder();
        out.append("engines differ: ").append(plan.about()).append('\n').append(found);
        long first = firstCount(plan);
        if (first < 0) {
            out.append("not seen again with new machines: it depends on what ran before\n");
        } else {
            out.append("first seen behind cycle ").append(first).append(":\n").append(differenceAt(plan, first));
            out.append("the interpreter's last instructions:\n").append(trail(plan, first));
        }
        if (keeps) {
            out.append("kept: ").append(keep(plan, first)).append('\n');
        }
        fresh();
        return out.toString();
    }

    /** The smallest count behind which new machines differ; -1 if they agree to the end. */
    private long firstCount(Plan plan) {
        long low = 0;
        long high = plan.end();
        if (differenceAt(plan, high).isEmpty()) {
            return -1;
        }
        while (low + 1 < high) {
            long middle = (low + high) >>> 1;
            if (differenceAt(plan, middle).isEmpty()) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private String differenceAt(Plan plan, long count) {
        fresh();
        for (int i = 0; i < plan.warm(); i++) {
            Plan run = plan.withoutDeeds().seed(WARM_SEED + i);
            carryOut(run, run.end());
        }
        return carryOut(plan, count);
    }

    private String trail(Plan plan, long count) {
        Bare machine = new Bare(new Interpreter());
        machine.load(plan);
        machine.advance(Math.max(count - TRAIL, 0), Portions.each(1_000));
        StringBuilder out = new StringBuilder();
        while (machine.cycles() < count) {
            long before = machine.cycles();
            out.append(before)
                    .append(": ")
                    .append(instruction(machine.processor()))
                    .append('\n');
            machine.advance(before + 1, Portions.each(1));
            if (machine.cycles() == before) {
                break;
            }
        }
        return out.toString();
    }

    /** The instruction to come, with the registers that it may read. */
    private static String instruction(Processor processor) {
        Cpu cpu = processor.cpu();
        long first = processor.debug().peek(cpu.pc, 2);
        boolean wide = first >= 0 && InstructionTable.isWide((int) first);
        long second = wide ? processor.debug().peek(cpu.pc + 2, 2) : 0;
        String text = first < 0 || second < 0
                ? "<nothing>"
                : Disassembler.text(wide ? (int) (first << 16 | second) : (int) first, cpu.pc, cpu.it);
        StringBuilder out = new StringBuilder(String.format(Locale.ROOT, "%08x %-28s", cpu.pc, text));
        for (int i = 0; i < 15; i++) {
            out.append(String.format(Locale.ROOT, " %x", cpu.r[i]));
        }
        return out.append(String.format(Locale.ROOT, " flags %x it %x", cpu.apsr(), cpu.it))
                .toString();
    }

    private static Path keep(Plan plan, long first) {
        try {
            Files.createDirectories(FOUND);
            Path file = FOUND.resolve("plan-" + Integer.toHexString(plan.text().hashCode()) + ".txt");
            Files.writeString(
                    file,
                    "# first seen behind cycle " + first + "\n"
                            + plan.standalone().text());
            return file.toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
