package dev.platine.hal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsLinkTest extends LinkContract {
    private static final TestCertificates OURS = new TestCertificates("ours");
    private static final TestCertificates OTHERS = new TestCertificates("others");

    @TempDir
    private static Path folder;

    private static String query = "";

    @BeforeAll
    static void writeFiles() {
        query = OURS.query(folder, OURS.client("EC"));
    }

    @Override
    Peers.Pair connect() throws IOException {
        return connect(OURS, OURS.server("127.0.0.1", 5), query);
    }

    @Override
    int largeBytes() {
        return 500_000;
    }

    @Override
    int rounds() {
        return 8;
    }

    /** The engine allocates; this only says how much at most. */
    @Override
    double allocatedBytesPerExchange() {
        return 20_000;
    }

    @Override
    long bestLatenessNs() {
        return 4_000_000;
    }

    private static Peers.Pair connect(TestCertificates authority, TestCertificates.Identity server, String query)
            throws IOException {
        try (SSLServerSocket listener = listen(authority, server)) {
            CompletableFuture<SSLSocket> accepted = call(() -> {
                SSLSocket socket = (SSLSocket) listener.accept();
                try {
                    socket.startHandshake();
                } catch (IOException e) {
                    // The client's side says why.
                }
                return socket;
            });
            URI uri = URI.create("tls://127.0.0.1:" + listener.getLocalPort() + "/board" + query);
            Link link = Links.open(uri, in(10_000));
            return new Peers.Pair(link, Peers.socket(accepted.get(10, TimeUnit.SECONDS)));
        } catch (GeneralSecurityException | InterruptedException | ExecutionException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    private static SSLServerSocket listen(TestCertificates authority, TestCertificates.Identity server)
            throws GeneralSecurityException, IOException {
        SSLServerSocket listener = (SSLServerSocket) authority
                .serverContext(server)
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        listener.setNeedClientAuth(true);
        return listener;
    }

    private static void assertFails(Kind kind, String message, TestCertificates.Identity server, String query) {
        assertThatThrownBy(() -> connect(OURS, server, query).close())
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void shouldTakeKeysOfEachKind(String algorithm, @TempDir Path own) throws IOException {
        String files = OURS.query(own, OURS.client(algorithm));
        try (Peers.Pair pair = connect(OURS, OURS.server("127.0.0.1", 5), files)) {
            pair.peer().send(new byte[] {7}, 1);
            byte[] buffer = new byte[3];
            assertThat(pair.link().read(buffer, 0, 3, in(10_000)))
                    .as(pair.link().lossReason())
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldRunOverThePortableTransport() throws IOException {
        try (Peers.Pair pair = connect(OURS, OURS.server("127.0.0.1", 5), query + "&transport=nio")) {
            pair.peer().send(new byte[] {7}, 1);
            assertThat(pair.link().read(new byte[3], 0, 3, in(10_000))).isEqualTo(1);
        }
    }

    @Test
    void shouldCheckTheServersName() throws IOException {
        assertFails(Kind.PERMISSION, "is not for 127.0.0.1", OURS.server("rack.example", 5), query);
        assertFails(Kind.PERMISSION, "is not for other", OURS.server("127.0.0.1", 5), query + "&name=other.example");
        connect(OURS, OURS.server("rack.example", 5), query + "&name=rack.example")
                .close();
    }

    @Test
    void shouldRefuseAServerOfAnotherAuthority() {
        assertFails(Kind.PERMISSION, "is not from an authority in", OTHERS.server("127.0.0.1", 5), query);
    }

    @Test
    void shouldRefuseAServerWhoseCertificateExpired() {
        assertFails(Kind.PERMISSION, "has expired", OURS.server("127.0.0.1", -1), query);
    }

    @Test
    void shouldSayWhenTheServerRefusesOurCertificate(@TempDir Path own) throws IOException {
        TestCertificates.Identity stranger = OTHERS.client("EC");
        String files = OURS.query(own, stranger);
        try (Peers.Pair pair = connect(OURS, OURS.server("127.0.0.1", 5), files)) {
            assertThat(pair.link().read(new byte[3], 0, 3, in(10_000))).isEqualTo(Link.LOST);
            assertThat(pair.link().lossReason()).startsWith("refused by the far end: ");
        }
    }

    @Test
    void shouldSayWhyItWasRefusedWhenAWriteIsTheFirstToNotice(@TempDir Path own) throws IOException {
        String files = OURS.query(own, OTHERS.client("EC"));
        try (Peers.Pair pair = connect(OURS, OURS.server("127.0.0.1", 5), files)) {
            long endNs = in(10_000);
            int count = 1;
            while (count >= 0 && System.nanoTime() < endNs) {
                count = pair.link().writeSome(new byte[100], 0, 100, endNs);
            }
            assertThat(count).isEqualTo(Link.LOST);
            assertThat(pair.link().lossReason())
                    .startsWith("refused by the far end: ")
                    .contains("is cert=FILE from");
        }
    }

    @Test
    void shouldSayWhichFileIsWrong(@TempDir Path own) throws IOException {
        TestCertificates.Identity server = OURS.server("127.0.0.1", 5);
        String files = OURS.query(own, OURS.client("EC"));
        Path key = own.resolve("key.pem");
        String goodKey = Files.readString(key);

        TestCertificates.write(
                key, TestCertificates.pem("PRIVATE KEY", OURS.client("EC").key().getEncoded()));
        assertFails(Kind.MALFORMED, "does not belong to the certificate in", server, files);
        TestCertificates.write(key, goodKey.replace("PRIVATE", "RSA PRIVATE"));
        assertFails(Kind.MALFORMED, "must be PKCS#8", server, files);
        TestCertificates.write(key, TestCertificates.pem("PRIVATE KEY", new byte[] {1, 2, 3}));
        assertFails(Kind.MALFORMED, "garbled private key", server, files);
        TestCertificates.write(key, "");
        assertFails(Kind.MALFORMED, "holds no PEM private key", server, files);
        Files.delete(key);
        assertFails(Kind.NOT_FOUND, "no such file: " + key, server, files);

        Path cert = own.resolve("cert.pem");
        TestCertificates.write(cert, TestCertificates.pem("CERTIFICATE", new byte[] {1, 2, 3}));
        assertFails(Kind.MALFORMED, "garbled certificate in " + cert, server, files);
        TestCertificates.write(cert, TestCertificates.pem(OURS.server("x", -3).certificate()));
        assertFails(Kind.PERMISSION, "certificate in " + cert + " expired on ", server, files);
        TestCertificates.write(cert, goodKey);
        assertFails(Kind.MALFORMED, "holds no PEM certificate: " + cert, server, files);
        assertFails(Kind.MALFORMED, "needs cert=FILE", server, "?ca=" + cert);
    }

    @Test
    void shouldSayWhenTheFarEndSpeaksNoTls() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Boolean> answered = call(() -> {
                try (Peer peer = Peers.socket(server.accept())) {
                    byte[] line =
                            "hello, this is not TLS at all\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                    peer.send(line, line.length);
                    return peer.receive(new byte[1000]) > 0;
                }
            });
            URI uri = URI.create("tls://127.0.0.1:" + server.getLocalPort() + query);
            assertThatThrownBy(() -> Links.open(uri, in(10_000)))
                    .isInstanceOfSatisfying(
                            BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.PROTOCOL))
                    .hasMessageContaining("does not speak TLS 1.3");
            assertThat(answered.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void shouldGiveUpAHandshakeAtTheDeadline() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("tls://127.0.0.1:" + server.getLocalPort() + query);
            assertThatThrownBy(() -> Links.open(uri, in(200)))
                    .isInstanceOfSatisfying(
                            BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
                    .hasMessageContaining("no TLS answer from 127.0.0.1");
        }
    }
}
