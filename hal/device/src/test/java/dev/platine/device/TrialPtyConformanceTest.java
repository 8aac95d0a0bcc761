package dev.platine.device;

import dev.platine.conformance.Ability;
import dev.platine.conformance.BoardConformance;
import dev.platine.conformance.BoardUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;

/** The trial board in C on a serial line. */
class TrialPtyConformanceTest extends BoardConformance {
    @TempDir
    static Path folder = Path.of("");

    @Override
    protected BoardUnderTest start() {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/ptmx")), "no pseudo terminals here");
        return new TrialBoard(
                "pty:" + folder.resolve("tty"), EnumSet.of(Ability.MANY_CLIENTS, Ability.BENCH, Ability.RAW_BYTES));
    }
}
