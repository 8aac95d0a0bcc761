package dev.platine.conformance.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.platine.conformance.CanBus;
import dev.platine.core.frame.FrameDecoder;
import dev.platine.core.frame.FrameEncoder;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.Boards;
import dev.platine.hal.OpenOptions;
import dev.platine.hal.link.Link;
import dev.platine.hal.link.Links;
import dev.platine.hal.linux.CanErrors;
import dev.platine.hal.linux.CanFrame;
import dev.platine.hal.linux.CanNumbers;
import dev.platine.hal.linux.CanSocket;
import dev.platine.hal.linux.IsotpOptions;
import dev.platine.hal.linux.IsotpSocket;
import dev.platine.hal.local.LocalException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Frames and messages by the system calls themselves. On the kernel's interface or the stand-in, see {@link CanStandInTest}. */
class CanSockets {
    private static final int ALL_ERRORS = CanNumbers.CAN_EFF_MASK;
    private static final List<CanSocket.Filter> EVERYTHING = List.of(new CanSocket.Filter(0, 0));

    private final CanBus bus = CanBus.here();
    private final CanFrame frame = new CanFrame();

    @AfterEach
    void up() {
        if (bus.folder() != null) {
            bus.tool("restart");
            bus.tool("up");
        }
    }

    private static long in(long ms) {
        return System.nanoTime() + ms * 1_000_000;
    }

    private CanSocket open(List<CanSocket.Filter> filters) {
        return CanSocket.open(bus.name(), filters, 0, false);
    }

    private IsotpSocket channel(int tx, int rx) {
        return IsotpSocket.open(IsotpOptions.of(bus.name(), tx, rx));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void shouldReceiveWhatTheFiltersLetThrough() {
        try (CanSocket one = open(List.of(CanSocket.Filter.only(0x100), new CanSocket.Filter(0x200, 0x700)));
                CanSocket other = open(EVERYTHING)) {
            long beforeMs = System.currentTimeMillis();
            for (int id : new int[] {0x300, 0x100, 0x101, 0x2ab, 0x100 | CanNumbers.CAN_EFF_FLAG}) {
                other.send(frame.set(id, false, new byte[] {1, 2, 3}, 0, 3), in(5_000));
            }
            assertThat(one.receive(frame, in(5_000))).isEqualTo(CanSocket.OK);
            assertThat(frame.id()).isEqualTo(0x100);
            assertThat(Arrays.copyOf(frame.data(), frame.length())).containsExactly(1, 2, 3);
            assertThat(frame.timeNs() / 1_000_000).isBetween(beforeMs - 1, System.currentTimeMillis() + 1);
            assertThat(one.receive(frame, in(5_000))).isEqualTo(CanSocket.OK);
            assertThat(frame.id()).isEqualTo(0x2ab);
            assertThat(one.receive(frame, in(20))).isZero();
            assertThat(other.receive(frame, in(0))).as("its own frames").isZero();
        }
    }

    @Test
    void shouldAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (CanSocket one = open(List.of(CanSocket.Filter.only(0x100)));
                CanSocket other = open(List.of())) {
            CanFrame sent = new CanFrame().set(0x100, false, new byte[8], 0, 8);
            long before = 0;
            int rounds = 2_000;
            for (int i = -rounds; i < rounds; i++) {
                if (i == 0) {
                    before = threads.getCurrentThreadAllocatedBytes();
                }
                other.send(sent, in(5_000));
                one.receive(frame, in(5_000));
            }
            assertThat((threads.getCurrentThreadAllocatedBytes() - before) / rounds)
                    .isZero();
        }
    }

    @Test
    void shouldCountTheFramesThatItHadNoRoomFor() {
        try (CanSocket one = open(List.of(CanSocket.Filter.only(0x100)));
                CanSocket other = open(List.of())) {
            bus.tool("dropped"); // only the stand-in's room is known
            for (int i = 0; i < 2_000; i++) {
                other.send(frame.set(0x100, false, new byte[0], 0, 0), in(5_000));
            }
            int received = 0;
            while (one.receive(frame, in(0)) == CanSocket.OK) {
                received++;
            }
            other.send(frame.set(0x100, false, new byte[0], 0, 0), in(5_000));
            assertThat(one.receive(frame, in(5_000))).isEqualTo(CanSocket.OK);
            assertThat(one.dropped()).isEqualTo(2_000 - received).isPositive();
        }
    }

