package dev.platine.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.engine.choice.EngineChoice;
import dev.platine.sim.emulated.EmulatedBody;
import dev.platine.sim.rack.Rack;
import dev.platine.sim.spec.BoardSpec;
import dev.platine.sim.spec.Catalogue;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The choice of the engine: by option, by {@code board.yaml} and in Java. What a board does is the same with each. */
class EngineVerbTest {
    @TempDir
    Path folder;

    private Path firmware(String name) throws Exception {
        Path file = folder.resolve(name);
        if (Files.notExists(file)) {
            try (InputStream in = Objects.requireNonNull(EngineVerbTest.class.getResourceAsStream(name))) {
                Files.copy(in, file);
            }
        }
        return file;
    }

    private Cli.Result run(String... more) {
        return Cli.run(Stream.concat(
                        Stream.of("run", "--speed", "max", "--listen", "unix://" + folder.resolve("s")),
                        Arrays.stream(more))
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello.elf", "tasks.elf", "rtt.elf"})
    void shouldTellTheSameEventsWithEachEngine(String name) throws Exception {
        Path firmware = firmware(name);
        Path usual = folder.resolve("usual.jsonl");
        assertThat(run("nucleo-f446re", "--firmware", firmware + "", "--for", "350ms", "--events", usual + "")
                        .exit())
                .isZero();
        for (String engine : EngineChoice.names()) {
            Path events = folder.resolve(engine + ".jsonl");
            Cli.Result result = run(
                    "nucleo-f446re",
                    "--firmware",
                    firmware + "",
                    "--for",
                    "350ms",
                    "--events",
                    events + "",
                    "--engine",
                    engine);
            assertThat(result.err()).isEmpty();
            assertThat(result.exit()).isZero();
            assertThat(events).as(engine).hasSameTextualContentAs(usual);
        }
        assertThat(usual).content().contains("reset");
    }

    @Test
    void shouldTakeTheNameInAnyLetters() throws Exception {
        Cli.Result result =
                run("nucleo-f446re", "--firmware", firmware("hello.elf") + "", "--for", "1ms", "--engine", "Compiler");
        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
    }

    @Test
    void shouldLeaveBoardsOfOtherKindsInARackWithOneAlone() throws Exception {
        Cli.Result result = run(
                "nucleo-f446re",
                "ev-charger",
                "--firmware",
                "nucleo-f446re=" + firmware("hello.elf"),
                "--for",
                "1ms",
                "--engine",
                "interpreter");
        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
    }

    @ParameterizedTest
    @EnumSource(EngineChoice.class)
    void shouldBeAsTheBoardsFileSays(EngineChoice engine) throws Exception {
        Path file = board("engine: " + engine);
        BoardSpec spec = new Catalogue().load(file.toString());
        assertThat(engineOf(spec)).isEqualTo(engine);
        for (EngineChoice other : EngineChoice.values()) {
            assertThat(engineOf(spec.withBody(spec.body().withEngine(other)))).isEqualTo(other);
        }
    }

    @Test
    void shouldBeAutoWhereNobodySays() throws Exception {
        assertThat(engineOf(new Catalogue().load(board("hseMhz: 8").toString())))
                .isEqualTo(EngineChoice.AUTO);
    }

    @Test
    void shouldTellWhereAFileNamesNoEngine() throws Exception {
        Cli.Result result = run(board("engine: fast").toString(), "--for", "1ms");
        assertThat(result.exit()).isEqualTo(Exit.USAGE);
        assertThat(result.err())
                .contains("board.yaml:")
                .contains("engine")
                .contains("interpreter", "compiler", "auto")
                .hasLineCount(1);
    }

    @Test
    void shouldBeInTheHelpAndTheCompletion() {
        assertThat(Cli.run("run", "--help").out()).contains("--engine=ENGINE", "interpreter, compiler");
        assertThat(Cli.run("completion").out()).contains("\"interpreter\" \"compiler\" \"auto\"");
    }

    private Path board(String line) throws Exception {
        return Files.writeString(folder.resolve("board.yaml"), """
                board: bare
                summary: a chip and a lamp
                vendor: nobody
                model: bare
                hardware: "1"
                serial: "1"
                firmware: none
                nets: {lamp: a net}
                channels: {}
                body:
                  emulated:
                    chip: stm32f446
                    %s
                    pins: {PA5: lamp}
                """.formatted(line));
    }

    private static EngineChoice engineOf(BoardSpec spec) {
        try (Rack rack = Rack.builder().board("a", spec).withoutThread().build()) {
            return ((EmulatedBody) rack.board("a").body()).engine();
        }
    }
}
