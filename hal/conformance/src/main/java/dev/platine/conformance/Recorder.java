package dev.platine.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Keeps the result of each behaviour and writes them when the class is done, one line each, in the order of their ids. */
final class Recorder implements TestWatcher, AfterAllCallback {
    private final Map<String, Result> results = new ConcurrentHashMap<>();

    private void add(ExtensionContext context, Result.Outcome outcome, String reason) {
        Method method = context.getRequiredTestMethod();
        Behaviour behaviour = method.getAnnotation(Behaviour.class);
        if (behaviour != null) {
            String kind = kind(context);
            String sentence = Sentences.sentence(method.getName());
            results.put(behaviour.value(), new Result(kind, behaviour.value(), sentence, outcome, reason));
        }
    }

    private static String kind(ExtensionContext context) {
        return ((BoardConformance) context.getRequiredTestInstance()).subject().kind();
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        add(context, Result.Outcome.PASSED, "");
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        add(context, Result.Outcome.FAILED, String.valueOf(cause.getMessage()));
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        String reason = String.valueOf(cause.getMessage()).replaceFirst("^Assumption failed: ", "");
        add(context, Result.Outcome.SKIPPED, reason);
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        add(context, Result.Outcome.SKIPPED, reason.orElse("disabled"));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (results.isEmpty()) {
            return;
        }
        Map<String, Result> ordered = new TreeMap<>(Result.BY_ID);
        ordered.putAll(results);
        StringBuilder lines = new StringBuilder();
        ordered.values().forEach(result -> lines.append(result.toJson()).append('\n'));
        Path folder = Path.of(System.getProperty("platine.conformance.dir", "target/conformance"));
        try {
            Files.createDirectories(folder);
            String file = kind(context) + "-" + context.getRequiredTestClass().getSimpleName() + ".jsonl";
            Files.writeString(folder.resolve(file), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
