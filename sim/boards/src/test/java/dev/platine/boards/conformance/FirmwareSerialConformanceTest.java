package dev.platine.boards.conformance;

import dev.platine.conformance.Ability;
import dev.platine.conformance.BoardConformance;
import dev.platine.conformance.BoardUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;

/** The charging station's firmware in C over a serial line: one user at a time, and nobody simulates a bench. */
class FirmwareSerialConformanceTest extends BoardConformance {
    @TempDir
    static Path folder = Path.of("");

    @Override
    protected BoardUnderTest start() {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/ptmx")), "no pseudo terminals here");
        return new FirmwareUnderTest(
                List.of("--realtime", "--pty", "--link", folder.resolve("tty").toString()),
                EnumSet.of(Ability.MANY_CLIENTS, Ability.BENCH, Ability.RAW_BYTES));
    }
}
