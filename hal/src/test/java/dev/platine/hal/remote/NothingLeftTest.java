package dev.platine.hal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.platine.core.channel.BoardDescription;
import dev.platine.core.channel.BoardInfo;
import dev.platine.hal.Bench;
import dev.platine.hal.Board;
import dev.platine.hal.BoardListener;
import dev.platine.hal.Boards;
import dev.platine.hal.Channels;
import dev.platine.hal.ControlLoop;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import dev.platine.hal.OpenOptions;
import dev.platine.hal.RunningLoop;
import dev.platine.hal.Subscription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Counts what is left after close. Alone, because other tests open files and threads as well. */
@Isolated
class NothingLeftTest {
    private static final OpenOptions PATIENT = OpenOptions.DEFAULT.withRequestDeadline(Duration.ofSeconds(20));
    private static final BoardDescription LEAKY =
            new BoardDescription(new BoardInfo("leaky", "", "", "", "", "", ""), Channels.ALL.channels());

    @Test
    void shouldLeaveNoThreadAndNoFileBehind() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs /proc");
        use();
        long files = files();
        for (int i = 0; i < 20; i++) {
            use();
        }
        assertThat(threadsLeft()).isEmpty();
        assertThat(files()).isLessThanOrEqualTo(files + 5); // the fake's own may come late; a leak is 20 or more
    }

    @Test
    void shouldLeaveNothingBehindWhenABoardCannotBeOpened() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs /proc");
        try (FakeBoard fake = new FakeBoard(LEAKY)) {
            fake.answers.put(
                    dev.platine.core.protocol.proto.BoardRequest.BodyCase.DESCRIBE_BOARD, request -> FakeBoard.done());
            openFails(fake);
            long files = clientFiles(fake);
            for (int i = 0; i < 20; i++) {
                openFails(fake);
            }
            assertThat(threadsLeft()).isEmpty();
            assertThat(clientFiles(fake)).isLessThanOrEqualTo(files + 5);
        }
    }

    private static void openFails(FakeBoard fake) {
        try (Board board = Boards.open(fake.uri(), PATIENT)) {
            throw new AssertionError(board);
        } catch (dev.platine.hal.BoardException e) {
            assertThat(e.kind()).isEqualTo(dev.platine.hal.BoardException.Kind.PROTOCOL);
        }
    }

    /** Files, once the far end has closed its side of every connection. */
    private static long clientFiles(FakeBoard fake) throws Exception {
        for (FakeBoard.Peer peer : fake.peers) {
            peer.ended.await();
        }
        return files();
    }

    private static void use() throws Exception {
        try (FakeBoard fake = new FakeBoard(LEAKY)) {
            fake.bench = request -> null;
            try (Board board = Boards.open(fake.uri(), PATIENT);
                    Bench bench = board.bench();
                    Subscription subscription = board.subscribe("plug").open()) {
                assertThat(bench).isNotNull();
                board.onEvent(new BoardListener() {});
                subscription.forEach(sample -> {});
                ExchangePlan plan = board.exchange();
                plan.read(board.digitalInput("plug"));
                Exchange exchange = plan.prepare();
                try (RunningLoop loop = ControlLoop.on(exchange)
                        .period(Duration.ofMillis(1))
                        .deadline(Duration.ofSeconds(20))
                        .step(cycle -> cycle.stop())
                        .build()
                        .start(Duration.ofSeconds(20))) {
                    assertThat(loop.await(Duration.ofSeconds(20)).ok()).isEqualTo(1);
                }
            }
            for (FakeBoard.Peer peer : fake.peers) {
                peer.ended.await();
            }
        }
    }

    /** What is there still when a busy computer has had its time to end what was told to end. */
    private static List<String> threadsLeft() {
        long giveUpNs = System.nanoTime() + 20_000_000_000L;
        List<String> left = threads();
        while (!left.isEmpty() && System.nanoTime() - giveUpNs < 0) {
            LockSupport.parkNanos(5_000_000);
            left = threads();
        }
        return left;
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("platine-"))
                .toList();
    }

    private static long files() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
