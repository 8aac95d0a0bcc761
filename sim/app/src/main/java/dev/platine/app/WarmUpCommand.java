package dev.platine.app;

import dev.platine.mcu.chip.Rehearsal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Runs verbs briefly, so that the launcher can archive the classes that they load. What they print goes nowhere. */
@Command(
        addMethodSubcommands = false,
        name = "warm-up",
        hidden = true,
        description = "Used by the launcher to prepare a faster start.")
final class WarmUpCommand implements Callable<Integer> {
    private final Context context;

    WarmUpCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        rehearse("--help");
        rehearse("--version");
        rehearse("boards");
        rehearse("loop");
        rehearse("run", "ev-charger", "--listen", "tcp://127.0.0.1:0", "--speed", "max", "--for", "10ms");
        emulated();
        try (Simulation simulation = Simulation.start(List.of("ev-charger"), 1, 1, List.of("tcp://127.0.0.1:0"))) {
            simulation.run(1);
            String uri = simulation.uris().get(0);
            rehearse("inspect", uri);
            rehearse("get", uri, "plugged", "--json");
            rehearse("set", uri, "lamp", "0.1", "--for", "1s");
            rehearse("watch", uri, "--for", "50ms");
            rehearse("bench", uri, "list");
            rehearse("loop", uri, "--period", "2ms", "--for", "50ms", "--json");
        }
        return Exit.OK;
    }

    /** A board with a chip, with what runs of tests are given most; the engine translates. */
    private void emulated() {
        try {
            Path folder = Files.createTempDirectory("platine-warm-up");
            try {
                Path firmware = Files.write(folder.resolve("firmware.elf"), Rehearsal.elf());
                Path script = Files.writeString(folder.resolve("steps.yaml"), "- {at: 1ms, press: B1}\n");
                String socket = "unix://" + folder.resolve("socket");
                for (String engine : List.of("compiler", "auto")) {
                    rehearse(
                            "run",
                            "nucleo-f446re",
                            "--firmware=" + firmware,
                            "--engine=" + engine,
                            "--exit-on=semihosting",
                            "--uart=usart2=file:" + folder.resolve("said"),
                            "--script=" + script,
                            "--events=" + folder.resolve("events"),
                            "--listen=" + socket,
                            "--speed=max",
                            "--for=1s");
                }
            } finally {
                remove(folder);
            }
        } catch (IOException noSpace) {
            // starts are slower
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }

    private void rehearse(String... arguments) {
        StringWriter nowhere = new StringWriter();
        Console console = new Console(new PrintWriter(nowhere), new PrintWriter(nowhere), false, false, 100);
        Main.execute(new Context(console, new Stop(), context.environment(), context.properties()), arguments);
    }
}
