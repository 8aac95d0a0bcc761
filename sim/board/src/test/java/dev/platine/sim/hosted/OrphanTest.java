package dev.platine.sim.hosted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.sim.rack.Rack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Isolated firmware does not outlive the simulator, however that ends. */
@Tag("native")
class OrphanTest {
    /** The simulator of the test: runs until it is killed. */
    public static final class Simulator {
        private Simulator() {}

        /** Arguments: the library, and what the firmware does. */
        public static void main(String[] arguments) {
            Map<String, ?> parameters = Map.of("bad", arguments[1], "badAt", 5e6);
            try (Rack rack = Rack.builder()
                    .board("b", TrialBoard.of("isolated", Path.of(arguments[0]), parameters))
                    .withoutThread()
                    .build()) {
                rack.advance(4_000_000);
                System.out.println("ready");
                while (true) {
                    rack.advance(1_000_000);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "loop"})
    void shouldEndWithTheSimulator(String what, @TempDir Path folder) throws IOException {
        Path library = CCompiler.library(folder, "trial", "trial.c");
        Process simulator = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Simulator.class.getName(),
                        library.toString(),
                        what)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = new BufferedReader(new InputStreamReader(simulator.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("ready");
            List<Long> children =
                    simulator.descendants().map(ProcessHandle::pid).toList();
            assertThat(children).as("who watches, and the firmware").hasSize(2);
            simulator.destroyForcibly();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(children).noneMatch(OrphanTest::runs));
        } finally {
            simulator.destroyForcibly();
        }
    }

    // A process that has ended but was not yet collected by whoever is its parent now does not run.
    private static boolean runs(long pid) {
        try {
            return !Files.readString(Path.of("/proc/" + pid + "/stat")).matches("(?s).*\\) [ZX] .*");
        } catch (IOException gone) {
            return false;
        }
    }
}
