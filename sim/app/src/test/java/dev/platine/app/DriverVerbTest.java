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
                .contains("drive      skip   outputs stay safe; --outputs drives them")
                .contains("ready: open it as native:");
        assertThat(result.out().lines().filter(line -> line.contains(" ok "))).hasSize(16);
        assertThat(result.exit()).isEqualTo(Exit.OK);
    }

    @Test
    void shouldDriveTheOutputsOfTheSampleWhenAskedTo() {
        Cli.Result result = Cli.run("driver", "check", sample.toString(), "unit=3", "--outputs");

        assertThat(result.out())
                .contains("drive      ok     4 outputs within their ranges, and safe behind their lifetimes")
                .contains("ready: open it as native:");
        assertThat(result.exit()).isEqualTo(Exit.OK);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stuck   | drive      fail   valve reads back as 0.0, set was 10.0
            mixed   | drive      fail   valve reads back as 0.0, set was 10.0
            endless | drive      fail   says that it keeps lifetimes, but 50 ms after the end of one valve reads back as 10.0
            """)
    void shouldFindWhatOnlyDrivenOutputsShow(String how, String line) {
        Cli.Result still = Cli.run("driver", "check", bad.toString(), "how=" + how);
        assertThat(still.out()).doesNotContain(" fail ");
        assertThat(still.exit()).isEqualTo(Exit.OK);

        Cli.Result result = Cli.run("driver", "check", bad.toString(), "how=" + how, "--outputs");
        assertThat(result.out()).contains(line);
        assertThat(result.err()).isEqualToIgnoringNewLines("platine: " + bad + ": a step failed: drive");
        assertThat(result.exit()).isEqualTo(Exit.CHECK);
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
    void shouldTellFilesThatAreNoDriversInOneLine() throws Exception {
        Path text = Files.writeString(folder.resolve("text.so"), "INPUT(libx.so)");

        Path none = folder.resolve("none.so");
        Path other = compile(Files.writeString(folder.resolve("other.c"), "int other = 1;"), "other.so");

        noDriver(none, Exit.NO_BOARD, "no such file");
        noDriver(text, Exit.COMPUTER, "is no ELF file, so no shared library of Linux");
        noDriver(other, Exit.CHECK, "is no driver: platine_driver_hello, ");
        assertThat(Cli.run("driver", "check", sample.toString(), "unit").exit()).isEqualTo(Exit.USAGE);
        assertThat(Cli.run("driver").exit()).isEqualTo(Exit.USAGE);
    }

    private static void noDriver(Path file, int exit, String why) {
        Cli.Result result = Cli.run("driver", "check", file.toString());
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("platine: " + file + ": " + why).hasLineCount(1);
        assertThat(result.err().split(file.toString(), -1))
                .as("names the file once")
                .hasSize(2);
        assertThat(result.exit()).isEqualTo(exit);
    }
}
