package dev.platine.benchmarks.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** QEMU's board with the same microcontroller. One thread. */
final class Qemu {
    /** What is said where there is none. */
    static final String NOT_INSTALLED = "qemu-system-arm is not installed (Debian: qemu-system-arm): without QEMU";

    private static final String PROGRAM = "qemu-system-arm";
    private static final long SYSTICK_HZ = 168_000_000;
    private static final long NS = 1_000_000_000;

    private final Path elf;
    private final boolean counted;

    /**
     * A way to run programs.
     *
     * @param folder for a file
     * @param counted whether time is counted by instructions, one a nanosecond ({@code -icount shift=0}); else it runs freely
     */
    Qemu(Path folder, boolean counted) {
        this.elf = folder.resolve(counted ? "counted.elf" : "free.elf");
        this.counted = counted;
    }

    static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, PROGRAM)));
    }

    /** Its version, as it tells it. */
    static String version() throws IOException {
        return Timed.run(List.of(PROGRAM, "--version"))
                .text()
                .lines()
                .findFirst()
                .orElse(PROGRAM);
    }

    /**
     * Cycles of its SysTick for a time in instructions: one instruction is a nanosecond.
     *
     * @param instructions how many, 0 for no interrupts
     */
    static int reload(int instructions) {
        return (int) (instructions * SYSTICK_HZ / NS);
    }

    Timed run(Workload workload, int rounds, int reload) throws IOException {
        Program.of(workload, rounds, reload).write(elf);
        List<String> command = new ArrayList<>(List.of(PROGRAM, "-M", "netduinoplus2", "-nographic"));
        command.addAll(List.of("-monitor", "none", "-serial", "none", "-semihosting", "-kernel", elf.toString()));
        if (counted) {
            command.addAll(List.of("-icount", "shift=0"));
        }
        return Timed.run(command);
    }
}