    @Test
    void shouldTellErrorsOfTheBusApart() {
        try (CanSocket one = CanSocket.open(bus.name(), List.of(), ALL_ERRORS, false)) {
            String[][] errors = {
                {"40", "bus-off"},
                {"100", "restarted"},
                {"4", "error-passive", "0", "10"},
                {"4", "error warning", "0", "8"},
                {"4", "frames lost in the controller", "0", "1"},
                {"20", "nobody acknowledges"},
                {"1", "sending takes too long"},
                {"80", "bus error"},
            };
            for (String[] error : errors) {
                String[] words = Arrays.copyOfRange(error, 1, error.length);
                words[0] = error[0];
                bus.tool("error", words);
                assertThat(one.receive(frame, in(5_000))).isEqualTo(CanSocket.OK);
                assertThat(frame.isError()).isTrue();
                assertThat(CanErrors.text(frame)).isEqualTo(error[1]);
            }
        }
    }

    @Test
    void shouldBeLostWithItsInterfaceAndWokenByClose() throws Exception {
        CanSocket one = open(EVERYTHING);
        CompletableFuture<Integer> waits = CompletableFuture.supplyAsync(() -> one.receive(new CanFrame(), in(30_000)));
        one.close();
        assertThat(waits.get(20, TimeUnit.SECONDS)).isEqualTo(CanSocket.CLOSED);
        try (CanSocket two = open(EVERYTHING)) {
            bus.tool("down");
            assertThat(two.receive(frame, in(10_000))).isEqualTo(CanSocket.LOST);
            assertThat(two.lossReason()).contains(bus.name() + " is down");
            assertThat(two.send(frame.set(1, false, new byte[0], 0, 0), in(100)))
                    .isEqualTo(CanSocket.LOST);
        }
    }

