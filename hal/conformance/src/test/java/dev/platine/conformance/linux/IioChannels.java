package dev.platine.conformance.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import dev.platine.hal.AnalogReading;
import dev.platine.hal.AnalogSetpoint;
import dev.platine.hal.Board;
import dev.platine.hal.BoardException;
import dev.platine.hal.BoardException.Kind;
import dev.platine.hal.Exchange;
import dev.platine.hal.ExchangePlan;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channels of IIO devices. Behind the stand-in. */
class IioChannels {
    private static final int ENODEV = 19;
    private static final int EBUSY = 16;

    @TempDir
    Path folder = Path.of("");

    private Bench bench = new Bench(Path.of("target"));
    private Path adc = Path.of("");
    private Path dac = Path.of("");

    @BeforeEach
    void devices() {
        bench = new Bench(folder);
        adc = SysShim.iioDevice(
                bench,
                0,
                "ads1015",
                "front",
                "in_voltage0_raw",
                "1000",
                "in_voltage0_scale",
                "3.000000000",
                "in_voltage1_raw",
                "-20",
                "in_voltage_scale",
                "0.5",
                "in_voltage_offset",
                "-4",
                "in_voltage0-voltage1_raw",
                "7",
                "in_voltage-voltage_scale",
                "0.25",
                "in_temp_input",
                "21375",
                "in_accel_x_raw",
                "100",
                "in_accel_scale",
                "0.009582");
        dac = SysShim.iioDevice(bench, 1, "ad5686", "", "out_voltage0_raw", "77", "out_voltage_scale", "0.0625");
    }

    @AfterEach
    void work() {
        SysShim.shim_sys_error("in_voltage0_raw", 0);
    }

    private void yaml(String channels) {
        bench.yaml("iio: [{device: front, channels: " + channels + "}]");
    }

    @Test
    void shouldApplyTheKernelsScaleAndOffsetThenThoseOfTheFile() {
        yaml("{v: {channel: voltage0, direction: input, unit: V, min: 0, max: 5, scale: 0.001}, "
                + "w: {channel: voltage1, direction: input, min: -100, max: 100}, "
                + "d: {channel: voltage0-voltage1, direction: input, min: -100, max: 100}, "
                + "t: {channel: temp, direction: input, unit: Cel, min: -40, max: 125, scale: 0.001, offset: -1}, "
                + "a: {channel: accel_x, direction: input, unit: m/s2, min: -40, max: 40}}");
        try (Board board = bench.open()) {
            assertThat(board.analogInput("v").read()).isEqualTo((float) ((1000 - 4) * 3.0 * 0.001));
            assertThat(board.analogInput("w").read()).isEqualTo((-20 - 4) * 0.5);
            assertThat(board.analogInput("d").read()).isEqualTo(7 * 0.25);
            assertThat(board.analogInput("t").read()).isEqualTo((float) (21.375 - 1));
            assertThat(board.analogInput("a").read()).isEqualTo((float) (100 * 0.009582));
            SysShim.put(adc.resolve("in_voltage1_raw"), "12");
            assertThat(board.analogInput("w").read()).isEqualTo(4.0);
        }
    }

    @Test
    void shouldSetOutputsSafeAtOpenAndAtClose() {
        bench.yaml("iio: [{device: ad5686, channels: {out: "
                + "{channel: voltage0, direction: output, unit: V, min: 0, max: 4, safe: 0.5, scale: 0.001}}}]");
        try (Board board = bench.open()) {
            assertThat(SysShim.get(dac.resolve("out_voltage0_raw"))).isEqualTo("8000");
            board.analogOutput("out").write(2.5);
            assertThat(SysShim.get(dac.resolve("out_voltage0_raw"))).isEqualTo("40000");
            assertThat(board.analogOutput("out").read()).isEqualTo(2.5);
        }
        assertThat(SysShim.get(dac.resolve("out_voltage0_raw"))).isEqualTo("8000");
    }

