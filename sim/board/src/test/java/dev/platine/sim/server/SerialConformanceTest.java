package dev.platine.sim.server;

import dev.platine.conformance.BoardConformance;
import dev.platine.conformance.BoardUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;

class SerialConformanceTest extends BoardConformance {
    @TempDir
    static Path directory;

    @Override
    protected BoardUnderTest start() {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/ptmx")), "no pseudo terminals here");
        return new RackUnderTest("serial", "pty:" + directory.resolve("ttyBoard"), "?baud=115200");
    }
}
