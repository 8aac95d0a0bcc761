package dev.platine.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunVerbTest {
    private static void bad(Cli.Result result, int exit, String... says) {
        assertThat(result.err()).startsWith("platine: ").contains(says).hasLineCount(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.exit()).isEqualTo(exit);
    }

    @Test
    void shouldListenUntilAskedToStop(@TempDir Path folder) throws Exception {
        Cli cli = Cli.piped();
        String socket = "unix://" + folder.resolve("board.sock");
        CompletableFuture<Cli.Result> ended = CompletableFuture.supplyAsync(
                () -> cli.execute("run", "ev-charger", "--listen", "tcp://127.0.0.1:0", "--listen", socket));
        await().atMost(Duration.ofSeconds(20)).until(() -> cli.printed().lines().count() == 2);
        List<String> uris = cli.printed()
                .lines()
                .map(line -> line.replace("listening ", ""))
                .toList();
        List<String> values = uris.stream()
                .map(uri -> Cli.run("get", uri, "plugged").out().strip())
                .toList();
        cli.stop().ask();
        Cli.Result result = ended.get(20, TimeUnit.SECONDS);

        assertThat(values).containsExactly("off", "off");
        assertThat(uris.get(0)).matches("tcp://127\\.0\\.0\\.1:\\d+");
        assertThat(uris.get(1)).isEqualTo(socket);
        assertThat(result.exit()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(folder.resolve("board.sock")).doesNotExist();
    }

    @Test
    void shouldEndAfterItsVirtualTime() {
        Cli.Result result =
                Cli.run("run", "ev-charger", "--listen", "tcp://127.0.0.1:0", "--speed", "max", "--for", "200ms");

        assertThat(result.exit()).isZero();
        assertThat(result.out().lines().reduce((first, second) -> second))
                .hasValueSatisfying(
                        line -> assertThat(line).startsWith("ended after ").endsWith(" of virtual time"));
    }

    @Test
    void shouldNameManyBoards() {
        Cli.Result result = Cli.run(
                "run",
                "ev-charger",
                "--count",
                "3",
                "--listen",
                "tcp://127.0.0.1:0",
                "--speed",
                "max",
                "--for",
                "10ms");

        assertThat(result.out().lines().limit(3))
                .satisfiesExactly(
                        line -> assertThat(line).matches("listening tcp://127\\.0\\.0\\.1:\\d+/ev-charger-1"),
                        line -> assertThat(line).endsWith("/ev-charger-2"),
                        line -> assertThat(line).endsWith("/ev-charger-3"));
    }

    @Test
    void shouldSayWhichPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String uri = "tcp://127.0.0.1:" + taken.getLocalPort();
            bad(Cli.run("run", "ev-charger", "--listen", uri), Exit.COMPUTER, uri);
        }
    }

    @Test
    void shouldSayWhatIsWrongWithTheBoard(@TempDir Path folder) throws IOException {
        Path broken = Files.writeString(folder.resolve("board.yaml"), "board: x\nnets: [\n");

        bad(Cli.run("run", "ev-chrager"), Exit.NO_BOARD, "ev-chrager", "ev-charger");
        bad(Cli.run("run", folder.resolve("none.yaml").toString()), Exit.COMPUTER, "none.yaml", "no such file");
        Cli.Result yaml = Cli.run("run", broken.toString());
        assertThat(yaml.exit()).isEqualTo(Exit.USAGE);
        assertThat(yaml.err().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches("platine: .*board\\.yaml:\\d+:\\d+: .*"));
    }

    @Test
    void shouldSayWhatIsWrongWithTheOptions() {
        bad(Cli.run("run", "ev-charger", "--listen", "http://x"), Exit.USAGE, "http://x");
        bad(Cli.run("run", "ev-charger", "--listen", "tcp://127.0.0.1:99999"), Exit.USAGE, "99999");
        bad(Cli.run("run", "ev-charger", "--speed", "0"), Exit.USAGE, "speed must be a number above 0");
        bad(Cli.run("run", "ev-charger", "--count", "0"), Exit.USAGE, "--count must be 1 to");
        bad(Cli.run("run", "ev-charger", "--for", "0s"), Exit.USAGE, "--for must be");
        bad(Cli.run("run", "ev-charger", "ev-charger"), Exit.USAGE, "two boards are called ev-charger");
        bad(Cli.run("run"), Exit.USAGE, "'BOARD'");
    }
}
