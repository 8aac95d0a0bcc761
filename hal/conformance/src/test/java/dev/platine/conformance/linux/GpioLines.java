package dev.platine.conformance.linux;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.platine.core.channel.ChannelKind;
import dev.platine.hal.Board;
import dev.platine.hal.DigitalReading;
import dev.platine.hal.DigitalSetpoint;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines are found, set up, read and written. Behind the stand-in. */
class GpioLines {
    private static final long ACTIVE_LOW = 1 << 1;
    private static final long INPUT = 1 << 2;
    private static final long OUTPUT = 1 << 3;
    private static final long BOTH_EDGES = 3 << 4;
    private static final long OPEN_DRAIN = 1 << 6;
    private static final long PULL_UP = 1 << 8;

    @TempDir
    Path folder = Path.of("");

    private Bench bench = new Bench(Path.of("target"));

    @BeforeEach
    void chips() {
        bench = new Bench(folder);
        bench.chip(0, "pinctrl-test", 16);
        bench.chip(1, "expander", 8);
        GpioShim.shim_gpio_name(0, 3, "DOOR");
        GpioShim.shim_gpio_name(1, 5, "RELAY");
    }

    @Test
    void shouldFindChipsByNameLabelAndPathAndLinesByNameAndNumber() {
        bench.yaml("""
                gpio:
                  - channels:
                      door: {line: DOOR, direction: input}
                      relay: {line: RELAY, direction: output}
                  - chip: gpiochip0
                    channels: {a: {line: 4, direction: input}}
                  - chip: expander
                    channels: {b: {line: 2, direction: input}}
                  - chip: /dev/gpiochip1
                    channels: {c: {line: 3, direction: input}}
                """);
        try (Board board = bench.open()) {
            GpioShim.shim_gpio_set(0, 3, 1);
            GpioShim.shim_gpio_set(0, 4, 1);
            GpioShim.shim_gpio_set(1, 3, 1);
            board.digitalOutput("relay").write(true);
            assertThat(GpioShim.shim_gpio_get(1, 5)).isOne();
            assertThat(board.digitalInput("door").read()).isTrue();
            assertThat(board.digitalInput("a").read()).isTrue();
            assertThat(board.digitalInput("b").read()).isFalse();
            assertThat(board.digitalInput("c").read()).isTrue();
            assertThat(board.channels()).extracting("name").containsExactly("door", "relay", "a", "b", "c");
            assertThat(board.info().name()).isEqualTo("bench-1");
        }
    }

    @Test
    void shouldSetLinesUpAsTheFileSays() {
        bench.yaml("""
                gpio:
                  - chip: gpiochip0
                    channels:
                      quiet: {line: 0, direction: input, events: false}
                      button: {line: 1, direction: input, bias: pull-up, active: low, debounceUs: 5000}
                      flow: {line: 2, direction: input, count: rising, debounceUs: 100}
                      lamp: {line: 8, direction: output, safe: true}
                      bus: {line: 9, direction: output, drive: open-drain, active: low}
                """);
        GpioShim.shim_gpio_set(0, 9, 0);
        try (Board board = bench.open()) {
            long used = 1;
            assertThat(GpioShim.shim_gpio_flags(0, 0)).isEqualTo(used | INPUT);
            assertThat(GpioShim.shim_gpio_flags(0, 1)).isEqualTo(used | INPUT | BOTH_EDGES | PULL_UP | ACTIVE_LOW);
            assertThat(GpioShim.shim_gpio_flags(0, 2)).isEqualTo(used | INPUT | 1 << 4);
            assertThat(GpioShim.shim_gpio_debounce_us(0, 0)).isZero();
            assertThat(GpioShim.shim_gpio_debounce_us(0, 1)).isEqualTo(5000);
            assertThat(GpioShim.shim_gpio_debounce_us(0, 2)).isEqualTo(100);
            assertThat(GpioShim.shim_gpio_flags(0, 8)).isEqualTo(used | OUTPUT);
            assertThat(GpioShim.shim_gpio_flags(0, 9)).isEqualTo(used | OUTPUT | OPEN_DRAIN | ACTIVE_LOW);
            assertThat(GpioShim.shim_gpio_get(0, 8)).isOne();
            assertThat(GpioShim.shim_gpio_get(0, 9))
                    .as("active low, safe is off")
                    .isOne();
            assertThat(board.digitalInput("button").read()).as("low is active").isTrue();
            assertThat(board.channel("flow").kind()).isEqualTo(ChannelKind.COUNTER);
            board.digitalOutput("bus").write(true);
            assertThat(GpioShim.shim_gpio_get(0, 9)).isZero();
        }
    }

