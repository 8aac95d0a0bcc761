package dev.platine.benchmarks.engines;

import dev.platine.benchmarks.engines.EnginesOptions.Way;
import dev.platine.mcu.engine.choice.EngineChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a program by one of our engines in a process of its own, in one of two ways. One thread. */
final class WholeProcess {
    private static final String BOARD = "stm32f4-discovery";
    /** Of virtual time, as tests have one: more than any of the programs needs. */
    private static final String LIMIT = "10s";
    /** From this JDK on it has to be allowed. */
    private static final int UNSAFE_ASKED = 23;

    private final Way way;
    private final EngineChoice engine;
    private final Path elf;
    private final Path home;

    /**
     * A way to run programs.
     *
     * @param home the folder of the benchmarks
     * @param folder for a file
     */
    WholeProcess(Way way, EngineChoice engine, Path home, Path folder) {
        this.way = way;
        this.engine = engine;
        this.home = home;
        elf = folder.resolve("ours.elf");
    }

    /** Which way. */
    String name() {
        return way.words();
    }

    Timed run(Workload workload, int rounds) throws IOException {
        Program.of(workload, rounds, workload.tickInstructions()).write(elf);
        return Timed.run(way == Way.COMMAND ? command() : jvm());
    }

    private List<String> command() {
        return List.of(
                home.resolve("../platine").normalize().toString(),
                "run",
                BOARD,
                "--firmware",
                elf.toString(),
                "--engine",
                engine.toString(),
                "--speed",
                "max",
                "--exit-on",
                "semihosting",
                "--for",
                LIMIT,
                "--listen",
                "tcp://127.0.0.1:0");
    }

    private List<String> jvm() {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(GuestProcess.JVM);
        if (Runtime.version().feature() >= UNSAFE_ASKED) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        Path archive = Path.of(System.getProperty("platine.engines.archive", ""));
        if (Files.isRegularFile(archive)) {
            command.add("-XX:SharedArchiveFile=" + archive);
        }
        String jars = System.getProperty("platine.engines.jars", System.getProperty("java.class.path"));
        command.addAll(List.of("-cp", jars, GuestProcess.class.getName()));
        command.addAll(List.of(GuestProcess.WHOLE, elf.toString(), engine.toString()));
        return command;
    }
}
