package dev.platine.mcu.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.core.Cpu;
import dev.platine.mcu.engine.compiler.Compilers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** HotSpot leaves methods of more than 8,000 bytes to its interpreter: none of ours is that long, written or generated. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class MethodSizesTest {
    private static final int LIMIT = 8_000;

    @Test
    void shouldHaveNoMethodThatHotSpotDoesNotCompile() throws Exception {
        Map<String, Integer> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(classes())) {
            files.filter(file -> file.toString().endsWith(".class"))
                    .forEach(file -> sizes.put(
                            String.valueOf(file.getFileName()).replace(".class", ""),
                            Compilers.longestMethod(read(file))));
        }
        assertThat(sizes)
                .containsKeys(
                        "Interpreter",
                        "Groups",
                        "FloatOps",
                        "CompilingEngine",
                        "Region",
                        "Reach",
                        "Regions",
                        "Cpu",
                        "Bus",
                        "Memory",
                        "Processor",
                        "Exceptions",
                        "RunLoop");
        assertThat(sizes.get("Interpreter")).as("it is measured").isGreaterThan(1_000);
        assertThat(sizes).allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(LIMIT));
    }

    private static Path classes() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(Cpu.class.getProtectionDomain().getCodeSource())
                .getLocation()
                .toURI());
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Straight code without end, of the instructions whose bytecode is longest: it becomes regions that are short enough. */
    @Test
    void shouldKeepGeneratedMethodsBelowTheLimit() {
        AtomicInteger longest = new AtomicInteger();
        AtomicInteger made = new AtomicInteger();
        Both both = new Both(Compilers.eager(bytes -> {
            made.incrementAndGet();
            longest.accumulateAndGet(Compilers.longestMethod(bytes), Math::max);
        }));
        for (long seed = 1; seed <= 5; seed++) {
            assertThat(both.difference(Loops.longPlan(seed).warm(2))).isEmpty();
        }
        assertThat(made.get()).isGreaterThan(10);
        assertThat(longest.get()).isBetween(LIMIT * 3 / 4, LIMIT);
    }
}
