package dev.platine.boards.conformance;

import dev.platine.conformance.Ability;
import dev.platine.conformance.BoardConformance;
import dev.platine.conformance.BoardUnderTest;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The charging station's firmware in C on a Unix socket, where peers may say what they like. */
class FirmwareUnixConformanceTest extends BoardConformance {
    @TempDir
    static Path folder = Path.of("");

    @Override
    protected BoardUnderTest start() {
        return new FirmwareUnderTest(
                List.of("--realtime", "--unix", folder.resolve("board.sock").toString()),
                EnumSet.of(Ability.MANY_CLIENTS, Ability.BENCH));
    }
}
