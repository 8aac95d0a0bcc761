package dev.platine.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.sim.spec.BoardSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} with firmware in C. */
@Tag("native")
class HostedVerbTest {
    private static final String BLINKER = """
            #include "platine_firmware.h"
            static struct platine_block *block;
            const struct platine_firmware platine_firmware = {
                PLATINE_FIRMWARE_HEADER, .name = "blinker", .pins = {{.name = "lamp", .kind = PLATINE_PIN_OUT}}};
            int64_t platine_firmware_init(struct platine_block *given) { block = given; return 0; }
            int64_t platine_firmware_step(int64_t now_ns) {
                platine_pin_set(block, 0, block->steps % 2 == 0);
                if (now_ns >= (int64_t) platine_parameter(block, "abortAtNs", 1e18)) {
                    abort();
                }
                return now_ns + 1000000;
            }
            void platine_firmware_exit(void) {}
            """;

    @TempDir
    static Path folder;

    static Path library;

    @BeforeAll
    static void compile() throws Exception {
        Path compiler = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(each -> Path.of(each, "cc"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(compiler != null, "there is no C compiler (cc) on the PATH");
        Path source = Files.writeString(folder.resolve("blinker.c"), BLINKER);
        library = folder.resolve("libblinker.so");
        Process process = new ProcessBuilder(
                        String.valueOf(compiler),
                        "-shared",
                        "-fPIC",
                        "-I../board/src/main/c",
                        "-o",
                        library.toString(),
                        source.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static Path board(String body) throws IOException {
        return Files.writeString(
                Files.createTempDirectory(folder, "board").resolve("board.yaml"), """
                board: blinker
                summary: a lamp that blinks
                vendor: Platine
                model: B-1
                hardware: A
                serial: "1"
                firmware: "1"
                nets: {lamp: the lamp, gnd: ground}
                parts:
                  ground: {type: supply, pins: {out: gnd}, with: {voltageV: 0, external: true}}
                  lamp: {type: led, pins: {anode: lamp, cathode: gnd}}
                channels:
                  lamp: {kind: digital, direction: input}
                body:
                """ + body.indent(2));
    }

    private static Cli.Result run(Path board, String... more) {
        List<String> arguments = new java.util.ArrayList<>(
                List.of("run", board.toString(), "--listen", "tcp://127.0.0.1:0", "--speed", "max", "--for", "50ms"));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(new String[0]));
    }

    private static void ends(Cli.Result result) {
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("listening tcp://", "ended after ");
        assertThat(result.exit()).isZero();
    }

    @Test
    void shouldRunWhatTheBoardOrTheOptionNames() throws IOException {
        String hosted = "hosted: {library: " + library + ", pins: {lamp: lamp}}";
        ends(run(board(hosted)));
        ends(run(board(hosted), "--no-isolate"));
        ends(run(board("hosted: {library: " + library + ", isolate: false, pins: {lamp: lamp}}"), "--isolate"));
        Path other = board("hosted: {library: not-built-yet.so, pins: {lamp: lamp}}");
        ends(run(other, "--firmware", library.toString()));
        ends(run(other, "--firmware", library.toString(), "--no-isolate"));
        Path beside = board("hosted: {library: libnear.so, pins: {lamp: lamp}}");
        Files.copy(library, beside.resolveSibling("libnear.so"));
        ends(run(beside));
    }

    @Test
    void shouldTakeTheWatchdogOfTheOptionBeforeTheBoards() throws IOException {
        Path yaml = board("hosted: {library: " + library + ", watchdogMs: 500, pins: {lamp: lamp}}");
        BoardSpec spec = BoardSpec.load(yaml);
        assertThat(spec.body().watchdogMs()).isEqualTo(500);
        assertThat(HostedFirmware.NONE.around(spec).body().watchdogMs()).isEqualTo(500);
        assertThat(new HostedFirmware(library, null, null).around(spec).body().watchdogMs())
                .isEqualTo(500);
        assertThat(new HostedFirmware(library, null, 700).around(spec).body().watchdogMs())
                .isEqualTo(700);
        ends(run(yaml, "--watchdog", "20s"));
    }

    @Test
    void shouldLiveWhenTheFirmwareDies() throws IOException {
        Cli.Result result =
                run(board("hosted: {library: " + library + ", pins: {lamp: lamp}, with: {abortAtNs: 10e6}}"));
        assertThat(result.out()).contains("ended after ");
        assertThat(result.exit()).isZero();
    }

    private static void bad(Cli.Result result, int exit, String... says) {
        assertThat(result.err()).startsWith("platine: ").contains(says).hasLineCount(1);
        assertThat(result.exit()).isEqualTo(exit);
    }

    @Test
    void shouldSayWhatIsWrong() throws IOException {
        Path other = board("hosted: {library: not-built-yet.so, pins: {lmap: lamp}}");
        bad(run(other), Exit.USAGE, "not-built-yet.so: no such file");
        bad(run(other, "--firmware", library.toString()), Exit.USAGE, "pin 'lamp' (did you mean 'lmap'?)");
        bad(run(other, "--firmware", "/nowhere.so"), Exit.COMPUTER, "firmware /nowhere.so: no such file");
        bad(run(other, "--firmware", other.toString()), Exit.USAGE, "is not a shared library (ELF)");
        bad(
                Cli.run("run", "ev-charger", "--isolate"),
                Exit.USAGE,
                "--isolate is for firmware in C",
                "add --firmware LIBRARY");
        bad(Cli.run("run", "ev-charger", "--watchdog", "1s"), Exit.USAGE, "--watchdog is for isolated firmware in C");
        bad(
                run(other, "--firmware", library.toString(), "--no-isolate", "--watchdog", "1s"),
                Exit.USAGE,
                "has hosted firmware");
        bad(run(other, "--watchdog", "1ms"), Exit.USAGE, "--watchdog must be 10ms to 10min: 1ms");
        bad(run(other, "ev-charger", "--firmware", "x"), Exit.USAGE, "--firmware is for one board");
    }
}
