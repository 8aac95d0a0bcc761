package dev.platine.hal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Function;
import dev.platine.hal.BoardException;
import dev.platine.hal.linux.LinuxCalls;
import dev.platine.hal.linux.Pty;
import dev.platine.hal.linux.Termios2;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SerialLinkTest extends LinkContract {
    @Override
    Peers.Pair connect() throws IOException {
        return Peers.serial("");
    }

    @Override
    int largeBytes() {
        return 300_000;
    }

    @Override
    String lossAfterPeerClose() {
        return "unplugged";
    }

    private static Link open(Pty pty, String query) {
        return Links.open(URI.create("serial://" + pty.path() + query), in(1000));
    }

    @Test
    void shouldSetAnyRateAndPutTheOldOneBack() throws IOException {
        try (Pty pty = Pty.open()) {
            int before = pty.settings().baud();
            for (int baud : new int[] {9600, 123_457, 921_600, 4_000_000}) {
                try (Link link = open(pty, "?baud=" + baud)) {
                    assertThat(link.describe()).isEqualTo("serial " + pty.path());
                    assertThat(pty.settings().baud()).isEqualTo(baud);
                    assertThat(pty.settings().controlFlags() & Termios2.BOTHER).isNotZero();
                    assertThat(pty.settings().localFlags()).isZero();
                }
                assertThat(pty.settings().baud()).isEqualTo(before);
            }
        }
    }

    @Test
    void shouldSetStopBitsAndFlowControl() throws IOException {
        try (Pty pty = Pty.open()) {
            try (Link link = open(pty, "?stop=2&flow=rtscts&parity=even")) {
                int flags = pty.settings().controlFlags();
                assertThat(flags & Termios2.CSTOPB).isNotZero();
                assertThat(flags & Termios2.CRTSCTS).isNotZero();
                assertThat(link.lossReason()).isEmpty();
            }
            assertThat(pty.settings().controlFlags() & Termios2.CSTOPB).isZero();
        }
    }

    /** A program that is being started shares all descriptors until it has begun; a test that opened the line meanwhile found it taken. */
    @Test
    void shouldBeFreeAfterCloseAlthoughACopyIsStillOpen() throws IOException {
        try (Pty pty = Pty.open()) {
            int copy;
            try (Link link = open(pty, "")) {
                assertThat(link.lossReason()).isEmpty();
                copy = Function.getFunction("c", "dup").invokeInt(new Object[] {descriptorOf(pty.path())});
                assertThat(copy).isNotNegative();
            }
            try {
                open(pty, "").close();
            } finally {
                LinuxCalls.close(copy);
            }
        }
    }

    private static int descriptorOf(String path) throws IOException {
        Path wanted = Path.of(path).toRealPath();
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(Files::exists)
                    .filter(fd -> wanted.equals(target(fd)))
                    .mapToInt(fd -> Integer.parseInt(fd.getFileName().toString()))
                    .max()
                    .orElseThrow();
        }
    }

    private static Path target(Path fd) {
        try {
            return Files.readSymbolicLink(fd);
        } catch (IOException e) {
            return fd; // closed meanwhile
        }
    }

    @Test
    void shouldBeBusyWithThePidOfTheHolder() throws IOException {
        try (Pty pty = Pty.open()) {
            try (Link link = open(pty, "")) {
                assertThatThrownBy(() -> open(pty, ""))
                        .isInstanceOfSatisfying(
                                BoardException.class, e -> assertThat(e.kind()).isEqualTo(BoardException.Kind.BUSY))
                        .hasMessageEndingWith("somebody else has " + pty.path() + ": process "
                                + ProcessHandle.current().pid());
                assertThat(link.write(new byte[1], 0, 1, in(1000))).isEqualTo(Link.OK);
            }
            open(pty, "").close();
        }
    }

    @Test
    void shouldNoticeInMidReadThatTheLineIsUnplugged() throws Exception {
        for (int i = 0; i < 10; i++) {
            try (Peers.Pair pair = connect()) {
                CompletableFuture<Integer> reader = call(() -> pair.link().read(new byte[9], 0, 9, in(20_000)));
                LockSupport.parkNanos(i * 300_000L);
                pair.peer().close();
                assertThat(reader.get(5, TimeUnit.SECONDS)).isEqualTo(Link.LOST);
                assertThat(pair.link().lossReason()).startsWith("unplugged");
            }
        }
    }

    @Test
    void shouldServeOneClientAfterAnother() throws IOException {
        try (Pty pty = Pty.open()) {
            byte[] buffer = new byte[10];
            assertThat(pty.read(buffer, 0, 10, in(30))).isZero();
            for (byte i = 0; i < 3; i++) {
                try (Link link = open(pty, "")) {
                    link.write(new byte[] {i}, 0, 1, in(1000));
                    assertThat(pty.read(buffer, 0, 10, in(1000))).isEqualTo(1);
                    assertThat(buffer[0]).isEqualTo(i);
                    assertThat(pty.write(buffer, 0, 1, in(1000))).isEqualTo(1);
                    assertThat(link.read(buffer, 0, 1, in(1000))).isEqualTo(1);
                }
                assertThat(pty.read(buffer, 0, 10, in(30))).isZero();
                assertThat(pty.write(buffer, 0, 5, in(30))).isEqualTo(5);
            }
        }
    }
}
