package dev.platine.sim.server;

import dev.platine.conformance.BoardConformance;
import dev.platine.conformance.BoardUnderTest;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class UnixConformanceTest extends BoardConformance {
    @TempDir
    static Path directory;

    @Override
    protected BoardUnderTest start() {
        return new RackUnderTest("unix", "unix://" + directory.resolve("board.sock"), "");
    }
}