    @Test
    void shouldMakeOutputsSafeWhenTheirTimeIsOverAndAtClose() {
        bench.yaml("gpio: [{chip: gpiochip0, channels: {lamp: {line: 8, direction: output, safe: true}}}]");
        try (Board board = bench.open()) {
            board.digitalOutput("lamp").write(false);
            assertThat(GpioShim.shim_gpio_get(0, 8)).isZero();
            board.digitalOutput("lamp").write(false, Duration.ofMillis(50));
            Bench.until("the lamp is safe", () -> GpioShim.shim_gpio_get(0, 8) == 1);
            board.digitalOutput("lamp").write(false);
            assertThat(GpioShim.shim_gpio_get(0, 8)).isZero();
        }
        assertThat(GpioShim.shim_gpio_get(0, 8)).isOne();
        assertThat(GpioShim.shim_gpio_flags(0, 8)).as("given back").isZero();
    }

    @Test
    void shouldKeepOutputsAtCloseWhenAskedTo() {
        bench.yaml("atClose: keep\ngpio: [{chip: gpiochip0, channels: {lamp: {line: 8, direction: output}}}]");
        try (Board board = bench.open()) {
            board.digitalOutput("lamp").write(true);
        }
        assertThat(GpioShim.shim_gpio_get(0, 8)).isOne();
    }

    @Test
    void shouldReadAllInputsByOneCallAndSetAllOutputsByOne() {
        bench.yaml("""
                gpio:
                  - chip: gpiochip0
                    channels:
                      i0: {line: 0, direction: input, events: false}
                      i1: {line: 1, direction: input, events: false, active: low}
                      o8: {line: 8, direction: output}
                      i2: {line: 2, direction: input, events: false}
                      o9: {line: 9, direction: output, drive: open-source}
                """);
        GpioShim.shim_gpio_wire(0, 8, 0);
        GpioShim.shim_gpio_wire(0, 9, 2);
        try (Board board = bench.open("platine.call=direct")) {
            ExchangePlan plan = board.exchange();
            DigitalReading i0 = plan.read(board.digitalInput("i0"));
            DigitalReading i1 = plan.read(board.digitalInput("i1"));
            DigitalReading i2 = plan.read(board.digitalInput("i2"));
            DigitalSetpoint o8 = plan.write(board.digitalOutput("o8"));
            DigitalSetpoint o9 = plan.write(board.digitalOutput("o9"));
            try (Exchange exchange = plan.prepare()) {
                long fewest = Long.MAX_VALUE;
                for (int i = 0; i < 20; i++) {
                    o8.set(i % 2 == 0);
                    o9.set(i % 3 == 0);
                    long before = GpioShim.shim_gpio_calls(0);
                    exchange.runOrThrow();
                    fewest = Math.min(
                            fewest, GpioShim.shim_gpio_calls(0) - before); // the board looks by itself at times
                    assertThat(i0.value()).isEqualTo(i % 2 == 0);
                    assertThat(i1.value()).isTrue();
                    assertThat(i2.value()).isEqualTo(i % 3 == 0);
                }
                assertThat(fewest).isEqualTo(2);
            }
        }
    }

    @Test
    void shouldAllocateNothingInAnExchange() {
        bench.yaml("""
                gpio:
                  - chip: gpiochip0
                    channels:
                      in: {line: 0, direction: input}
                      flow: {line: 1, direction: input, count: both}
                      out: {line: 8, direction: output}
                """);
        GpioShim.shim_gpio_wire(0, 8, 0);
        try (Board board = bench.open("platine.call=direct")) {
            ExchangePlan plan = board.exchange();
            DigitalReading in = plan.read(board.digitalInput("in"));
            plan.read(board.counterInput("flow"));
            DigitalSetpoint out = plan.write(board.digitalOutput("out"));
            try (Exchange exchange = plan.prepare()) {
                ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
                long least = Long.MAX_VALUE;
                for (int round = 0; round < 20; round++) {
                    long before = threads.getCurrentThreadAllocatedBytes();
                    for (int i = 0; i < 1_000; i++) {
                        out.set((i & 1) == 0);
                        exchange.runOrThrow();
                    }
                    least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
                }
                assertThat(in.value()).isFalse();
                assertThat(least).isLessThan(1_000); // bytes of 1,000 exchanges
            }
        }
    }

    @Test
    void shouldBeginAgainWhenReset() {
        bench.yaml("gpio: [{chip: gpiochip0, channels: {lamp: {line: 8, direction: output}}}]");
        try (Board board = bench.open()) {
            board.digitalOutput("lamp").write(true);
            board.reset();
            Bench.until("the lamp is off", () -> GpioShim.shim_gpio_get(0, 8) == 0);
            assertThat(board.digitalOutput("lamp").read()).isFalse();
            board.digitalOutput("lamp").write(true);
            assertThat(GpioShim.shim_gpio_get(0, 8)).isOne();
        }
    }
}
