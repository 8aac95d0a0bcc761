package dev.platine.hal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What every link does, whatever it goes over. */
abstract class LinkContract {
    private static final long MS = 1_000_000;

    abstract Peers.Pair connect() throws IOException;

    /** How late a read may be at best; the machine's own delays are kept out by taking the best of several. */
    long bestLatenessNs() {
        return 2 * MS;
    }

    /** Bytes that a large transfer has. */
    int largeBytes() {
        return 3_000_000;
    }

    /** How often a race is tried. */
    int rounds() {
        return 20;
    }

    double allocatedBytesPerExchange() {
        return 0;
    }

    String lossAfterPeerClose() {
        return "closed by peer";
    }

    static long in(long ms) {
        return System.nanoTime() + ms * MS;
    }

    private static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] readAll(Link link, int length) {
        byte[] all = new byte[length];
        for (int done = 0; done < length; ) {
            int count = link.read(all, done, length - done, in(10_000));
            assertThat(count).as("after %s bytes: %s", done, link.lossReason()).isPositive();
            done += count;
        }
        return all;
    }

    @Test
    void shouldGetBackWhatAnEchoSends() throws IOException {
        try (Peers.Pair pair = connect()) {
            pair.peer().echo();
            for (int length : new int[] {1, 2, 100, 1000, 4096, 8191, 8192, 8193, 20_000}) {
                byte[] sent = random(length + 7, length);
                // In pieces, because an echo over a pty holds no more than a few KiB on the way.
                byte[] got = new byte[length];
                for (int from = 0; from < length; from += 2000) {
                    int piece = Math.min(2000, length - from);
                    assertThat(pair.link().write(sent, 7 + from, piece, in(10_000)))
                            .isEqualTo(Link.OK);
                    System.arraycopy(readAll(pair.link(), piece), 0, got, from, piece);
                }
                assertThat(got).isEqualTo(Arrays.copyOfRange(sent, 7, 7 + length));
            }
            assertThat(pair.link().lossReason()).isEmpty();
            assertThat(pair.link().describe()).isNotBlank();
        }
    }

    @Test
    void shouldCarryLargeTransfersBothWaysAtOnce() throws Exception {
        byte[] up = random(largeBytes(), 1);
        byte[] down = random(largeBytes(), 2);
        try (Peers.Pair pair = connect()) {
            CompletableFuture<Integer> writer = call(() -> pair.link().write(up, 0, up.length, in(30_000)));
            CompletableFuture<byte[]> received = call(() -> pair.peer().receiveAll(up.length));
            CompletableFuture<byte[]> sent = call(() -> {
                pair.peer().send(down, down.length);
                return down;
            });
            assertThat(readAll(pair.link(), down.length)).isEqualTo(down);
            assertThat(writer.get(30, TimeUnit.SECONDS)).isEqualTo(Link.OK);
            assertThat(received.get(30, TimeUnit.SECONDS)).isEqualTo(up);
            assertThat(sent.get(30, TimeUnit.SECONDS)).isSameAs(down);
        }
    }

    @Test
    void shouldReturnNothingAtTheDeadline() throws IOException {
        try (Peers.Pair pair = connect()) {
            byte[] buffer = new byte[100];
            for (int waitMs : new int[] {0, 1, 5, 24, 26, 40, 130}) {
                long best = Long.MAX_VALUE;
                for (int i = 0; i < 12 && best > bestLatenessNs(); i++) {
                    long deadline = in(waitMs);
                    assertThat(pair.link().read(buffer, 0, 100, deadline)).isZero();
                    long late = System.nanoTime() - deadline;
                    assertThat(late).as("not before").isNotNegative();
                    best = Math.min(best, late);
                }
                assertThat(best).as("late after %s ms", waitMs).isLessThan(bestLatenessNs());
            }
        }
    }

    @Test
    void shouldReadWhatIsThereThoughTheDeadlineHasPassed() throws IOException {
        try (Peers.Pair pair = connect()) {
            pair.peer().send(new byte[] {1, 2, 3}, 3);
            byte[] buffer = new byte[10];
            assertThat(pair.link().read(buffer, 2, 1, in(10_000))).isEqualTo(1);
            assertThat(buffer[2]).isEqualTo((byte) 1);
            assertThat(pair.link().read(buffer, 3, 7, in(-1000))).isEqualTo(2);
            assertThat(pair.link().read(buffer, 3, 7, in(-1000))).isZero();
        }
    }

    @Test
    void shouldReadAllThatCameBeforeThePeerClosed() throws IOException {
        try (Peers.Pair pair = connect()) {
            pair.peer().send(new byte[] {1, 2, 3}, 3);
            assertThat(readAll(pair.link(), 3)).containsExactly(1, 2, 3);
            pair.peer().close();
            byte[] buffer = new byte[10];
            assertThat(pair.link().read(buffer, 0, 10, in(10_000))).isEqualTo(Link.LOST);
            assertThat(pair.link().lossReason()).isEqualTo(lossAfterPeerClose());
            assertThat(pair.link().read(buffer, 0, 10, in(10_000))).isEqualTo(Link.LOST);
            assertThat(pair.link().lossReason()).startsWith(lossAfterPeerClose());
        }
    }

    @Test
    void shouldTellALossWhenWriting() throws IOException {
        try (Peers.Pair pair = connect()) {
            pair.peer().close();
            byte[] bytes = new byte[1000];
            int code = Link.OK;
            for (int i = 0; i < 10_000 && code == Link.OK; i++) {
                code = pair.link().write(bytes, 0, 1000, in(10_000));
            }
            assertThat(code).isEqualTo(Link.LOST);
            assertThat(pair.link().lossReason()).isNotEmpty();
        }
    }

    @Test
    void shouldWakeAReaderOnClose() throws Exception {
        Random random = new Random(3);
        for (int i = 0; i < rounds(); i++) {
            try (Peers.Pair pair = connect()) {
                // Long and short waits block in different calls.
                long waitMs = i % 2 == 0 ? 30_000 : 90;
                CompletableFuture<Integer> reader = call(() -> pair.link().read(new byte[10], 0, 10, in(waitMs)));
                LockSupport.parkNanos(random.nextInt(2_000_000));
                pair.link().close();
                assertThat(reader.get(5, TimeUnit.SECONDS)).isEqualTo(Link.CLOSED);
                assertThat(pair.link().read(new byte[10], 0, 10, in(1000))).isEqualTo(Link.CLOSED);
                assertThat(pair.link().write(new byte[10], 0, 10, in(1000))).isEqualTo(Link.CLOSED);
                pair.link().close();
            }
        }
    }

    @Test
    void shouldGiveUpWritingToAPeerThatNeverReads() throws IOException {
        try (Peers.Pair pair = connect()) {
            byte[] bytes = new byte[65_536];
            int code = Link.OK;
            long deadline = 0;
            for (int i = 0; i < 1000 && code == Link.OK; i++) {
                deadline = in(50);
                code = pair.link().write(bytes, 0, bytes.length, deadline);
            }
            assertThat(code).isEqualTo(Link.DEADLINE);
            assertThat(System.nanoTime() - deadline).isBetween(0L, 2_000 * MS);
            assertThat(pair.link().write(bytes, 0, 1, in(-1))).isEqualTo(Link.DEADLINE);
            assertThat(pair.link().lossReason()).isEmpty();
        }
    }

    @Test
    void shouldWakeAWriterOnClose() throws Exception {
        for (int i = 0; i < rounds() / 4; i++) {
            try (Peers.Pair pair = connect()) {
                CompletableFuture<Integer> writer =
                        call(() -> pair.link().write(new byte[50_000_000], 0, 50_000_000, in(30_000)));
                LockSupport.parkNanos(20 * MS);
                pair.link().close();
                assertThat(writer.get(5, TimeUnit.SECONDS)).isEqualTo(Link.CLOSED);
            }
        }
    }

    @Test
    void shouldNeitherEndNorForgetAnInterrupt() throws Exception {
        try (Peers.Pair pair = connect()) {
            CompletableFuture<Integer> early = new CompletableFuture<>();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread reader = new Thread(() -> {
                Thread.currentThread().interrupt();
                early.complete(pair.link().read(new byte[10], 0, 10, in(20)));
                int late = pair.link().read(new byte[10], 0, 10, in(10_000));
                int wrote = pair.link().write(new byte[10], 0, 10, in(1000));
                flag.complete(
                        late == 3 && wrote == Link.OK && Thread.currentThread().isInterrupted());
            });
            reader.start();
            for (int after = 0; after < 10; after += early.isDone() ? 1 : 0) {
                reader.interrupt();
                LockSupport.parkNanos(3 * MS); // in both reads, however slow the reader's thread is
            }
            assertThat(early.get(10, TimeUnit.SECONDS)).isZero();
            pair.peer().send(new byte[3], 3);
            assertThat(flag.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(pair.peer().receiveAll(10)).hasSize(10);
        }
    }

    @Test
    void shouldRefuseARangeOutsideTheArray() throws IOException {
        try (Peers.Pair pair = connect()) {
            assertThatThrownBy(() -> pair.link().read(new byte[10], 5, 6, in(1)))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> pair.link().writeSome(new byte[10], -1, 6, in(1)))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void shouldAllocateNothingInAnExchange() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Peers.Pair pair = connect()) {
            pair.peer().echo();
            byte[] bytes = new byte[100];
            long before = 0;
            int exchanges = 2000;
            for (int i = -exchanges; i < exchanges; i++) {
                if (i == 0) {
                    before = threads.getThreadAllocatedBytes(
                            Thread.currentThread().getId());
                }
                pair.link().write(bytes, 0, 100, in(i % 2 == 0 ? 5000 : 50));
                for (int done = 0; done < 100; ) {
                    int count = pair.link().read(bytes, 0, 100 - done, in(i % 2 == 0 ? 5000 : 50));
                    done += Math.max(0, count);
                }
            }
            long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            assertThat((after - before) / exchanges).isLessThanOrEqualTo((long) allocatedBytesPerExchange());
        }
    }

    /** A call that may throw. */
    interface Body<T> {
        T run() throws IOException;
    }

    /** Runs a blocking call on a thread of its own. */
    static <T> CompletableFuture<T> call(Body<T> body) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(body.run());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }
}
