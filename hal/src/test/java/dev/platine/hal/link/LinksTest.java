package dev.platine.hal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
    private static void assertFails(String uri, Kind kind, String message) {
        assertThatThrownBy(
                        () -> Links.open(URI.create(uri), LinkContract.in(2000)).close())
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(message)
                .hasMessageStartingWith(uri + ": open: ")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tcp://127.0.0.1                     | port must be 1 to 65535: port=-1 (form: tcp://HOST:PORT[/BOARD])",
                "tcp://127.0.0.1:0                   | port must be 1 to 65535: port=0",
                "tcp://127.0.0.1:70000               | port must be 1 to 65535: port=70000",
                "tcp:7400                            | no host",
                "tcp://127.0.0.1:board               | no host, or a port that is no number",
                "tcp:///board                        | no host",
                "tcp://me@127.0.0.1:7400             | no host",
                "tcp://127.0.0.1:7400/a/b            | a board's name has no slash: path=/a/b",
                "tcp://127.0.0.1:7400#x              | no # part is known",
                "tcp://127.0.0.1:7400?spin=1         | unknown key 'spin', known are transport",
                "tcp://127.0.0.1:7400?transport=x    | must be one of auto, native, nio: transport=x",
                "tcp://127.0.0.1:7400?transport=     | needs a value: transport=",
                "tcp://127.0.0.1:7400?transport      | needs a value: transport=",
                "tcp://127.0.0.1:7400?transport=nio&transport=nio | given twice: transport",
                "tcp://127.0.0.1:7400?               | unknown key ''",
                "udp://127.0.0.1:7400                | must be one of tcp, tls, unix, serial, can: scheme=udp",
                "unix:socket                         | needs an absolute path (form: unix:///PATH",
                "unix://socket                       | needs an absolute path",
                "unix:///                            | needs an absolute path",
                "unix:@                              | needs an absolute path",
                "serial:ttyUSB0                      | needs an absolute path",
                "serial:///dev/x?baud=fast           | must be 50 to 20000000: baud=fast",
                "serial:///dev/x?baud=49             | must be 50 to 20000000: baud=49",
                "serial:///dev/x?baud=99999999999    | must be 50 to 20000000: baud=99999999999",
                "serial:///dev/x?parity=mark         | must be one of none, even, odd: parity=mark",
                "serial:///dev/x?stop=1.5            | must be one of 1, 2: stop=1.5",
                "serial:///dev/x?data=7              | must be one of 8: data=7",
                "serial:///dev/x?flow=xonxoff        | must be one of none, rtscts: flow=xonxoff",
                "serial:///dev/x?speed=9600          | unknown key 'speed', known are baud, data, parity, stop, flow",
                "can:///can0?tx=1&rx=2               | needs an interface, a name of 1 to 15 characters (form: can://INTERFACE",
                "can://a-name-too-long-?tx=1&rx=2    | needs an interface",
                "can://can0                          | needs tx=IDENTIFIER",
                "can://can0?tx=0x700                 | needs rx=IDENTIFIER",
                "can://can0?tx=0x700&rx=1792         | tx and rx must differ: tx=0x700",
                "can://can0?tx=0x20000000&rx=1       | must be 0 to 536870911: tx=0x20000000",
                "can://can0?tx=701&rx=x              | must be 0 to 536870911: rx=x",
                "can://can0?tx=1&rx=2&stmin=128      | must be 0 to 127 (ms) or 0xF1 to 0xF9",
                "can://can0?tx=1&rx=2&bytes=28       | must be 8, 12, 16, 20, 24, 32, 48 or 64: bytes=28",
                "can://can0?tx=1&rx=2&pad=256        | must be 0 to 255: pad=256",
                "can://can0?tx=1&rx=2&speed=1        | unknown key 'speed', known are tx, rx, address, pad, block, stmin, bytes",
                "tls://127.0.0.1:7400                | needs cert=FILE (form: tls://HOST:PORT",
            })
    void shouldSayWhatIsWrongWithAUri(String uri, String message) {
        assertFails(uri, Kind.MALFORMED, message);
    }

    @Test
    void shouldTakeTheBoardsNameFromTheUri() {
        assertThat(Links.board(URI.create("tcp://h:1/ev-charger"))).isEqualTo("ev-charger");
        assertThat(Links.board(URI.create("tcp://h:1/"))).isEmpty();
        assertThat(Links.board(URI.create("tcp://[::1]:1"))).isEmpty();
        assertThat(Links.board(URI.create("unix:///run/a%20b?board=x%2by"))).isEqualTo("x+y");
        assertThat(Links.board(URI.create("serial:///dev/ttyUSB0?baud=9600"))).isEmpty();
        assertThat(Links.schemes())
                .allSatisfy(scheme -> assertThat(Links.form(scheme)).startsWith(scheme + ":"));
    }

    @Test
    void shouldSayWhatIsMissingForCan() {
        assertThatThrownBy(() -> Links.open(URI.create("can://nocan7?tx=0x701&rx=0x700"), LinkContract.in(2000)))
                .isInstanceOfSatisfying(
                        BoardException.class,
                        e -> assertThat(e.kind()).isIn(Kind.UNSUPPORTED, Kind.NOT_FOUND)) // without CAN, and with it
                .hasMessageMatching(
                        "can://nocan7.*: open: (this kernel has no CAN - modprobe can-raw|no CAN interface nocan7 - .*)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?transport=nio"})
    void shouldSayThatNothingListens(String query, @TempDir Path folder) throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        assertFails(
                "tcp://127.0.0.1:" + port + query,
                Kind.UNREACHABLE,
                "nothing listens on 127.0.0.1:" + port + " - is the board running?");
        Path path = folder.resolve("socket");
        assertFails("unix://" + path + query, Kind.NOT_FOUND, "no such socket: " + path);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
        }
        assertFails("unix://" + path + query, Kind.UNREACHABLE, "nothing listens on " + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?transport=nio"})
    void shouldTellAHostThatDoesNotExist(String query) {
        // A label of more than 63 letters: the system refuses it without asking the network.
        String host = "x".repeat(64) + ".invalid";
        assertFails("tcp://" + host + ":7400" + query, Kind.NOT_FOUND, "no such host: " + host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?transport=nio"})
    void shouldTryEveryAddressOfAHost(String query) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
                Link link = Links.open(
                        URI.create("tcp://localhost:" + server.getLocalPort() + query), LinkContract.in(5000))) {
            assertThat(link.describe()).isEqualTo("tcp localhost:" + server.getLocalPort());
        }
    }

    @Test
    void shouldConnectOverIpVersion6() throws IOException {
        ServerSocket listening;
        try {
            listening = new ServerSocket(0, 5, InetAddress.getByName("::1"));
        } catch (IOException e) {
            assumeFalse(true, "no IPv6 on this machine: " + e.getMessage());
            return;
        }
        try (ServerSocket server = listening;
                Link link = Links.open(URI.create("tcp://[::1]:" + server.getLocalPort()), LinkContract.in(5000))) {
            assertThat(link.describe()).isEqualTo("tcp [::1]:" + server.getLocalPort());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?transport=nio"})
    void shouldGiveUpConnectingAtTheDeadline(String query) throws IOException {
        List<SocketChannel> waiting = new ArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // The queue of who is not accepted yet is soon full; the kernel then leaves attempts without an answer.
            for (int i = 0; i < 4; i++) {
                SocketChannel channel = SocketChannel.open();
                waiting.add(channel);
                channel.configureBlocking(false);
                channel.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
            }
            long start = System.nanoTime();
            URI uri = URI.create("tcp://127.0.0.1:" + server.getLocalPort() + query);
            assertThatThrownBy(() -> Links.open(uri, start + 100_000_000))
                    .isInstanceOfSatisfying(
                            BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
                    .hasMessageContaining("no answer from 127.0.0.1:" + server.getLocalPort() + " in time");
            assertThat(System.nanoTime() - start).isBetween(100_000_000L, 2_000_000_000L);
        } finally {
            for (SocketChannel channel : waiting) {
                channel.close();
            }
        }
    }

    @Test
    void shouldGiveUpWaitingForAUnixSocketsQueue(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("socket");
        List<Link> waiting = new ArrayList<>();
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path), 1);
            URI uri = URI.create("unix://" + path);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 10; i++) {
                            waiting.add(Links.open(uri, LinkContract.in(100)));
                        }
                    })
                    .isInstanceOf(BoardException.class)
                    .hasMessageContaining("no answer from " + path + " in time");
        } finally {
            waiting.forEach(Link::close);
        }
    }

    @Test
    void shouldRefuseATooLongSocketPath() {
        assertFails("unix:///" + "x".repeat(120), Kind.MALFORMED, "must be at most 107 bytes: path=/xxx");
        assertFails("unix:@" + "x".repeat(120), Kind.MALFORMED, "must be at most 108 bytes: path=@xxx");
    }

    @Test
    void shouldTellAnAbstractSocketThatIsNotThere() {
        assertFails("unix:@platine-no-such-name", Kind.UNREACHABLE, "nothing listens on @platine-no-such-name");
        assertFails("unix:@name?transport=nio", Kind.UNSUPPORTED, "abstract names need the native transport");
    }

    @Test
    void shouldTellDevicesThatAreNone(@TempDir Path folder) throws IOException {
        assertFails("serial:///dev/ttyNoSuch", Kind.NOT_FOUND, "no such device: /dev/ttyNoSuch - is it plugged in?");
        assertFails("serial:///dev/null", Kind.UNSUPPORTED, "not a serial line: /dev/null");
        Path file = Files.createFile(folder.resolve("file"));
        assertFails("serial://" + file, Kind.UNSUPPORTED, "not a serial line: " + file);
    }

    @Test
    void shouldSayThatAUserHasNoRight(@TempDir Path folder) throws IOException {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may open everything");
        Path file = Files.createFile(
                folder.resolve("file"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
        assertFails("serial://" + file, Kind.PERMISSION, "no right to " + file);
    }
}
