package dev.platine.conformance.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platine.conformance.CanBus;
import dev.platine.hal.Board;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.BoardListener;
import dev.platine.hal.Sample;
import dev.platine.hal.Subscription;
import dev.platine.hal.linux.CanFrame;
import dev.platine.hal.linux.CanNumbers;
import dev.platine.hal.linux.CanSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signals of a CAN bus as channels. On the kernel's interface or the stand-in, see {@link CanStandInTest}. */
class CanSignalsOnTheBus {
    private static final String SIGNALS = """
            can:
              - interface: can0
                channels:
                  speed: {direction: input, id: 0x123, start: 8, bits: 16, unit: km/h, min: 0, max: 655.35, scale: 0.01}
                  torque: {direction: input, id: 0x123, start: 39, bits: 12, order: big, signed: true, unit: N.m, min: -1024, max: 1024, scale: 0.5}
                  brake: {direction: input, id: 0x123, start: 0, bits: 1}
                  distance: {direction: input, id: 0x18FEE017, start: 0, bits: 32, kind: counter}
                  target: {direction: output, id: 0x200, start: 0, bits: 16, order: little, unit: A, min: 0, max: 80, scale: 0.1, safe: 6, length: 4}
                  enable: {direction: output, id: 0x200, start: 31, bits: 1}
                  lamp: {direction: output, id: 0x201, start: 7, bits: 8, order: big, kind: counter, onChange: false, periodMs: 5}
            """.replace("km/h", "m/s");

    @TempDir
    Path folder = Path.of("");

    private Bench bench = new Bench(Path.of("target"));
    private CanBus bus = CanBus.here();
    private final CanFrame frame = new CanFrame();

    @BeforeEach
    void place() {
        bench = new Bench(folder);
        bus = CanBus.here();
    }

    @AfterEach
    void up() {
        if (bus.folder() != null) {
            bus.tool("restart");
            bus.tool("up");
        }
    }

    private Bench yaml(String text) {
        return bench.yaml(text.replace("can0", bus.name()));
    }

    private CanSocket peer(int... ids) {
        List<CanSocket.Filter> filters =
                Arrays.stream(ids).mapToObj(CanSocket.Filter::only).toList();
        return CanSocket.open(bus.name(), filters, 0, false);
    }

    private void send(CanSocket from, int id, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThat(from.send(frame.set(id, false, bytes, 0, bytes.length), in(5_000)))
                .isEqualTo(CanSocket.OK);
    }

    private String next(CanSocket at) {
        assertThat(at.receive(frame, in(10_000))).isEqualTo(CanSocket.OK);
        return Integer.toHexString(frame.id()) + "#" + HexFormat.of().formatHex(frame.data(), 0, frame.length());
    }

    private static long in(long ms) {
        return System.nanoTime() + ms * 1_000_000;
    }

    @Test
    void shouldTakeSignalsOutOfFrames() {
        yaml(SIGNALS);
        try (Board board = bench.open();
                CanSocket peer = peer()) {
            // speed 0x3039 at byte 1; torque 0xF9C (-100) from bit 39: byte 4, then the upper half of byte 5
            send(peer, 0x123, "01393000f9c00000");
            Bench.until("the frame came", () -> board.analogInput("speed").read() != 0);
            assertThat(board.analogInput("speed").read()).isEqualTo((float) 123.45);
            assertThat(board.analogInput("torque").read()).isEqualTo(-50);
            assertThat(board.digitalInput("brake").read()).isTrue();
            send(peer, 0x18FEE017 | CanNumbers.CAN_EFF_FLAG, "78563492");
            Bench.until("the frame came", () -> board.counterInput("distance").read() == 0x92345678L);
            send(peer, 0x123, "00"); // too short for the others, which stay
            Bench.until("the frame came", () -> !board.digitalInput("brake").read());
            assertThat(board.analogInput("torque").read()).isEqualTo(-50);
            send(peer, 0x123 | CanNumbers.CAN_EFF_FLAG, "01ffff0000000000"); // another frame, of 29 bits
            send(peer, 0x123, "0100000000000000");
            Bench.until("the frame came", () -> board.digitalInput("brake").read());
            assertThat(board.analogInput("speed").read()).isZero();
        }
    }

    @Test
    void shouldTellEveryChangeWithTheTimeOfItsFrame() {
        yaml(SIGNALS);
        try (Board board = bench.open();
                CanSocket peer = peer();
                Subscription subscription = board.subscribe("brake").onChange(0).open()) {
            Sample first = subscription.take(Bench.PATIENCE);
            assertThat(first).isNotNull();
            long before = board.clock().nowNs();
            for (int i = 0; i < 20; i++) {
                send(peer, 0x123, i % 2 == 0 ? "01" : "00");
            }
            long lastNs = before - 50_000_000; // both clocks are read at different moments
            for (int i = 0; i < 20; i++) {
                Sample sample = subscription.take(Bench.PATIENCE);
                assertThat(sample).as("change " + i).isNotNull();
                if (sample != null) {
                    assertThat(sample.flag("brake")).isEqualTo(i % 2 == 0);
                    assertThat(sample.boardTimeNs()).isGreaterThanOrEqualTo(lastNs);
                    assertThat(sample.lostBefore()).isZero();
                    lastNs = sample.boardTimeNs();
                }
            }
            assertThat(lastNs).isLessThan(board.clock().nowNs() + 50_000_000);
        }
    }

