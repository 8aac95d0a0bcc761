package dev.platine.benchmarks.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux tells about the machine and a process. Any thread. */
public final class Machine {
    // Columns of the first line of /proc/stat, and the unit in which Linux tells times there.
    private static final int IDLE = 4;
    private static final int IO_WAIT = 5;
    private static final int STEAL = 8;
    private static final double TICKS_PER_S = 100;

    private Machine() {}

    /**
     * The processor's name.
     *
     * @return as in {@code /proc/cpuinfo}, or {@code unknown}
     * @throws IOException when it cannot be read
     */
    public static String processor() throws IOException {
        return field(Path.of("/proc/cpuinfo"), "model name", "unknown");
    }

    /**
     * Memory of a process that is in RAM.
     *
     * @param pid the process
     * @return bytes
     * @throws IOException when it cannot be read
     */
    public static long residentBytes(long pid) throws IOException {
        String kib = field(Path.of("/proc", Long.toString(pid), "status"), "VmRSS", "0 kB");
        return Long.parseLong(kib.replaceAll("[^0-9]", "")) * 1024;
    }

    /**
     * The most memory of a process that was in RAM at once.
     *
     * @param pid the process
     * @return bytes
     * @throws IOException when it cannot be read
     */
    public static long peakResidentBytes(long pid) throws IOException {
        String kib = field(Path.of("/proc", Long.toString(pid), "status"), "VmHWM", "0 kB");
        return Long.parseLong(kib.replaceAll("[^0-9]", "")) * 1024;
    }

    /**
     * Processor time that a process has used so far, over all its threads.
     *
     * @param pid the process
     * @return seconds
     * @throws IOException when it is not there
     */
    public static double cpuSeconds(long pid) throws IOException {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(duration -> duration.toNanos() / 1e9)
                .orElseThrow(() -> new IOException("process " + pid + " is not there"));
    }

    /**
     * Processor time that was used so far on this computer, by all processes and the kernel, and what its host took for others.
     *
     * @return seconds, over all processors
     * @throws IOException when it cannot be read
     */
    public static double busySeconds() throws IOException {
        String[] ticks =
                Files.readAllLines(Path.of("/proc/stat")).get(0).strip().split(" +", -1);
        double busy = 0;
        for (int i = 1; i <= STEAL && i < ticks.length; i++) {
            busy += i == IDLE || i == IO_WAIT ? 0 : Double.parseDouble(ticks[i]);
        }
        return busy / TICKS_PER_S;
    }

    private static String field(Path file, String name, String otherwise) throws IOException {
        for (String line : Files.readAllLines(file)) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().equals(name)) {
                return line.substring(colon + 1).strip();
            }
        }
        return otherwise;
    }
}
