package dev.platine.benchmarks.engines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process that ran from its start to its end, timed by the shell.
 *
 * @param wallSeconds how long it took, to the millisecond
 * @param cpuSeconds processor time of all its threads, user and kernel
 * @param text what it printed, on both outputs
 */
record Timed(double wallSeconds, double cpuSeconds, String text) {
    private static final String SCRIPT = "TIMEFORMAT='timed %3R %3U %3S'; time \"$@\" 2>&1";
    private static final Pattern TIMES = Pattern.compile("timed ([0-9.]+) ([0-9.]+) ([0-9.]+)\\s*$");
    private static final long MOST_S = 600;

    /**
     * Runs a command.
     *
     * @param command the program and its arguments
     * @return its times
     * @throws IOException if it cannot be started, ends with another code than 0, or takes more than ten minutes
     */
    static Timed run(List<String> command) throws IOException {
        return run(command, MOST_S);
    }

    /** The same with a deadline of so many seconds. */
    static Timed run(List<String> command, long mostSeconds) throws IOException {
        List<String> all = new ArrayList<>(List.of("bash", "-c", SCRIPT, "timed"));
        all.addAll(command);
        Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
        AtomicBoolean late = new AtomicBoolean();
        CompletableFuture<Void> deadline = CompletableFuture.runAsync(
                () -> {
                    late.set(true);
                    end(process);
                },
                CompletableFuture.delayedExecutor(mostSeconds, TimeUnit.SECONDS));
        try {
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            Matcher times = TIMES.matcher(text);
            if (late.get()) {
                throw new IOException("has not ended within " + mostSeconds + " s: " + command);
            } else if (code != 0 || !times.find()) {
                throw new IOException("ended with code " + code + ": " + command + ": " + text.strip());
            }
            return new Timed(
                    Double.parseDouble(times.group(1)),
                    Double.parseDouble(times.group(2)) + Double.parseDouble(times.group(3)),
                    text.substring(0, times.start()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            deadline.cancel(false);
            end(process);
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
