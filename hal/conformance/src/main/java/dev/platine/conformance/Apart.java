package dev.platine.conformance;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs test classes in a process of their own, because they need an environment that this one does not have, such as a library that
 * is loaded before all others. Give them names that the build does not take for tests.
 */
public final class Apart {
    private static final long MOST_S = 300;

    private Apart() {}

    /** Prints the reasons of tests that were skipped: they would be lost with the process. */
    private static final class Skipped implements TestExecutionListener {
        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
                String reason = result.getThrowable().map(Throwable::getMessage).orElse("");
                System.out.println("skipped: " + test.getDisplayName() + ": " + reason);
            }
        }
    }

    /**
     * Runs them.
     *
     * @param environment variables beside those of this process
     * @param classes JUnit 5 tests on this process's class path
     * @return what the process printed: skipped tests with their reasons, and the counts
     * @throws AssertionError when one fails, none was found, or it takes longer than five minutes
     */
    public static String run(Map<String, String> environment, Class<?>... classes) {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                Apart.class.getName()));
        Arrays.stream(classes).map(Class::getName).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Path log = Files.createTempFile("apart", ".log");
            Process process = builder.redirectOutput(log.toFile()).start();
            boolean ended = process.waitFor(MOST_S, TimeUnit.SECONDS);
            process.destroyForcibly();
            String said = Files.readString(log, StandardCharsets.UTF_8);
            Files.delete(log);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError((ended ? "failed" : "did not end within " + MOST_S + " s") + ":\n" + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * The process: runs the classes whose names it is given, one after the other.
     *
     * @param names of test classes
     * @throws ClassNotFoundException when one is not on the class path
     */
    public static void main(String[] names) throws ClassNotFoundException {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
                .configurationParameter("junit.jupiter.execution.timeout.default", "60 s")
                .configurationParameter("junit.jupiter.execution.timeout.thread.mode.default", "SEPARATE_THREAD");
        for (String name : names) {
            request.selectors(selectClass(Class.forName(name)));
        }
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request.build(), listener, new Skipped());
        TestExecutionSummary summary = listener.getSummary();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        summary.printFailuresTo(out, 30);
        out.println("apart: " + summary.getTestsSucceededCount() + " passed, " + summary.getTestsAbortedCount()
                + " skipped, " + summary.getTotalFailureCount() + " failed");
        boolean none = summary.getTestsSucceededCount() + summary.getTestsAbortedCount() == 0;
        System.exit(none || summary.getTotalFailureCount() > 0 ? 1 : 0);
    }
}
