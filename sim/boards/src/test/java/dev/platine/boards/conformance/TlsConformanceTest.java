package dev.platine.boards.conformance;

import dev.platine.conformance.Ability;
import dev.platine.conformance.BoardConformance;
import dev.platine.conformance.BoardUnderTest;
import dev.platine.conformance.RawConnection;
import dev.platine.conformance.SocketConnection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.io.TempDir;

/** The trial board over TLS. */
class TlsConformanceTest extends BoardConformance {
    @TempDir
    static Path folder = Path.of("");

    @Override
    protected BoardUnderTest start() throws Exception {
        Certificate certificate = new Certificate(folder);
        return new ServedBoard("tls", Specs.trial(), new Tls(certificate), EnumSet.noneOf(Ability.class));
    }

    private record Tls(Certificate certificate) implements ServedBoard.Way {
        @Override
        public String listen() {
            return "tls://127.0.0.1:0" + certificate.query();
        }

        @Override
        public String host(String endpoint) {
            return endpoint + certificate.query();
        }

        @Override
        public String other(String endpoint, String board) {
            return endpoint + "/" + board + certificate.query();
        }

        @Override
        public RawConnection raw(String endpoint) throws IOException {
            int port = URI.create(endpoint.replaceFirst("\\?.*", "")).getPort();
            SSLSocket socket =
                    (SSLSocket) certificate.context().getSocketFactory().createSocket("127.0.0.1", port);
            socket.startHandshake();
            return SocketConnection.over(socket);
        }
    }
}
