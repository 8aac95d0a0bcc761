package dev.platine.boards.conformance;

import dev.platine.conformance.Ability;
import dev.platine.conformance.BoardConformance;
import dev.platine.conformance.BoardUnderTest;
import dev.platine.conformance.RawConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;

/** A serial line has one user at a time: no second client, and so no bench beside the first. */
class SerialConformanceTest extends BoardConformance {
    @TempDir
    static Path folder = Path.of("");

    @Override
    protected BoardUnderTest start() {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/ptmx")), "no pseudo terminals here");
        return new ServedBoard(
                "serial",
                Specs.evCharger(),
                new Pty(folder.resolve("tty")),
                EnumSet.of(Ability.MANY_CLIENTS, Ability.BENCH, Ability.RAW_BYTES));
    }

    private record Pty(Path link) implements ServedBoard.Way {
        @Override
        public String listen() {
            return "pty:" + link;
        }

        @Override
        public String host(String endpoint) {
            return endpoint + "?baud=1000000";
        }

        @Override
        public String other(String endpoint, String board) {
            return endpoint + "?baud=1000000&board=" + board;
        }

        @Override
        public RawConnection raw(String endpoint) {
            throw new UnsupportedOperationException(endpoint);
        }
    }
}
