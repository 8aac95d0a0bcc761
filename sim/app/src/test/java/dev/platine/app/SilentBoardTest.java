package dev.platine.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** Somebody listens, and says nothing: no answer in time, which is not the same as no board. */
class SilentBoardTest {
    @Test
    void shouldExitWithTheCodeOfNoAnswer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Cli.Result result =
                    Cli.run("get", "tcp://127.0.0.1:" + silent.getLocalPort(), "phase", "--timeout", "200ms");

            assertThat(result.err())
                    .startsWith("platine: ")
                    .contains("hello: no answer in time")
                    .hasLineCount(1);
            assertThat(result.exit()).isEqualTo(Exit.LINK);
        }
    }
}