    @Test
    void shouldRefuseFramesThatCannotBe() {
        byte[] data = new byte[64];
        assertThatThrownBy(() -> frame.set(0x800, false, data, 0, 1)).hasMessageContaining("id=2048");
        assertThatThrownBy(() -> frame.set(1, false, data, 0, 9)).hasMessageContaining("length=9");
        assertThatThrownBy(() -> frame.set(1, true, data, 0, 33)).hasMessageContaining("length=33");
        assertThatThrownBy(() -> frame.set(1, true, data, 1, 64)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldCarryMessagesOfAllLengthsBothWays() {
        byte[] got = new byte[5_000];
        try (var left = closing(channel(0x701, 0x700));
                var right = closing(channel(0x700, 0x701))) {
            for (int length : new int[] {1, 7, 8, 62, 100, 1_000, IsotpSocket.MAX_MESSAGE_BYTES}) {
                byte[] message = random(length);
                assertThat(left.socket().writeSome(message, 0, length, in(10_000)))
                        .isEqualTo(length);
                assertThat(right.socket().read(got, 0, got.length, in(10_000))).isEqualTo(length);
                assertThat(got).startsWith(message);
                assertThat(right.socket().writeSome(message, 0, length, in(10_000)))
                        .isEqualTo(length);
                assertThat(left.socket().read(got, 0, got.length, in(10_000))).isEqualTo(length);
            }
            assertThat(left.socket().messagesLost() + right.socket().messagesLost())
                    .isZero();
            assertThat(left.socket().read(got, 0, 10, in(10))).isZero();
        }
    }

    private record Closing(IsotpSocket socket) implements AutoCloseable {
        @Override
        public void close() {
            socket.close();
        }
    }

    private static Closing closing(IsotpSocket socket) {
        return new Closing(socket);
    }

    @Test
    void shouldCarryMessagesWithEveryOption() {
        IsotpOptions[] all = {
            new IsotpOptions(bus.name(), 0x18DA00F1, 0x18DAF100, -1, -1, 0xAA, 3, 1, 8),
            new IsotpOptions(bus.name(), 0x701, 0x700, 0x11, 0x22, -1, 0, 0xF3, 8),
            new IsotpOptions(bus.name(), 0x701, 0x700, -1, -1, -1, 0, 0, 64),
        };
        for (IsotpOptions options : all) {
            boolean extended = options.txId() > CanNumbers.CAN_SFF_MASK;
            int flag = extended ? CanNumbers.CAN_EFF_FLAG : 0;
            try (var left = closing(IsotpSocket.open(ends(options, flag, false)));
                    var right = closing(IsotpSocket.open(ends(options, flag, true)))) {
                byte[] message = random(300);
                byte[] got = new byte[300];
                left.socket().writeSome(message, 0, 300, in(10_000));
                assertThat(right.socket().read(got, 0, 300, in(10_000))).isEqualTo(300);
                assertThat(got).isEqualTo(message);
            }
        }
    }

    private static IsotpOptions ends(IsotpOptions of, int flag, boolean swapped) {
        return new IsotpOptions(
                of.name(),
                (swapped ? of.rxId() : of.txId()) | flag,
                (swapped ? of.txId() : of.rxId()) | flag,
                swapped ? of.rxAddress() : of.txAddress(),
                swapped ? of.txAddress() : of.rxAddress(),
                of.padding(),
                of.blockSize(),
                of.stMin(),
                of.frameBytes());
    }

    private Link link(int tx, int rx, String more) {
        return Links.open(URI.create("can://" + bus.name() + "?tx=" + tx + "&rx=" + rx + more), in(5_000));
    }

    @Test
    void shouldBeALinkForFramesOfEveryLength() {
        FrameEncoder encoder = new FrameEncoder(4_096);
        FrameDecoder decoder = new FrameDecoder(4_096);
        byte[] in = new byte[9_000];
        try (Link left = link(0x701, 0x700, "");
                Link right = link(0x700, 0x701, "&pad=0xCC&block=5")) {
            assertThat(left.maxFrameBytes()).isEqualTo(4_095);
            encoder.limit(left.maxFrameBytes());
            decoder.limit(left.maxFrameBytes());
            Random random = new Random(7);
            for (int length : new int[] {0, 1, 50, 244, 245, 246, 500, 2_000, 4_086}) {
                byte[] message = new byte[length];
                random.nextBytes(message);
                for (int i = 0; i < length; i += 1 + random.nextInt(300)) {
                    message[i] = 0;
                }
                int bytes = encoder.finish(1, length, encode(encoder, message));
                assertThat(left.write(encoder.array(), encoder.frameOffset(), bytes, in(20_000)))
                        .isEqualTo(Link.OK);
                List<byte[]> got = new ArrayList<>();
                while (got.isEmpty()) {
                    int count = right.read(in, 0, 100, in(20_000));
                    assertThat(count).as(right.lossReason()).isPositive();
                    decoder.feed(
                            in,
                            0,
                            count,
                            (kind, sequence, array, offset, size) ->
                                    got.add(Arrays.copyOfRange(array, offset, offset + size)));
                }
                assertThat(got.get(0)).isEqualTo(message);
            }
            assertThat(decoder.counters().badCrc()
                            + decoder.counters().malformed()
                            + decoder.counters().overlong())
                    .isZero();
        }
    }

    private static int encode(FrameEncoder encoder, byte[] message) {
        System.arraycopy(message, 0, encoder.array(), encoder.messageOffset(), message.length);
        return message.length;
    }

    @Test
    void shouldDropWhatIsNoFrame() {
        byte[] in = new byte[100];
        try (Link left = link(0x701, 0x700, "");
                Link right = link(0x700, 0x701, "")) {
            byte[] bytes = new byte[9_000];
            Arrays.fill(bytes, (byte) 1);
            bytes[8_999] = 0; // too long for any message
            assertThat(left.write(bytes, 0, 9_000, in(5_000))).isEqualTo(Link.OK);
            assertThat(left.write(new byte[] {9, 1, 0, 0, 0, 3, 5, 6, 0}, 0, 9, in(5_000)))
                    .isEqualTo(Link.OK);
            assertThat(right.read(in, 0, 100, in(20_000))).isEqualTo(4);
            assertThat(Arrays.copyOf(in, 4)).containsExactly(3, 5, 6, 0);
        }
    }

    @Test
    void shouldAllocateNothingAsALink() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] in = new byte[100];
        byte[] out = {6, 1, 2, 3, 4, 5, 0};
        try (Link left = link(0x701, 0x700, "");
                Link right = link(0x700, 0x701, "")) {
            long before = 0;
            int rounds = 500;
            for (int i = -rounds; i < rounds; i++) {
                if (i == 0) {
                    before = threads.getCurrentThreadAllocatedBytes();
                }
                left.write(out, 0, out.length, in(5_000));
                right.read(in, 0, 100, in(5_000));
            }
            assertThat((threads.getCurrentThreadAllocatedBytes() - before) / rounds)
                    .isZero();
        }
    }

