package dev.platine.sim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.core.protocol.proto.ReadClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Many connections; threads and file descriptors are counted before and after, so nothing else may run. */
@Isolated
class ConnectionFloodTest {
    static {
        LeakWatch.install();
    }

    private static final BoardRequest CLOCK = BoardRequest.newBuilder()
            .setReadClock(ReadClock.getDefaultInstance())
            .build();

    private final FakeRack rack = new FakeRack("left");

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("platine"))
                .collect(Collectors.toSet());
    }

    private static long descriptors() {
        Path directory = Path.of("/proc/self/fd");
        Assumptions.assumeTrue(Files.isDirectory(directory), "descriptors can be counted on Linux only");
        try (Stream<Path> all = Files.list(directory)) {
            return all.count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private interface Flood {
        void run(RackServer server) throws IOException;
    }

    private void whileANeighbourIsServed(Flood flood) throws IOException {
        try (RackServer warm = RackServer.builder(rack).listen("tcp://:0").start()) {
            RawClient.greet(warm).close(); // classes and native libraries are loaded
        }
        Awaitility.await() // what earlier tests closed ends in its own time
                .atMost(Duration.ofSeconds(20))
                .until(() -> threads().stream().noneMatch(name -> name.startsWith("platine-server")));
        long before = descriptors();
        Set<String> threadsBefore = threads();
        try (RackServer server = RackServer.builder(rack).listen("tcp://:0").start();
                Neighbour neighbour = new Neighbour(server)) {
            neighbour.assertServed();
            flood.run(server);
            neighbour.assertServed();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> server.statistics().open() == 1);
            assertThat(rack.sessions("left")).isOne();
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(threads()).isEqualTo(threadsBefore);
            assertThat(descriptors()).isEqualTo(before);
        });
        LeakWatch.assertNoLeak();
    }

    private static void oneAfterAnother(RackServer server, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            try (RawClient client = RawClient.greet(server)) {
                assertThat(client.ask(CLOCK).hasReadClock()).isTrue();
            }
        }
    }

    private static void atOnce(RackServer server, int count) throws IOException {
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                clients.add(RawClient.greet(server));
            }
            for (RawClient client : clients) {
                client.send(CLOCK);
            }
            for (RawClient client : clients) {
                assertThat(client.next().reply().hasReadClock()).isTrue();
            }
            assertThat(server.statistics().open()).isEqualTo(count + 1);
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void shouldServeConnectionsOneAfterAnother() throws IOException {
        whileANeighbourIsServed(server -> oneAfterAnother(server, 500));
    }

    @Test
    void shouldServeConnectionsAtOnce() throws IOException {
        whileANeighbourIsServed(server -> atOnce(server, 100));
    }

    @Test
    @Tag("slow")
    void shouldServeTenThousandConnectionsOneAfterAnother() throws IOException {
        whileANeighbourIsServed(server -> oneAfterAnother(server, 10_000));
    }

    @Test
    @Tag("slow")
    void shouldServeFiveHundredConnectionsAtOnce() throws IOException {
        whileANeighbourIsServed(server -> atOnce(server, 500));
    }
}
