package dev.platine.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.benchmarks.contender.Contender;
import dev.platine.benchmarks.contender.Reach;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EchoFloorTest {
    private static final FrameSizes SIZES = new FrameSizes(34, 90);

    @Test
    void shouldExchangeOverTcpOneConnectionAfterAnother() throws Exception {
        try (EchoServer server = EchoServer.start(Reach.TCP, Reach.address("0"), SIZES)) {
            for (int connection = 0; connection < 3; connection++) {
                try (Contender floor = EchoFloor.connect(Reach.TCP, server.address(), SIZES)) {
                    floor.exchange();
                    floor.exchange();
                }
            }
        }
    }

    @Test
    void shouldExchangeOverAUnixSocketAndRemoveItsFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("floor.sock");
        SocketAddress address = Reach.address(file.toString());
        try (EchoServer server = EchoServer.start(Reach.UNIX, address, SIZES);
                Contender floor = EchoFloor.connect(Reach.UNIX, server.address(), SIZES)) {
            floor.exchange();
            assertThat(Reach.text(server.address())).isEqualTo(file.toString());
        }
        assertThat(Files.exists(file)).isFalse();
    }

    @Test
    void shouldSayWhenTheServerIsGone() throws Exception {
        EchoServer server = EchoServer.start(Reach.TCP, Reach.address("0"), SIZES);
        try (Contender floor = EchoFloor.connect(Reach.TCP, server.address(), SIZES)) {
            floor.exchange();
            server.close();
            assertThatThrownBy(() -> {
                        floor.exchange();
                        floor.exchange();
                    })
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
