package dev.platine.benchmarks.engines;

import dev.platine.mcu.engine.choice.EngineChoice;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A JVM that runs a program for the benchmark: once from its start to its end, or for as long as it is asked to. */
public final class GuestProcess {
    /** The first argument for a program from its start to its end; then the ELF file and the engine. */
    static final String WHOLE = "whole";
    /** The first argument for a steady state; then the workload, the engine and the seconds to get warm. */
    static final String STEADY = "steady";
    /** The first argument for an archive of classes; then a word, and the engine. */
    static final String CLASSES = "classes";
    /** The JVM's options: those of the command's launcher. */
    static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-UseSwitchProfiling",
            "-XX:-UseOnStackReplacement",
            "-XX:PerMethodTrapLimit=0");

    private static final long PIECE = 200_000;
    private static final long MOST = 1L << 40;
    private static final double NS = 1e9;

    private GuestProcess() {}

    /**
     * Runs a program.
     *
     * @param args what and how, see the constants
     * @throws IOException when a file or the input cannot be read
     */
    public static void main(String[] args) throws IOException {
        EngineChoice engine = EngineChoice.of(args[2]);
        if (args[0].equals(WHOLE)) {
            GuestChip guest = new GuestChip(Program.of(Files.readAllBytes(Path.of(args[1]))), engine.create());
            guest.finish(MOST);
            System.out.print(guest.text());
            return;
        }
        if (args[0].equals(CLASSES)) {
            meetClasses(engine);
            return;
        }
        Workload workload = Workload.of(args[1]);
        GuestChip guest = new GuestChip(Program.of(workload, -1, workload.tickInstructions()), engine.create());
        warm(guest, Double.parseDouble(args[3]));
        System.out.println("warm");
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String seconds = questions.readLine(); seconds != null; seconds = questions.readLine()) {
            System.out.println(text(slice(guest, Double.parseDouble(seconds))));
        }
    }

    private static void meetClasses(EngineChoice engine) {
        for (Workload workload : Workload.values()) {
            new GuestChip(Program.of(workload, -1, workload.tickInstructions()), engine.create()).run(Plan.FIRST);
        }
    }

    /** By this thread's processor time: on a busy computer a warm-up takes longer. */
    private static void warm(GuestChip guest, double seconds) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double end = threads.getCurrentThreadCpuTime() / NS + seconds;
        while (threads.getCurrentThreadCpuTime() / NS < end) {
            guest.run(PIECE);
        }
    }

    private static Sample slice(GuestChip guest, double seconds) {
        double cpu = Watch.cpuSeconds();
        long begin = System.nanoTime();
        long instructions = 0;
        double wall = 0;
        while (wall < seconds) {
            instructions += guest.run(PIECE);
            wall = (System.nanoTime() - begin) / NS;
        }
        return new Sample(instructions, wall, Watch.cpuSeconds() - cpu);
    }

    private static String text(Sample sample) {
        return String.format(
                Locale.ROOT, "%d %.9f %.9f", sample.instructions(), sample.wallSeconds(), sample.cpuSeconds());
    }

    /** Reads a line of a steady state. */
    static Sample sample(String line) {
        String[] parts = line.split(" ", -1);
        return new Sample(Long.parseLong(parts[0]), Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
    }
}
