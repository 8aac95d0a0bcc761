package dev.platine.conformance.linux;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.TestAbortedException;

/** Runs test classes one after the other in a JVM of their own, with an environment, and gives each result as a test of this JVM. */
final class ChildTests {
    private static final String MARK = "platine-child-result ";
    private static final long DEADLINE_S = 900;

    private ChildTests() {}

    /** What became of a test there. */
    private record Outcome(String name, String status, String text) {}

    static Stream<DynamicTest> run(String prefix, Map<String, String> environment, Class<?>... classes)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=4",
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ChildTests.class.getName()));
        for (Class<?> one : classes) {
            command.add(one.getName());
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        List<String> lines = new ArrayList<>();
        CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> read(process, lines));
        if (!process.waitFor(DEADLINE_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        reading.orTimeout(10, TimeUnit.SECONDS).join();
        return results(prefix, process.exitValue(), lines).stream();
    }

    private static void read(Process process, List<String> lines) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(lines::add);
        } catch (IOException e) {
            lines.add(e.toString());
        }
    }

    private static List<DynamicTest> results(String prefix, int exit, List<String> lines) {
        List<DynamicTest> tests = new ArrayList<>();
        StringBuilder other = new StringBuilder();
        for (String line : lines) {
            if (line.startsWith(MARK)) {
                String[] words = line.substring(MARK.length()).split(" ", -1);
                tests.add(test(prefix, new Outcome(text(words[0]), words[1], text(words[2]))));
            } else {
                other.append(line).append('\n');
            }
        }
        boolean ended = exit == 0 && !tests.isEmpty();
        System.out.println(prefix + tests.size() + " tests ran in a process of their own"); // says which of the two ran
        tests.add(DynamicTest.dynamicTest(prefix + "the process ended well", () -> {
            if (!ended) {
                throw new AssertionError("exit " + exit + " after " + lines.size() + " lines:\n" + other);
            }
        }));
        return tests;
    }

    private static DynamicTest test(String prefix, Outcome outcome) {
        return DynamicTest.dynamicTest(prefix + outcome.name(), () -> {
            if (outcome.status().equals("ABORTED")) {
                throw new TestAbortedException(outcome.text());
            }
            if (!outcome.status().equals("SUCCESSFUL")) {
                throw new AssertionError(outcome.text());
            }
        });
    }

    private static String text(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The other process. */
    public static void main(String[] args) {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
                .configurationParameter("junit.jupiter.execution.timeout.default", "60 s")
                .configurationParameter("junit.jupiter.execution.timeout.thread.mode.default", "SEPARATE_THREAD");
        for (String name : args) {
            request.selectors(DiscoverySelectors.selectClass(name));
        }
        LauncherDiscoveryRequest built = request.build();
        LauncherFactory.create().execute(built, new Teller(System.out));
        System.exit(0);
    }

    /** Tells each result in a line. */
    private static final class Teller implements TestExecutionListener {
        private final PrintStream out;

        Teller(PrintStream out) {
            this.out = out;
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            boolean told = test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL;
            if (told) {
                StringWriter text = new StringWriter();
                result.getThrowable().ifPresent(thrown -> {
                    if (thrown instanceof TestAbortedException) {
                        text.append(thrown.getMessage());
                    } else {
                        thrown.printStackTrace(new PrintWriter(text));
                    }
                });
                tell(test, result.getStatus().name(), text.toString());
            }
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            tell(test, "ABORTED", reason);
        }

        private void tell(TestIdentifier test, String status, String text) {
            out.println(MARK + base64(test.getDisplayName()) + " " + status + " " + base64(text));
            out.flush();
        }
    }
}