    @Test
    void shouldSampleNoMoreOftenThanTheFileSays() {
        bench.yaml("""
                iio:
                  - device: front
                    everyMs: 3600000
                    channels: {slow: {channel: voltage1, direction: input, min: -100, max: 100}}
                  - device: front
                    channels: {fast: {channel: voltage1, direction: input, min: -100, max: 100}}
                """);
        try (Board board = bench.open()) {
            SysShim.put(adc.resolve("in_voltage1_raw"), "12");
            assertThat(board.analogInput("fast").read()).isEqualTo(4.0);
            assertThat(board.analogInput("slow").read()).isEqualTo(-12.0);
        }
    }

    @Test
    void shouldSayWhichDeviceOrChannelThereIsNot() {
        bench.yaml("iio: [{device: adc1015, channels: {v: {channel: voltage0, direction: input, min: 0, max: 1}}}]");
        bench.refuses(
                Kind.NOT_FOUND,
                "no IIO device 'adc1015' under " + bench.sys() + "/bus/iio/devices; did you mean 'ads1015'?");
        yaml("{v: {channel: volage0, direction: input, min: 0, max: 1}}");
        bench.refuses(Kind.NOT_FOUND, "open v: " + adc + " has no input channel 'volage0'; did you mean 'voltage0'?");
        yaml("{v: {channel: voltage0, direction: output, min: 0, max: 1, safe: 0}}");
        bench.refuses(Kind.NOT_FOUND, "open v: " + adc + " has no output channel 'voltage0'; there are none");
    }

    @Test
    void shouldSayWhyAChannelCannotBeRead() {
        yaml("{v: {channel: voltage0, direction: input, min: 0, max: 1}}");
        try (Board board = bench.open()) {
            SysShim.shim_sys_error("in_voltage0_raw", EBUSY);
            BoardException failed = catchThrowableOfType(
                    BoardException.class, () -> board.analogInput("v").read());
            assertThat(failed.kind()).isEqualTo(Kind.BOARD_FAILURE);
            assertThat(failed)
                    .hasMessageEndingWith("read v: " + adc
                            + "/in_voltage0_raw cannot be read: device or resource busy; find who has it "
                            + "and end that first");
            SysShim.shim_sys_error("in_voltage0_raw", 0);
            SysShim.put(adc.resolve("in_voltage0_raw"), "soon");
            failed = catchThrowableOfType(
                    BoardException.class, () -> board.analogInput("v").read());
            assertThat(failed).hasMessageEndingWith("/in_voltage0_raw holds no number; look at it with cat");
            SysShim.put(adc.resolve("in_voltage0_raw"), "4");
            assertThat(board.analogInput("v").read()).isZero();
        }
    }

    @Test
    void shouldBeLostWithItsDevice() {
        yaml("{v: {channel: voltage0, direction: input, min: 0, max: 1}}");
        try (Board board = bench.open()) {
            SysShim.shim_sys_error("in_voltage0_raw", ENODEV);
            Bench.until("the board is lost", () -> !board.isConnected());
            SysShim.shim_sys_error("in_voltage0_raw", 0);
            Bench.until("the board is back", board::isConnected);
            assertThat(board.analogInput("v").read()).isEqualTo(2988.0);
        }
    }

    @Test
    void shouldAllocateNothingInAnExchange() {
        bench.yaml("""
                iio:
                  - device: front
                    channels: {v: {channel: voltage0, direction: input, min: 0, max: 4000}}
                  - device: ad5686
                    channels: {out: {channel: voltage0, direction: output, min: 0, max: 4000, safe: 0}}
                """);
        try (Board board = bench.open("platine.call=direct")) {
            ExchangePlan plan = board.exchange();
            AnalogReading v = plan.read(board.analogInput("v"));
            AnalogSetpoint out = plan.write(board.analogOutput("out"));
            try (Exchange exchange = plan.prepare()) {
                ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
                long least = Long.MAX_VALUE;
                for (int round = 0; round < 20; round++) {
                    long before = threads.getCurrentThreadAllocatedBytes();
                    for (int i = 0; i < 1_000; i++) {
                        out.set(i);
                        exchange.runOrThrow();
                    }
                    least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
                }
                assertThat(v.value()).isEqualTo(2988f);
                assertThat(least).isLessThan(1_000); // bytes of 1,000 exchanges
            }
        }
    }
}
