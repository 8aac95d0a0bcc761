package dev.platine.conformance.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.platine.hal.Board;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.Boards;
import dev.platine.hal.Sample;
import dev.platine.hal.Subscription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of a chip that the kernel simulates, where it has the module and tests have the right; the stand-in is not used here. */
@Tag("native")
class GpioOnKernelTest {
    @TempDir
    Path folder = Path.of("");

    private Board open(String channels) throws IOException {
        Path file = folder.resolve("bench.yaml");
        Files.writeString(
                file, "linux: 1\nboard: bench-1\ngpio: [{chip: platine-test, channels: {" + channels + "}}]\n");
        return Boards.open("linux:" + file, Bench.OPTIONS);
    }

    @Test
    void shouldReadSetAndTellEdges() throws IOException {
        try (GpioSim sim = GpioSim.open("platine-test", 8, "DOOR", "BELL", "RELAY")) {
            sim.set(1, true);
            try (Board board = open(
                            "door: {line: DOOR, direction: input}, bell: {line: 1, direction: input, active: low}, "
                                    + "relay: {line: RELAY, direction: output, safe: true}, "
                                    + "lamp: {line: 5, direction: output, active: low}, flow: {line: 6, direction: input, count: rising}");
                    Subscription changes = board.subscribe("door").queue(4096).open()) {
                assertThat(take(changes).flag(0)).isFalse();
                assertThat(board.digitalInput("bell").read()).isFalse();
                assertThat(sim.get(2)).isTrue();
                assertThat(sim.get(5)).isTrue();
                board.digitalOutput("relay").write(false);
                board.digitalOutput("lamp").write(true);
                assertThat(sim.get(2)).isFalse();
                assertThat(sim.get(5)).isFalse();
                for (int i = 0; i < 20; i++) {
                    long beforeNs = board.clock().nowNs();
                    sim.set(0, (i & 1) == 0);
                    long afterNs = board.clock().nowNs();
                    Sample edge = take(changes);
                    assertThat(edge.flag(0)).isEqualTo((i & 1) == 0);
                    assertThat(edge.boardTimeNs()).isBetween(beforeNs, afterNs);
                    assertThat(edge.lostBefore()).isZero();
                    sim.set(6, (i & 1) == 0);
                }
                Bench.until(
                        "the counter has all", () -> board.counterInput("flow").read() == 10);
            }
            assertThat(sim.get(2)).as("safe at close").isTrue();
        }
    }

    private static Sample take(Subscription changes) {
        return Objects.requireNonNull(changes.take(Bench.PATIENCE), "no sample in time");
    }

    @Test
    void shouldLoseTheOldestAndSayHowManyWhenEdgesComeTooFast() throws IOException {
        try (GpioSim sim = GpioSim.open("platine-test", 8);
                Board board = open("door: {line: 0, direction: input}");
                Subscription changes = board.subscribe("door").queue(8192).open()) {
            take(changes);
            int edges = 3_001;
            for (int i = 0; i < edges; i++) {
                sim.set(0, (i & 1) == 0);
            }
            long told = 0;
            boolean last = false;
            while (told + changes.lost() < edges) {
                last = take(changes).flag(0);
                told++;
            }
            assertThat(told + changes.lost()).isEqualTo(edges);
            assertThat(last).isTrue();
        }
    }

    @Test
    void shouldNameWhoHasALine() throws IOException {
        try (GpioSim sim = GpioSim.open("platine-test", 8);
                Board board = open("door: {line: 3, direction: input}")) {
            sim.set(3, true);
            assertThat(board.digitalInput("door").read()).isTrue();
            BoardException busy = catchThrowableOfType(
                    BoardException.class,
                    () -> open("door: {line: 3, direction: input}").close());
            assertThat(busy.kind()).isEqualTo(Kind.BUSY);
            assertThat(busy).hasMessageContaining("is in use by 'platine'");
        }
    }
}
