package dev.platine.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A board that runs with {@code --gdb}, and GDB itself, where there is one, driven by scripts. */
final class GdbProgram {
    static final Duration LONG = Duration.ofMinutes(2);

    private final Path folder;
    private final Cli cli = Cli.piped();

    GdbProgram(Path folder) {
        this.folder = folder;
    }

    /** A test firmware as a file. */
    Path firmware(String name) throws IOException {
        Path file = folder.resolve(name);
        if (Files.notExists(file)) {
            try (InputStream in = Objects.requireNonNull(GdbProgram.class.getResourceAsStream(name))) {
                Files.copy(in, file);
            }
        }
        return file;
    }

    /** Runs a board halted in front of its first instruction; the ports for GDB. */
    List<Integer> board(Path firmware, int boards, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "nucleo-f446re",
                "--firmware",
                firmware.toString(),
                "--listen",
                "unix://" + folder.resolve("s"),
                "--speed",
                "max",
                "--gdb",
                "0",
                "--gdb-wait"));
        arguments.addAll(List.of(more));
        CompletableFuture<Cli.Result> end =
                CompletableFuture.supplyAsync(() -> cli.execute(arguments.toArray(String[]::new)), command -> {
                    Thread thread = new Thread(command, "run");
                    thread.setDaemon(true);
                    thread.start();
                });
        await().atMost(LONG).until(() -> end.isDone() || ports().size() == boards);
        return ports();
    }

    private List<Integer> ports() {
        return cli.printed()
                .lines()
                .filter(line -> line.startsWith("gdb tcp://127.0.0.1:"))
                .map(line -> Integer.parseInt(line.substring(20)))
                .toList();
    }

    String complained() {
        return cli.complained();
    }

    void stop() {
        cli.stop().ask();
    }

    /** What GDB says to scripts, each of which an error ends. */
    String run(String... scripts) throws Exception {
        Path debugger = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(each -> Stream.of(Path.of(each, "gdb-multiarch"), Path.of(each, "arm-none-eabi-gdb")))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(debugger != null, "no GDB for ARM (Debian: gdb-multiarch)");
        Path output = Files.createTempFile(folder, "gdb", ".txt");
        List<String> command =
                new ArrayList<>(List.of(String.valueOf(debugger), "-batch", "-nx", "-iex", "set auto-load no"));
        for (String script : scripts) {
            Path file = Files.createTempFile(folder, "script", ".gdb");
            Files.writeString(
                    file,
                    "set confirm off\nset pagination off\nset width 0\nset remotetimeout 100\nset tcp connect-timeout 100\n"
                            + script);
            command.add("-x");
            command.add(file.toString());
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(
                        Files.createTempFile(folder, "no", "input").toFile()))
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(output);
        assertThat(ended).as(text).isTrue();
        return text;
    }
}
