package dev.platine.hal.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What links over sockets do besides. */
abstract class SocketLinkContract extends LinkContract {
    @Test
    void shouldStillWriteWhenThePeerEndedItsOutput() throws IOException {
        try (Peers.Pair pair = connect()) {
            pair.peer().send(new byte[] {9}, 1);
            pair.peer().endOutput();
            byte[] buffer = new byte[10];
            assertThat(pair.link().read(buffer, 0, 10, in(10_000))).isEqualTo(1);
            assertThat(pair.link().read(buffer, 0, 10, in(10_000))).isEqualTo(Link.LOST);
            assertThat(pair.link().lossReason()).isEqualTo("closed by peer");
            assertThat(pair.link().write(buffer, 0, 10, in(10_000))).isEqualTo(Link.OK);
            assertThat(pair.peer().receiveAll(10)).startsWith(9);
        }
    }
}