    @Test
    void shouldSendOutputsOnChangeAndSafeOnesAtBothEnds() {
        yaml(SIGNALS);
        try (CanSocket peer = peer(0x200)) {
            try (Board board = bench.open()) {
                assertThat(next(peer)).isEqualTo("200#3c000000"); // 6 A
                board.analogOutput("target").write(16);
                assertThat(next(peer)).isEqualTo("200#a0000000");
                board.digitalOutput("enable").write(true);
                assertThat(next(peer)).isEqualTo("200#a0000080");
                board.analogOutput("target").write(16);
                board.digitalOutput("enable").write(true);
                assertThat(peer.receive(frame, in(50))).isZero(); // nothing changed
            }
            assertThat(next(peer)).isEqualTo("200#3c000000");
        }
    }

    @Test
    void shouldSendInAPeriodWhateverTheHostDoes() {
        yaml(SIGNALS);
        try (CanSocket peer = peer(0x201);
                Board board = bench.open()) {
            board.counterOutput("lamp").write(0x5a);
            Bench.until("the new value is sent", () -> next(peer).equals("201#5a"));
            long firstNs = frame.timeNs();
            for (int i = 0; i < 20; i++) {
                assertThat(next(peer)).isEqualTo("201#5a");
            }
            // never faster than asked for; how much slower is the computer's business
            assertThat(frame.timeNs() - firstNs).isGreaterThan(20 * 5_000_000L / 2);
        }
    }

    @Test
    void shouldPassOnWhatTheControllerSays() {
        List<String> notices = new CopyOnWriteArrayList<>();
        yaml(SIGNALS);
        try (Board board = bench.open()) {
            board.onEvent(new BoardListener() {
                @Override
                public void notice(String text, long boardTimeNs) {
                    notices.add(text);
                }
            });
            bus.tool("error", "4", "0", "20");
            Bench.until("it is told", () -> notices.contains(bus.name() + ": error-passive"));
            bus.tool("error", "40");
            Bench.until("the bus counts as lost", () -> !board.isConnected());
            bus.tool("restart");
            Bench.until("the bus is back", board::isConnected);
        }
    }

    @Test
    void shouldSayWhyTheBusIsLost() {
        List<String> reasons = new CopyOnWriteArrayList<>();
        yaml(SIGNALS);
        try (Board board = bench.open()) {
            board.onEvent(new BoardListener() {
                @Override
                public void linkLost(String reason) {
                    reasons.add(reason);
                }
            });
            bus.tool("error", "40");
            Bench.until("the bus counts as lost", () -> !reasons.isEmpty());
            assertThat(reasons.get(0)).contains(bus.name() + " is bus-off").contains("restart-ms");
            bus.tool("restart");
            Bench.until("the bus is back", board::isConnected);
            bus.tool("down");
            Bench.until("the interface is down", () -> reasons.size() >= 2);
            assertThat(reasons.get(reasons.size() - 1)).contains(bus.name() + " is down - ip link set");
            bus.tool("up");
            Bench.until("the bus is back", board::isConnected);
        }
    }

    @Test
    void shouldSayWhatIsWrongWithAnInterface() {
        yaml(SIGNALS.replace("can0", "nocan7"));
        fails(Kind.NOT_FOUND, "no CAN interface nocan7 - is it plugged in?");
        bus.tool("down");
        yaml(SIGNALS);
        fails(Kind.UNREACHABLE, bus.name() + " is down - ip link set " + bus.name() + " up");
    }

    private void fails(Kind kind, String words) {
        assertThatThrownBy(() -> bench.open().close())
                .isInstanceOfSatisfying(
                        BoardException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(words)
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldTellAllMistakesOfAFile() {
        bench.yaml("""
                can:
                  - interface: can0
                    channels:
                      a: {direction: input, id: 0x800, extended: false, start: 0, bits: 8, kind: counter}
                      b: {direction: input, id: 1, start: 60, bits: 8, kind: counter}
                      c: {direction: output, id: 2, start: 0, bits: 8, kind: counter}
                      d: {direction: output, id: 2, start: 7, bits: 1}
                      e: {direction: output, id: 3, start: 7, bits: 1, onChange: false}
                      f: {direction: output, id: 4, start: 0, bits: 4, min: 0, max: 16, safe: 0}
                """);
        assertThatThrownBy(() -> bench.open().close())
                .cause()
                .hasMessageContainingAll(
                        "more than 11 bits", "end of the frame", "overlaps", "never be sent", "on the wire");
    }

    @Test
    void shouldHaveLongFramesOfCanFd() {
        yaml("""
                can:
                  - interface: can0
                    fd: true
                    channels:
                      far: {direction: input, id: 0x300, start: 488, bits: 16, kind: counter}
                      wide: {direction: output, id: 0x301, start: 72, bits: 8, kind: counter}
                """);
        try (CanSocket peer = CanSocket.open(bus.name(), List.of(CanSocket.Filter.only(0x301)), 0, true);
                Board board = bench.open()) {
            assertThat(next(peer)).isEqualTo("301#" + "00".repeat(12)); // the next length that CAN FD has
            assertThat(frame.isFd()).isTrue();
            board.counterOutput("wide").write(0xab);
            assertThat(next(peer)).isEqualTo("301#" + "00".repeat(9) + "ab0000");
            byte[] data = new byte[64];
            data[61] = 0x34;
            data[62] = 0x12;
            peer.send(frame.set(0x300, true, data, 0, 64), in(1_000));
            Bench.until("the frame came", () -> board.counterInput("far").read() == 0x1234);
        }
    }

    @Test
    void shouldCloseWithinASecond() {
        yaml(SIGNALS);
        Board board = bench.open();
        long beganNs = System.nanoTime();
        board.close();
        assertThat(Duration.ofNanos(System.nanoTime() - beganNs)).isLessThan(Bench.PATIENCE);
    }
}
