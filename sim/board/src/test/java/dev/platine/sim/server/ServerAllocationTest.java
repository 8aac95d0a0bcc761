package dev.platine.sim.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.platine.core.frame.FrameKind;
import dev.platine.sim.rack.Rack;
import io.netty.channel.epoll.Epoll;
import io.netty.util.ResourceLeakDetector;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What the event loop allocates for an exchange. The leak detector allocates too, so it is off here, and nothing else runs. */
@Isolated
class ServerAllocationTest {
    static {
        LeakWatch.install();
    }

    private static final int EXCHANGES = 5_000;
    /** The event loop allocates now and then for itself, and while code is compiled: one round without is the proof. */
    private static final long PATIENCE_NS = 30_000_000_000L;

    private final Rack rack = TestBoards.rack("left");

    @BeforeEach
    void withoutLeakDetector() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    @AfterEach
    void withLeakDetector() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        rack.close();
    }

    private static List<Integer> channels(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static long eventLoop() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("platine-server"))
                .mapToLong(Thread::getId)
                .max()
                .orElseThrow();
    }

    @Test
    void shouldAllocateNothingForAnExchange() throws IOException {
        Assumptions.assumeTrue(Epoll.isAvailable(), "only the epoll transport allocates nothing");
        rack.run(1);
        try (RackServer server = RackServer.builder(rack).listen("tcp://:0").start();
                RawClient client = RawClient.greet(server)) {
            client.register(0, channels(0, 16), channels(16, 20));
            byte[] request = RawClient.frame(
                    FrameKind.BOARD_REQUEST,
                    7,
                    RawClient.exchange(0, 0, 0, 1, 0).toByteArray());
            OutputStream out = client.socket.getOutputStream();
            DataInputStream in = new DataInputStream(client.socket.getInputStream());
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long loop = eventLoop();
            long least = Long.MAX_VALUE;
            long giveUpNs = System.nanoTime() + PATIENCE_NS;
            while (least > 0 && System.nanoTime() - giveUpNs < 0) {
                long before = threads.getThreadAllocatedBytes(loop);
                exchange(out, in, request, EXCHANGES);
                least = Math.min(least, threads.getThreadAllocatedBytes(loop) - before);
            }
            assertThat(least).as("bytes of " + EXCHANGES + " exchanges").isZero();
        }
    }

    private static void exchange(OutputStream out, DataInputStream in, byte[] request, int times) throws IOException {
        byte[] reply = new byte[4_096];
        for (int i = 0; i < times; i++) {
            out.write(request);
            int at = 0;
            do {
                at += in.read(reply, at, reply.length - at);
            } while (reply[at - 1] != 0);
        }
    }
}
