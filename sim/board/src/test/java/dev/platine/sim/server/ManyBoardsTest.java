package dev.platine.sim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.core.protocol.proto.BoardRequest;
import dev.platine.sim.rack.Rack;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Many boards behind one server in real time, each with a connection of its own that exchanges 16 inputs and 4 outputs ten
 * times a second, the first 8 s of a thousand to warm up. Boards take a control step every 10 ms. Clients live in the same process, so its memory counts them too.
 */
@Isolated
class ManyBoardsTest {
    private static final long PERIOD_NS = 100_000_000;
    private static final long STEP_NS = 10_000_000;
    private static final int CLIENT_THREADS = 16;

    /** What the clients of one thread saw. */
    private record Seen(long[] latenciesNs, long late) {}

    @Test
    void shouldServeFiftyBoardsAtTenHertz() throws Exception {
        List<Seen> seen = run(50, 0, 10);
        assertThat(seen.stream().mapToInt(each -> each.latenciesNs.length).sum())
                .isEqualTo(500);
    }

    @Test
    @Tag("slow")
    @Tag("speed")
    @Timeout(120)
    void shouldServeAThousandBoardsAtTenHertzWithoutMissingADeadline() throws Exception {
        List<Seen> seen = run(1_000, 80, 200);
        assertThat(seen.stream().mapToLong(Seen::late).sum())
                .as("replies later than their period")
                .isZero();
        Runtime runtime = Runtime.getRuntime();
        assertThat(runtime.totalMemory() - runtime.freeMemory())
                .as("bytes in use")
                .isLessThan(1_000_000_000);
    }

    private static List<Seen> run(int boards, int warmUp, int rounds) throws Exception {
        String[] names = IntStream.range(0, boards).mapToObj(i -> "board" + i).toArray(String[]::new);
        ExecutorService threads = Executors.newFixedThreadPool(CLIENT_THREADS);
        try (Rack rack = TestBoards.rack(STEP_NS, names);
                RackServer server = RackServer.builder(rack).listen("tcp://:0").start()) {
            rack.run(1);
            List<Future<Seen>> results = new ArrayList<>();
            for (int i = 0; i < CLIENT_THREADS; i++) {
                int first = i;
                results.add(threads.submit((Callable<Seen>) () -> exchange(server, names, first, warmUp, rounds)));
            }
            List<Seen> seen = new ArrayList<>();
            for (Future<Seen> result : results) {
                seen.add(result.get());
            }
            report(boards, seen, cpuNs("platine-server"), cpuNs("platine-rack"));
            return seen;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Seen exchange(RackServer server, String[] names, int first, int warmUp, int rounds)
            throws IOException {
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = first; i < names.length; i += CLIENT_THREADS) {
                clients.add(greet(server, names[i]));
            }
            BoardRequest request = RawClient.exchange(0, 0, 0, 1, 0);
            long[] latenciesNs = new long[rounds * clients.size()];
            long late = 0;
            long startNs = System.nanoTime() + warmUp * PERIOD_NS;
            for (int round = -warmUp; round < rounds; round++) {
                for (int i = 0; i < clients.size(); i++) {
                    long dueNs = startNs + round * PERIOD_NS + i * PERIOD_NS / clients.size();
                    for (long left = dueNs - System.nanoTime(); left > 0; left = dueNs - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    if (!clients.get(i).ask(request).hasExchange()) {
                        throw new IOException("exchange refused");
                    }
                    long tookNs = System.nanoTime() - dueNs;
                    if (round >= 0) {
                        latenciesNs[round * clients.size() + i] = tookNs;
                        late += tookNs > PERIOD_NS ? 1 : 0;
                    }
                }
            }
            return new Seen(latenciesNs, late);
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    private static RawClient greet(RackServer server, String board) throws IOException {
        RawClient client = RawClient.connect(server);
        client.ask(BoardRequest.newBuilder().setHello(RawClient.hello(board)).build());
        client.register(
                0,
                IntStream.range(0, 16).boxed().toList(),
                IntStream.range(16, 20).boxed().toList());
        return client;
    }

    private static long cpuNs(String threads) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(threads))
                .mapToLong(thread -> ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId()))
                .sum();
    }

    private static void report(int boards, List<Seen> seen, long serverNs, long rackNs) {
        long[] all = seen.stream()
                .flatMapToLong(each -> Arrays.stream(each.latenciesNs))
                .sorted()
                .toArray();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                "%d boards: %d exchanges, p50 %d us, p99 %d us, max %d us, later than the period %d,"
                        + " event loop %.1f us of CPU an exchange, pacing %.1f us, heap %d MB%n",
                boards,
                all.length,
                all[all.length / 2] / 1_000,
                all[all.length * 99 / 100] / 1_000,
                all[all.length - 1] / 1_000,
                seen.stream().mapToLong(Seen::late).sum(),
                serverNs / 1e3 / all.length,
                rackNs / 1e3 / all.length,
                (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }
}
