package dev.platine.hal.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;

class TcpLinkTest {
    private static long in(long ms) {
        return System.nanoTime() + ms * 1_000_000;
    }

    @Test
    void shouldCarryBytesBothWaysAndTellTheEnd() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Link link = Links.open(URI.create("tcp://127.0.0.1:" + server.getLocalPort()), in(1000));
                Socket peer = server.accept()) {
            byte[] buffer = new byte[10];
            assertThat(link.write(new byte[] {1, 2, 3}, 0, 3, in(1000))).isEqualTo(Link.OK);
            assertThat(peer.getInputStream().readNBytes(3)).containsExactly(1, 2, 3);
            assertThat(link.read(buffer, 0, 10, in(20))).isZero();
            assertThat(link.read(buffer, 0, 10, in(120))).isZero();
            peer.getOutputStream().write(new byte[] {4, 5});
            assertThat(link.read(buffer, 0, 10, in(1000))).isEqualTo(2);
            assertThat(buffer).startsWith(4, 5);
            peer.close();
            assertThat(link.read(buffer, 0, 10, in(1000))).isEqualTo(Link.LOST);
            assertThat(link.lossReason()).isEqualTo("closed by peer");
        }
    }
}