    @Test
    void shouldSayWhenNobodyAnswers() {
        try (var alone = closing(channel(0x701, 0x700))) {
            assertThat(alone.socket().writeSome(random(50), 0, 50, in(1_000))).isEqualTo(50);
            Bench.until("it is noticed", () -> {
                assertThat(alone.socket().read(new byte[10], 0, 10, in(100))).isZero();
                return alone.socket().messagesLost() == 1;
            });
            assertThat(alone.socket().hint()).contains("nobody takes what is sent to 0x701 (no flow control)");
        }
        String uri = "can://" + bus.name() + "?tx=0x701&rx=0x700";
        OpenOptions options = OpenOptions.DEFAULT.withConnectDeadline(Duration.ofSeconds(4));
        assertThatThrownBy(() -> Boards.open(uri, options).close())
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DEADLINE))
                .hasMessageContaining(
                        "no answer in time from can " + bus.name() + ", where nobody takes what is sent to 0x701")
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldGoOnWhenAMessageIsLost() {
        byte[] got = new byte[100];
        try (var left = closing(channel(0x701, 0x700));
                CanSocket right = open(List.of(CanSocket.Filter.only(0x701)))) {
            right.send(frame.set(0x700, false, new byte[] {2, 'h', 'i'}, 0, 3), in(5_000));
            assertThat(left.socket().read(got, 0, 100, in(10_000))).isEqualTo(2);
            right.send(frame.set(0x700, false, new byte[] {0x10, 20, 1, 2, 3, 4, 5, 6}, 0, 8), in(5_000));
            right.send(frame.set(0x700, false, new byte[] {0x22, 1, 2, 3, 4, 5, 6, 7}, 0, 8), in(5_000));
            Bench.until("a missing frame is counted", () -> {
                assertThat(left.socket().read(got, 0, 100, in(20))).isZero();
                return left.socket().messagesLost() == 1;
            });
            left.socket().writeSome(random(50), 0, 50, in(1_000)); // nobody grants it
            Bench.until("what nobody granted is counted", () -> {
                assertThat(left.socket().read(got, 0, 100, in(20))).isZero();
                return left.socket().messagesLost() == 2;
            });
            right.send(frame.set(0x700, false, new byte[] {1, '!'}, 0, 2), in(5_000));
            assertThat(left.socket().read(got, 0, 100, in(10_000))).isEqualTo(1);
        }
    }

    @Test
    void shouldEndAChannelWhenTheBusIsOffOrDown() {
        byte[] got = new byte[100];
        try (var left = closing(channel(0x701, 0x700))) {
            bus.tool("error", "40");
            assertThat(left.socket().read(got, 0, 100, in(10_000))).isEqualTo(CanSocket.LOST);
            assertThat(left.socket().lossReason()).contains(bus.name() + " is bus-off");
        }
        bus.tool("restart");
        try (var left = closing(channel(0x701, 0x700))) {
            bus.tool("down");
            assertThat(left.socket().read(got, 0, 100, in(10_000))).isEqualTo(CanSocket.LOST);
            assertThat(left.socket().lossReason()).contains(bus.name() + " is down");
        }
        assertThatThrownBy(() -> channel(0x701, 0x700))
                .isInstanceOf(LocalException.class)
                .hasMessageContaining(bus.name() + " is down");
    }
}
