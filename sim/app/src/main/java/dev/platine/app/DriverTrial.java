package dev.platine.app;

import dev.platine.hal.nativedriver.DriverCheck.Step;
import dev.platine.hal.nativedriver.DriverCheck.Verdict;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One check of a driver: a JVM of its own tries it, so that what it does wrong hits nobody else. */
final class DriverTrial {
    /** What the process has written to the end. */
    private static final String END = "";

    private static final Map<Integer, String> SIGNALS =
            Map.of(4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 15, "SIGTERM");
    private static final long START_S = 30;

    private final Console console;
    private final Path library;
    private final List<String> config;
    private final boolean outputs;
    private final Duration patience;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(10_000);
    private final List<String> lastWords = new ArrayList<>();
    private @Nullable Step under;
    /** What is reported once the file has turned out to be a driver; null from then on. */
    private @Nullable List<String> held = new ArrayList<>();

    private final List<Step> failed = new ArrayList<>();
    private String firstProblem = "";
    private boolean done;

    DriverTrial(Console console, Path library, List<String> config, boolean outputs, Duration patience) {
        this.console = console;
        this.library = library;
        this.config = config;
        this.outputs = outputs;
        this.patience = patience;
    }

    int run() {
        Process process = start();
        try {
            return follow(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Exit.INTERNAL, "interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(
                java,
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + (new File("/dev/null").exists() ? "/dev/null" : "hs_err.log"),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "driver",
                "probe",
                library.toString()));
        if (Runtime.version().feature() < 22) {
            command.remove("--enable-native-access=ALL-UNNAMED");
        }
        if (outputs) {
            command.add("--outputs");
        }
        command.addAll(config);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            Thread reader = new Thread(() -> read(process), "platine-driver-probe");
            reader.setDaemon(true);
            reader.start();
            return process;
        } catch (IOException e) {
            throw new Failure(Exit.COMPUTER, "cannot start " + java + ": " + e.getMessage(), e);
        }
    }

    private void read(Process process) {
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isEmpty()) {
                    lines.offer(line); // a driver that chatters without end is cut short
                }
            }
        } catch (IOException e) {
            // the process is gone, and so is what it had to say
        }
        while (!lines.offer(END)) {
            lines.poll();
        }
    }

    private int follow(Process process) throws IOException, InterruptedException {
        while (true) {
            long waitNs = under == null ? TimeUnit.SECONDS.toNanos(START_S) : patience.toNanos();
            String line = lines.poll(waitNs, TimeUnit.NANOSECONDS);
            if (line == null) {
                return blocked(process);
            } else if (line.equals(END)) {
                break;
            }
            take(line);
        }
        if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return blocked(process);
        }
        return process.exitValue() == 0 && done ? verdict() : crashed(process.exitValue());
    }

    private void take(String line) {
        int mark = line.indexOf(DriverCommand.MARK);
        if (mark < 0) {
            if (lastWords.size() < 200) {
                lastWords.add(line);
            }
            return;
        }
        String[] words = line.substring(mark + DriverCommand.MARK.length()).split(" ", 4);
        if (words[0].equals(DriverCommand.DONE)) {
            done = true;
            return;
        }
        under = Step.valueOf(words[1]);
        if (words[0].equals("ends")) {
            report(under, Verdict.valueOf(words[2]).name(), words.length > 3 ? words[3] : "");
            if (under == Step.HELLO && failed.isEmpty()) {
                show();
            }
        }
    }

    private void report(Step step, String verdict, String detail) {
        boolean isBad = !verdict.equals("OK") && !verdict.equals("WARN") && !verdict.equals("SKIP");
        if (isBad) {
            failed.add(step);
            firstProblem = failed.size() == 1 ? detail : firstProblem;
        }
        Console.Ink ink = isBad ? Console.Ink.BAD : verdict.equals("OK") ? Console.Ink.GOOD : Console.Ink.WARN;
        String word = String.format(Locale.ROOT, "%-6s", verdict.toLowerCase(Locale.ROOT));
        String line = String.format(Locale.ROOT, "%-10s ", name(step)) + console.paint(ink, word) + " " + detail;
        if (held == null) {
            console.line(line);
        } else {
            held.add(line);
        }
    }

    private static String name(Step step) {
        return step.name().toLowerCase(Locale.ROOT);
    }

    /** Begins the table. */
    private void show() {
        if (held != null) {
            console.line("%-10s %-6s %s", "STEP", "", "FOUND");
            held.forEach(console::line);
            held = null;
        }
    }

    private int blocked(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        Step step = under == null ? Step.FILE : under;
        report(step, "BLOCKS", "did not return within " + patience.toMillis() + " ms; the rest was not tried");
        show();
        throw new Failure(Exit.BLOCKED, library + ": blocks in step " + name(step));
    }

    private int crashed(int exit) {
        Step step = under == null ? Step.FILE : under;
        String how = howItEnded(exit);
        String where = frame();
        report(step, "CRASH", how + (where.isEmpty() ? "" : " in " + where) + "; the rest was not tried");
        show();
        throw new Failure(Exit.CRASHED, library + ": " + how + " in step " + name(step));
    }

    /** The JVM catches most signals, says which, and ends with a code of its own. */
    private String howItEnded(int exit) {
        for (String line : lastWords) {
            for (String name : SIGNALS.values()) {
                if (line.startsWith("#") && line.contains(name + " (")) {
                    return "died of " + name;
                }
            }
        }
        int number = exit - 128;
        return number > 0
                ? "died of " + SIGNALS.getOrDefault(number, "signal " + number)
                : "ended its process with code " + exit;
    }

    private String frame() {
        for (int i = 0; i + 1 < lastWords.size(); i++) {
            if (lastWords.get(i).startsWith("# Problematic frame:")) {
                return lastWords
                        .get(i + 1)
                        .replaceFirst("^#\\s*[A-Za-z]?\\s+", "")
                        .strip();
            }
        }
        return "";
    }

    private int verdict() {
        if (failed.isEmpty()) {
            console.line(console.paint(Console.Ink.GOOD, "ready") + ": open it as native:" + library);
            return Exit.OK;
        }
        Step first = failed.get(0);
        int exit = switch (first) {
            case FILE -> java.nio.file.Files.exists(library) ? Exit.COMPUTER : Exit.NO_BOARD;
            case LOAD -> Exit.COMPUTER;
            case OPEN -> Exit.REFUSED;
            default -> Exit.CHECK;
        };
        if (first.isAboutTheFile()) { // no table: it would have nothing else in it
            throw new Failure(
                    exit,
                    library + ": "
                            + firstProblem.replace(
                                    ": " + library.toAbsolutePath().normalize(), ""));
        }
        String which = failed.stream().map(DriverTrial::name).collect(Collectors.joining(", "));
        throw new Failure(
                exit,
                library + ": " + (failed.size() == 1 ? "a step" : failed.size() + " steps") + " failed: " + which
                        + (first.isNeeded() ? ", and the rest was not tried" : ""));
    }
}
