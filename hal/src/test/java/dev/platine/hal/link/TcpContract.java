package dev.platine.hal.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What links over TCP do besides. */
abstract class TcpContract extends SocketLinkContract {
    @Test
    void shouldSayThatThePeerReset() throws IOException {
        try (Peers.Pair pair = connect()) {
            pair.peer().reset();
            assertThat(pair.link().read(new byte[10], 0, 10, in(10_000))).isEqualTo(Link.LOST);
            assertThat(pair.link().lossReason()).isEqualTo("connection reset by peer");
        }
    }
}
