package dev.platine.benchmarks.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux tells about the machine and a process. Any thread. */
public final class Machine {
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
