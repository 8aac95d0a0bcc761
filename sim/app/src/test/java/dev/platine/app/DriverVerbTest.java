package dev.platine.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code platine driver check}: each driver is tried in a JVM of its own, so that even one that crashes ends no test. */
@Tag("native")
class DriverVerbTest {
    private static final Path HAL = Path.of("..", "..", "hal").toAbsolutePath().normalize();

    @TempDir
    static Path folder = Path.of("");

    private static Path sample = Path.of("");
    private static Path bad = Path.of("");

    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/cc")), "no C compiler (Debian: gcc libc6-dev)");
        sample = compile(HAL.resolve("driver/sample/sample.c"), "sample.so");
        bad = compile(HAL.resolve("src/test/resources/dev/platine/hal/nativedriver/bad.c"), "bad.so");
    }

    private static Path compile(Path source, String name) throws IOException, InterruptedException {
        Path library = folder.resolve(name);
        Process cc = new ProcessBuilder(List.of(
                        "/usr/bin/cc",
                        "-std=c99",
                        "-shared",
                        "-fPIC",
                        "-pthread",
                        "-I",
                        HAL.resolve("driver/include").toString(),
                        "-o",
                        library.toString(),
                        source.toString()))
                .inheritIO()
                .start();
        assertThat(cc.waitFor(60, TimeUnit.SECONDS) && cc.exitValue() == 0)
                .as(source.toString())
                .isTrue();
        return library;
    }

    @Test
    void shouldPassTheSample() {
        Cli.Result result = Cli.run("driver", "check", sample.toString(), "unit=2");

        assertThat(result.out())
                .doesNotContain(" fail ")
                .doesNotContain(" warn ")
                .contains("ready: open it as native:");
        assertThat(result.out().lines().filter(line -> line.contains(" ok "))).hasSize(16);
        assertThat(result.exit()).isEqualTo(Exit.OK);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            crash  | 10 | safe       crash  died of SIGSEGV in
            abort  | 10 | safe       crash  died of SIGABRT
            exit   | 10 | safe       crash  ended its process with code 3
            block  | 11 | safe       blocks did not return within 1500 ms
            nan    | 5  | safe       fail   the driver gave NaN
            beside | 5  | blocks     fail   4 bytes beside them changed
            late   | 5  | close      fail   blocks were written after close returned
            twice  | 5  | describe   fail   must be unique on a board: name=level
            refuse | 6  | open       fail   the driver does not understand its configuration: no such port 3
            """)
    void shouldSayWhatIsWrong(String how, int exit, String line) {
        Cli.Result result = Cli.run("driver", "check", bad.toString(), "how=" + how, "--patience", "1500ms");

        assertThat(result.out()).contains(line);
        assertThat(result.err().lines()).hasSize(1).first().asString().startsWith("platine: " + bad);
        assertThat(result.exit()).isEqualTo(exit);
    }

    @Test
    void shouldTellFilesThatAreNoDrivers() throws IOException {
        Path text = Files.writeString(folder.resolve("text.so"), "INPUT(libx.so)");

        assertThat(Cli.run("driver", "check", folder.resolve("none.so").toString())
                        .exit())
                .isEqualTo(Exit.NO_BOARD);
        assertThat(Cli.run("driver", "check", text.toString()).exit()).isEqualTo(Exit.COMPUTER);
        assertThat(Cli.run("driver", "check", sample.toString(), "unit").exit()).isEqualTo(Exit.USAGE);
        assertThat(Cli.run("driver").exit()).isEqualTo(Exit.USAGE);
    }
}
