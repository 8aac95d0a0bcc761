package dev.platine.mcu.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import dev.platine.mcu.core.Engine;
import dev.platine.mcu.engine.Interpreter;
import dev.platine.mcu.engine.TestEngines;
import dev.platine.mcu.engine.compiler.Compilers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The tests of processors, chips and test firmware, carried out again with the compiler as their engine. Of the firmware all that can be
 * seen is compared with the same run by the interpreter: lines, pins, resets, registers, memories, times.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SuiteTest {
    private static final String BASE = "dev.platine.mcu.";

    /** What came of some tests: how many passed, what failed, and the prints of the machines that each of them made. */
    private static final class Outcome implements TestExecutionListener {
        final List<String> failures = new ArrayList<>();
        final Map<String, List<String>> prints = new TreeMap<>();
        int passed;

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (!test.isTest()) {
                result.getThrowable().ifPresent(e -> failures.add(test.getDisplayName() + ": " + e));
                return;
            }
            prints.put(test.getUniqueId(), TestEngines.prints());
            passed += result.getStatus() == TestExecutionResult.Status.SUCCESSFUL ? 1 : 0;
            result.getThrowable()
                    .filter(e -> result.getStatus() == TestExecutionResult.Status.FAILED)
                    .ifPresent(e -> failures.add(test.getUniqueId() + ": " + e));
        }
    }

    private static Outcome carryOut(Supplier<Engine> engines, DiscoverySelector selector, String chip) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selector)
                .filters(TagFilter.excludeTags("slow", "proof", "native", "fuzz", "speed"))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .configurationParameter("junit.jupiter.execution.timeout.thread.mode.default", "SAME_THREAD")
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                .configurationParameter(OneChip.PARAMETER, chip)
                .build();
        Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .build());
        Outcome outcome = new Outcome();
        TestEngines.with(engines, () -> launcher.execute(request, outcome));
        return outcome;
    }

    @Test
    void shouldSeeTheSameOfProcessors() {
        compare(Compilers.eager(), selectPackage(BASE + "core"), "", 50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"debug", "regression", "bus", "peripheral.flash"})
    void shouldPassWithTheCompiler(String name) {
        passes(Compilers.eager(), name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"engine.KernelsTest", "engine.PreemptTest"})
    void shouldSeeTheSameOfPrograms(String name) {
        compare(Compilers.eager(), selectClass(BASE + name), "", 1);
    }

    @Test
    void shouldSeeTheSameOfTestFirmwareOnOneChip() {
        compareGuests(Compilers::eager, "STM32F446");
    }

    /** The interpreter's own methods, called by regions, for every operation. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "core",
                "trust.HotCodeTest",
                "trust.RandomLoopsTest",
                "trust.ReproducersTest",
                "engine.PreemptTest"
            })
    void shouldPassWithAnEmptyTableOfIntrinsics(String name) {
        passes(Compilers.withoutIntrinsics(), name);
    }

    /** Where the JDK lets generated code have no plain access to arrays. */
    @ParameterizedTest
    @ValueSource(strings = {"trust.HotCodeTest", "trust.ReproducersTest"})
    void shouldPassWithCheckedAccess(String name) {
        passes(Compilers.checked(), name);
    }

    @Tag("proof")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "core",
                "debug",
                "regression",
                "bus",
                "engine.KernelsTest",
                "trust.InterruptsTest",
                "trust.SequencesTest",
                "trust.DebuggersTest"
            })
    void shouldPassAllWithAnEmptyTableOfIntrinsics(String name) {
        passes(Compilers.withoutIntrinsics(), name);
    }

    @Tag("proof")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "core",
                "engine.KernelsTest",
                "engine.PreemptTest",
                "trust.InterruptsTest",
                "trust.RandomLoopsTest",
                "trust.SequencesTest"
            })
    void shouldPassAllWithCheckedAccess(String name) {
        passes(Compilers.checked(), name);
    }

    @Tag("proof")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    @Test
    void shouldSeeTheSameOfTestFirmwareOnAllChips() {
        compareGuests(Compilers::eager, "");
    }

    @Tag("proof")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    @Test
    void shouldSeeTheSameOfTestFirmwareUnderARation() {
        compareGuests(Compilers::rationed, "STM32F407");
    }

    @Tag("proof")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    @Test
    void shouldSeeTheSameOfTestFirmwareWithAnEmptyTableOfIntrinsics() {
        Outcome seen = compare(Compilers.withoutIntrinsics(), selectPackage(BASE + "guest"), "STM32F446", 25);
        assertThat(seen.passed).isPositive();
    }

    private static void passes(Supplier<Engine> engines, String name) {
        boolean oneClass = name.endsWith("Test");
        Outcome outcome = carryOut(engines, oneClass ? selectClass(BASE + name) : selectPackage(BASE + name), "");
        assertThat(outcome.failures).isEmpty();
        assertThat(outcome.passed).isPositive();
    }

    private static void compareGuests(Function<Consumer<byte[]>, Supplier<Engine>> engines, String chip) {
        AtomicInteger classes = new AtomicInteger();
        compare(engines.apply(bytes -> classes.incrementAndGet()), selectPackage(BASE + "guest"), chip, 25);
        assertThat(classes.get()).as("translated regions").isGreaterThan(100);
    }

    /** The tests pass with the interpreter and with another engine, and their machines have the same prints, at least so many. */
    private static Outcome compare(Supplier<Engine> engines, DiscoverySelector selector, String chip, int least) {
        Outcome expected = carryOut(Interpreter::new, selector, chip);
        Outcome seen = carryOut(engines, selector, chip);
        assertThat(expected.failures).isEmpty();
        assertThat(seen.failures).isEmpty();
        assertThat(seen.passed).isPositive().isEqualTo(expected.passed);
        assertThat(expected.prints.values().stream().mapToInt(List::size).sum()).isGreaterThanOrEqualTo(least);
        assertThat(seen.prints.keySet()).isEqualTo(expected.prints.keySet());
        seen.prints.forEach((test, prints) -> assertThat(prints).as(test).isEqualTo(expected.prints.get(test)));
        return seen;
    }
}
