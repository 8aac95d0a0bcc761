package dev.platine.benchmarks.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Which CPUs a process may use, on Linux. Any thread. */
final class Affinity {
    private static final String FIELD = "Cpus_allowed_list:";

    private Affinity() {}

    /** The CPUs of this process, such as {@code 0-3} or {@code 1}. */
    static String allowed() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(FIELD)) {
                return line.substring(FIELD.length()).strip();
            }
        }
        throw new IOException("/proc/self/status has no " + FIELD);
    }

    /** Whether a list names one CPU. */
    static boolean isOne(String cpus) {
        return cpus.chars().allMatch(Character::isDigit);
    }

    /** Moves all threads of a process to the CPUs of a list, by {@code taskset}. */
    static void move(long pid, String cpus) throws IOException {
        List<String> command = List.of("taskset", "-a", "-c", "-p", cpus, Long.toString(pid));
        Process taskset = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!taskset.waitFor(10, TimeUnit.SECONDS) || taskset.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while moving process " + pid, e);
        }
    }
}
