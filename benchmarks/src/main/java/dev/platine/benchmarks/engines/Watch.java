package dev.platine.benchmarks.engines;

import dev.platine.mcu.engine.choice.EngineChoice;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Runs one workload by one engine for a while, and tells how fast it gets. For who tunes an engine. */
final class Watch {
    private static final double INTERVAL_S = 0.25;
    private static final long PIECE = 200_000;

    private Watch() {}

    static double cpuSeconds() {
        java.lang.management.OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
        return machine instanceof com.sun.management.OperatingSystemMXBean ours ? ours.getProcessCpuTime() / 1e9 : 0;
    }

    /** A line each quarter of a second: time since the chip's start, speed in it by wall and by processor time. */
    static void run(PrintStream out, Workload workload, EngineChoice engine, double seconds) {
        long begin = System.nanoTime();
        GuestChip guest = new GuestChip(Program.of(workload, -1, workload.tickInstructions()), engine.create());
        out.printf(Locale.ROOT, "%s, %s: chip built after %.3f s%n", workload.label(), engine, since(begin));
        long done = 0;
        double at = since(begin);
        double cpu = cpuSeconds();
        double now = at;
        while (now < seconds) {
            done += guest.run(PIECE);
            now = since(begin);
            if (now - at >= INTERVAL_S) {
                double cpuNow = cpuSeconds();
                out.printf(
                        Locale.ROOT,
                        "%6.2f s  %7.1f MIPS  (%.1f a second of processor time), %,d in all%n",
                        now,
                        done / (now - at) / 1e6,
                        done / (cpuNow - cpu) / 1e6,
                        guest.instructions());
                at = now;
                cpu = cpuNow;
                done = 0;
            }
        }
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
