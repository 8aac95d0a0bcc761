package dev.platine.benchmarks.engines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
    private static final long MOST_MINUTES = 10;

    /**
     * Runs a command.
     *
     * @param command the program and its arguments
     * @return its times
     * @throws IOException if it cannot be started, ends with another code than 0, or takes more than ten minutes
     */
    static Timed run(List<String> command) throws IOException {
        List<String> all = new ArrayList<>(List.of("bash", "-c", SCRIPT, "timed"));
        all.addAll(command);
        Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
        process.getOutputStream().close();
        try {
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("has not ended within " + MOST_MINUTES + " minutes: " + command);
            }
            Matcher times = TIMES.matcher(text);
            if (process.exitValue() != 0 || !times.find()) {
                throw new IOException("ended with code " + process.exitValue() + ": " + command + ": " + text.strip());
            }
            return new Timed(
                    Double.parseDouble(times.group(1)),
                    Double.parseDouble(times.group(2)) + Double.parseDouble(times.group(3)),
                    text.substring(0, times.start()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
