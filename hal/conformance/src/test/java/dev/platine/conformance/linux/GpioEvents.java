package dev.platine.conformance.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.hal.Board;
import dev.platine.hal.Sample;
import dev.platine.hal.Subscription;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edges: their order, time, numbers and losses. Behind the stand-in. */
class GpioEvents {
    private static final String TWO_INPUTS = """
            scanMs: %s
            gpio:
              - chip: gpiochip0
                channels:
                  a: {line: 0, direction: input}
                  b: {line: 1, direction: input}
            """;

    @TempDir
    Path folder = Path.of("");

    private Bench bench = new Bench(Path.of("target"));

    @BeforeEach
    void chip() {
        bench = new Bench(folder);
        bench.chip(0, "pinctrl-test", 16);
    }

    private static Sample take(Subscription subscription) {
        return Objects.requireNonNull(subscription.take(Bench.PATIENCE), "no sample in time");
    }

    @Test
    void shouldTellEveryEdgeWithTheTimeAtWhichTheKernelSawIt() {
        bench.yaml(TWO_INPUTS.formatted("2"));
        try (Board board = bench.open();
                Subscription changes = board.subscribe("a").queue(4096).open()) {
            assertThat(take(changes).flag(0)).isFalse();
            long[] before = new long[200];
            long[] after = new long[200];
            for (int i = 0; i < before.length; i++) {
                before[i] = board.clock().nowNs();
                GpioShim.shim_gpio_set(0, 0, (i + 1) & 1);
                after[i] = board.clock().nowNs();
            }
            long sequence = -1;
            for (int i = 0; i < before.length; i++) {
                Sample edge = take(changes);
                assertThat(edge.flag(0)).isEqualTo((i & 1) == 0);
                assertThat(edge.boardTimeNs()).isBetween(before[i], after[i]);
                assertThat(edge.lostBefore()).isZero();
                assertThat(sequence < 0 || edge.sequence() == sequence + 1).isTrue();
                sequence = edge.sequence();
            }
        }
    }

    @Test
    void shouldCountEdgesThatTheKernelLost() {
        bench.yaml(TWO_INPUTS.formatted("1"));
        try (Board board = bench.open();
                Subscription changes = board.subscribe("a").open()) {
            take(changes);
            GpioShim.shim_gpio_set(0, 0, 1);
            Sample first = take(changes);
            GpioShim.shim_gpio_skip(0, 0, 6);
            GpioShim.shim_gpio_set(0, 0, 0);
            Sample second = take(changes);
            assertThat(second.lostBefore()).isEqualTo(6);
            assertThat(second.sequence()).isEqualTo(first.sequence() + 7);
            assertThat(second.flag(0)).isFalse();
            GpioShim.shim_gpio_set(0, 0, 1);
            assertThat(take(changes).lostBefore()).isZero();
            assertThat(changes.lost()).isEqualTo(6);
        }
    }

    @Test
    void shouldLoseTheOldestAndSayHowManyWhenEdgesComeTooFast() {
        bench.yaml(TWO_INPUTS.formatted("1000"));
        int edges = 5_001;
        try (Board board = bench.open();
                Subscription changes = board.subscribe("a").queue(8192).open()) {
            take(changes);
            for (int i = 0; i < edges; i++) {
                GpioShim.shim_gpio_set(0, 0, (i + 1) & 1);
            }
            long told = 0;
            boolean last = false;
            while (told + changes.lost() < edges) {
                last = take(changes).flag(0);
                told++;
            }
            assertThat(told + changes.lost()).isEqualTo(edges);
            assertThat(changes.lost()).isPositive();
            assertThat(last).isTrue();
        }
    }

    @Test
    void shouldTellTheLevelOfALineWhoseNewestEdgeWasLost() {
        bench.yaml(TWO_INPUTS.formatted("1000"));
        try (Board board = bench.open();
                Subscription changes = board.subscribe("a").open()) {
            take(changes);
            GpioShim.shim_gpio_set(0, 0, 1);
            assertThat(take(changes).flag(0)).isTrue();
            GpioShim.shim_gpio_set(0, 0, 0);
            for (int i = 0; i < 3_000; i++) { // pushes the edge of a out of the kernel's buffer
                GpioShim.shim_gpio_set(0, 1, (i + 1) & 1);
            }
            Sample low = take(changes);
            while (low.flag(0)) {
                low = take(changes);
            }
            assertThat(changes.lost()).isLessThanOrEqualTo(1); // none when the board looked in between
            GpioShim.shim_gpio_set(0, 0, 1);
            assertThat(take(changes).lostBefore()).isZero();
        }
    }

    @Test
    void shouldTellEdgesOfActiveLowLinesAsTheyAreMeant() {
        bench.yaml("gpio: [{chip: gpiochip0, channels: {a: {line: 0, direction: input, active: low}}}]");
        GpioShim.shim_gpio_set(0, 0, 1);
        try (Board board = bench.open();
                Subscription changes = board.subscribe("a").open()) {
            assertThat(take(changes).flag(0)).isFalse();
            GpioShim.shim_gpio_set(0, 0, 0);
            assertThat(take(changes).flag(0)).isTrue();
        }
    }

    @Test
    void shouldCountEdgesAlsoThoseThatWereLost() {
        bench.yaml("""
                gpio:
                  - chip: gpiochip0
                    channels:
                      up: {line: 0, direction: input, count: rising}
                      all: {line: 1, direction: input, count: both}
                """);
        GpioShim.shim_gpio_wire(0, 0, 1);
        try (Board board = bench.open()) {
            assertThat(board.counterInput("up").read()).isZero();
            for (int i = 0; i < 20; i++) {
                GpioShim.shim_gpio_set(0, 0, (i + 1) & 1);
            }
            assertThat(board.counterInput("up").read()).isEqualTo(10);
            assertThat(board.counterInput("all").read()).isEqualTo(20);
            GpioShim.shim_gpio_skip(0, 0, 100);
            GpioShim.shim_gpio_set(0, 0, 1);
            assertThat(board.counterInput("up").read()).isEqualTo(111);
        }
    }

    @Test
    void shouldCompareSamplesWhereALineTellsNoEdges() {
        bench.yaml("gpio: [{chip: gpiochip0, channels: {a: {line: 0, direction: input, events: false}}}]");
        try (Board board = bench.open();
                Subscription changes = board.subscribe("a").open()) {
            assertThat(take(changes).flag(0)).isFalse();
            GpioShim.shim_gpio_set(0, 0, 1);
            assertThat(take(changes).flag(0)).isTrue();
        }
    }
}
