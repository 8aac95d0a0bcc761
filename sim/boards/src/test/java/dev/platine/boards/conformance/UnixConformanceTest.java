package dev.platine.boards.conformance;

import dev.platine.conformance.Ability;
import dev.platine.conformance.BoardConformance;
import dev.platine.conformance.BoardUnderTest;
import dev.platine.conformance.RawConnection;
import dev.platine.conformance.SocketConnection;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.io.TempDir;

/** The trial board over a Unix socket. */
class UnixConformanceTest extends BoardConformance {
    @TempDir
    static Path folder = Path.of("");

    @Override
    protected BoardUnderTest start() {
        Path socket = folder.resolve("trial.sock");
        return new ServedBoard("unix", Specs.trial(), new Unix(socket), EnumSet.noneOf(Ability.class));
    }

    private record Unix(Path socket) implements ServedBoard.Way {
        @Override
        public String listen() {
            return "unix://" + socket;
        }

        @Override
        public String host(String endpoint) {
            return endpoint;
        }

        @Override
        public String other(String endpoint, String board) {
            return endpoint + "?board=" + board;
        }

        @Override
        public RawConnection raw(String endpoint) throws IOException {
            return SocketConnection.connect(UnixDomainSocketAddress.of(socket));
        }
    }
}
