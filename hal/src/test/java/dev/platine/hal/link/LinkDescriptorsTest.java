package dev.platine.hal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.hal.BoardException;
import dev.platine.hal.linux.Pty;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Counts the file descriptors of this process, so it runs alone. */
@Isolated
@EnabledOnOs(OS.LINUX)
class LinkDescriptorsTest {
    /** A link of some kind, opened and closed with its far end. */
    interface Maker {
        Peers.Pair make() throws IOException;
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    private static void assertLeaksNothing(Maker maker) throws IOException {
        maker.make().close(); // loads classes and opens what is kept
        long before = descriptors();
        for (int i = 0; i < 100; i++) {
            maker.make().close();
        }
        assertThat(descriptors())
                .as("descriptors after many times; what others of this process open or close late is less")
                .isLessThan(before + 20);
    }

    @Test
    void shouldGiveBackTcpSockets() throws IOException {
        assertLeaksNothing(() -> Peers.tcp(""));
        assertLeaksNothing(() -> Peers.tcp("?transport=nio"));
    }

    @Test
    void shouldGiveBackUnixSockets() throws IOException {
        assertLeaksNothing(() -> Peers.unix(""));
        assertLeaksNothing(() -> Peers.unix("?transport=nio"));
    }

    @Test
    void shouldGiveBackSerialLinesAndPseudoTerminals() throws IOException {
        assertLeaksNothing(() -> Peers.serial("?baud=9600"));
    }

    @Test
    void shouldGiveBackWhatFailedToOpen(@TempDir Path folder) throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        try (Pty pty = Pty.open();
                Link holder = Links.open(URI.create("serial://" + pty.path()), LinkContract.in(1000))) {
            String[] uris = {
                "tcp://127.0.0.1:" + port,
                "tcp://127.0.0.1:" + port + "?transport=nio",
                "unix://" + folder + "/none",
                "unix://" + folder + "/none?transport=nio",
                "serial:///dev/null",
                "serial://" + pty.path(),
            };
            long before = 0;
            for (int i = -1; i < 30; i++) {
                if (i == 0) {
                    before = descriptors();
                }
                for (String uri : uris) {
                    assertThatThrownBy(() -> Links.open(URI.create(uri), LinkContract.in(1000)))
                            .isInstanceOf(BoardException.class);
                }
            }
            assertThat(descriptors())
                    .as("descriptors after many times; what others of this process open or close late is less")
                    .isLessThan(before + 20);
            assertThat(holder.lossReason()).isEmpty();
        }
    }
}
