package dev.platine.boards.conformance;

import dev.platine.conformance.Ability;
import dev.platine.conformance.BoardConformance;
import dev.platine.conformance.BoardUnderTest;
import dev.platine.conformance.RawConnection;
import dev.platine.conformance.SocketConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumSet;

/** The charger of the catalogue over TCP. */
class TcpConformanceTest extends BoardConformance {
    @Override
    protected BoardUnderTest start() {
        return new ServedBoard("tcp", Specs.evCharger(), new Tcp(), EnumSet.noneOf(Ability.class));
    }

    static final class Tcp implements ServedBoard.Way {
        @Override
        public String listen() {
            return "tcp://127.0.0.1:0";
        }

        @Override
        public String host(String endpoint) {
            return endpoint;
        }

        @Override
        public String other(String endpoint, String board) {
            return endpoint + "/" + board;
        }

        @Override
        public RawConnection raw(String endpoint) throws IOException {
            return SocketConnection.connect(
                    new InetSocketAddress("127.0.0.1", URI.create(endpoint).getPort()));
        }
    }
}
