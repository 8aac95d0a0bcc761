package dev.platine.sim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.hal.Board;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.Boards;
import dev.platine.hal.OpenOptions;
import dev.platine.sim.rack.Rack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a server listens, as a host finds it. */
class EndpointsTest {
    static {
        LeakWatch.install();
    }

    private static final OpenOptions OPTIONS =
            OpenOptions.DEFAULT.withReconnect(false).withConnectDeadline(Duration.ofSeconds(30));

    @TempDir
    Path directory;

    private final Rack rack = TestBoards.rack("left", "right");

    @AfterEach
    void close() {
        rack.close();
    }

    private RackServer serve(String uri) {
        return RackServer.builder(rack).listen(uri).start();
    }

    private static void assertOpens(String uri, String name) {
        try (Board board = Boards.open(uri, OPTIONS)) {
            assertThat(board.info().name()).isEqualTo(name);
            assertThat(board.digitalInput("din0").read()).isFalse();
        }
    }

    private static void assertKind(Kind kind, org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String text) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(text);
    }

    @Test
    void shouldServeOverAUnixSocketAndTidyUp() throws IOException {
        Path path = directory.resolve("rack.sock");
        try (RackServer server = serve("unix://" + path)) {
            String uri = server.endpoints().get(0).uri("right");
            assertThat(uri).isEqualTo("unix://" + path + "?board=right");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-------");
            assertOpens(uri, "right");
            assertKind(Kind.BUSY, () -> serve("unix://" + path), "another server listens there");
            assertOpens(uri, "right");
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void shouldReplaceASocketThatADeadServerLeft() throws IOException {
        Path path = directory.resolve("rack.sock");
        try (var dead = java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
            dead.bind(java.net.UnixDomainSocketAddress.of(path));
        }
        assertThat(path).exists();
        try (RackServer server = serve("unix://" + path)) {
            assertOpens(server.endpoints().get(0).uri(), "left");
        }
    }

    @Test
    void shouldNotTouchAFileThatIsNoSocket() throws IOException {
        Path path = Files.writeString(directory.resolve("notes.txt"), "keep me");
        assertKind(Kind.BUSY, () -> serve("unix://" + path), "no socket is in the way");
        assertThat(path).hasContent("keep me");
        assertKind(Kind.UNREACHABLE, () -> serve("unix://" + directory + "/none/x.sock"), "no such directory");
    }

    @Test
    void shouldAskBothEndsForCertificates() throws IOException {
        TlsFiles files = new TlsFiles(directory);
        try (RackServer server = serve("tls://127.0.0.1:0" + files.query("server"))) {
            String uri = server.endpoints().get(0).uri();
            assertThat(uri).startsWith("tls://127.0.0.1:").endsWith("/left");
            assertOpens(uri + files.query("client"), "left");
            assertThatThrownBy(() -> Boards.open(uri + files.query("stranger"), OPTIONS))
                    .isInstanceOf(BoardException.class)
                    .hasMessageContaining("refused by the far end: ");
            assertOpens(uri + files.query("client"), "left");
        }
        assertKind(
                Kind.NOT_FOUND,
                () -> serve("tls://127.0.0.1:0?cert=/none.pem&key=/none.key&ca=/none.pem"),
                "no such file: /none.pem");
        String mixed = files.query("server").replace("server.key", "client.key");
        assertKind(Kind.MALFORMED, () -> serve("tls://127.0.0.1:0" + mixed), "does not belong to the certificate");
        Path ca = directory.resolve("ca.pem");
        assertKind(
                Kind.MALFORMED,
                () -> serve("tls://127.0.0.1:0?cert=" + ca + "&key=" + ca + "&ca=" + ca),
                "holds no PEM private key");
    }

    @Test
    void shouldServeASerialLineToOneHostAfterTheOther() {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/ptmx")), "no pseudo terminals here");
        Path link = directory.resolve("ttyBoard");
        try (RackServer server = serve("pty:" + link)) {
            String uri = server.endpoints().get(0).uri("right");
            assertThat(uri).isEqualTo("serial://" + link + "?board=right");
            for (int i = 0; i < 3; i++) {
                assertOpens(uri + "&baud=115200", "right");
            }
            assertKind(Kind.BUSY, () -> serve("pty:" + link), "is in the way");
        }
        assertThat(Files.isSymbolicLink(link)).isFalse();
    }

    @Test
    void shouldTakeOverTheLinkOfAServerThatIsGone() throws IOException {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/ptmx")), "no pseudo terminals here");
        Path link = Files.createSymbolicLink(directory.resolve("ttyLeft"), Path.of("/dev/pts/none"));
        try (RackServer server = serve("pty:" + link)) {
            assertOpens(server.endpoints().get(0).uri("left"), "left");
        }
        assertKind(
                Kind.UNREACHABLE, () -> serve("pty:" + directory + "/none/tty"), "is there such a directory, and may");
    }

    /** The kernel gives the terminal of a server that was killed to the next one, so its link leads somewhere again. */
    @Test
    void shouldKnowALinkThatNobodyUses() throws IOException {
        Path ours = Files.createFile(directory.resolve("ours"));
        Path other = Files.createFile(directory.resolve("other"));
        Path none = directory.resolve("none");

        assertThat(PtyEndpoint.isStale(Files.createSymbolicLink(directory.resolve("a"), none), ours))
                .isTrue();
        assertThat(PtyEndpoint.isStale(Files.createSymbolicLink(directory.resolve("b"), ours), ours))
                .isTrue();
        assertThat(PtyEndpoint.isStale(Files.createSymbolicLink(directory.resolve("c"), other), ours))
                .isFalse();
        assertThat(PtyEndpoint.isStale(other, ours)).isFalse();
        assertThat(PtyEndpoint.isStale(none, ours)).isFalse();
    }

    @Test
    void shouldListenInSeveralPlacesAtOnce() {
        String socket = "unix://" + directory.resolve("rack.sock");
        try (RackServer server = RackServer.builder(rack)
                .listen("tcp://:0")
                .listen(socket)
                .eventLoops(2)
                .start()) {
            assertThat(server.endpoints()).hasSize(2);
            server.endpoints().forEach(endpoint -> assertOpens(endpoint.uri("right"), "right"));
        }
        assertKind(
                Kind.UNREACHABLE,
                () -> RackServer.builder(rack)
                        .listen(socket)
                        .listen("tcp://192.0.2.1:0")
                        .start(),
                "no such address");
        assertThat(directory.resolve("rack.sock"))
                .as("what was begun is undone")
                .doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://127.0.0.1:0        | must be tcp://HOST:PORT",
                "127.0.0.1:4000            | must be tcp://HOST:PORT",
                "tcp://127.0.0.1           | must be tcp://HOST:PORT",
                "tcp://127.0.0.1:70000     | port must be 0 (any) to 65535: 70000",
                "tcp://127.0.0.1:x         | port must be",
                "tcp://127.0.0.1:0/left    | must be tcp://HOST:PORT",
                "tcp://127.0.0.1:0?a=b     | takes nothing behind ?",
                "tls://127.0.0.1:0         | needs cert, key and ca",
                "unix:relative.sock        | absolute path",
                "unix:///tmp/x?y           | KEY=VALUE",
            })
    void shouldSayWhichFormAnEndpointHas(String uri, String text) {
        assertKind(Kind.MALFORMED, () -> RackServer.builder(rack).listen(uri), text);
    }

    @Test
    void shouldRefuseAPathTooLongForASocket() {
        assertKind(Kind.MALFORMED, () -> serve("unix:///tmp/" + "x".repeat(120)), "at most 107 bytes: 125");
    }
}
