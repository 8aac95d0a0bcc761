package dev.platine.conformance.linux;

import dev.platine.conformance.Ability;
import dev.platine.conformance.BoardConformance;
import dev.platine.conformance.BoardUnderTest;
import dev.platine.hal.Board;
import dev.platine.hal.Boards;
import dev.platine.hal.OpenOptions;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** The suite on a bench of GPIO lines, a PWM output and IIO channels. Behind the stand-in. */
class LinuxConformance extends BoardConformance {
    @TempDir
    static Path folder = Path.of("");

    @Override
    protected BoardUnderTest start() {
        Bench bench = new Bench(folder);
        bench.chip(0, "pinctrl-test", 16);
        SysShim.pwmChip(bench, 0, 2, "fe20c000.pwm");
        SysShim.iioDevice(bench, 0, "ads1015", "", "in_voltage0_raw", "1000", "in_voltage0_scale", "3.0");
        SysShim.iioDevice(bench, 1, "ad5686", "", "out_voltage0_raw", "0", "out_voltage_scale", "0.0625");
        bench.yaml("""
                scanMs: 1
                gpio:
                  - chip: gpiochip0
                    channels:
                      door: {line: 0, direction: input, label: the door}
                      flow: {line: 1, direction: input, count: rising}
                      relay: {line: 8, direction: output}
                      lamp: {line: 9, direction: output, safe: true, drive: open-drain}
                pwm:
                  - chip: pwmchip0
                    channels:
                      fan: {pwm: 0, safe: 0.25}
                      fan_hz: {pwm: 0, sets: frequency, unit: Hz, min: 10, max: 1000, safe: 100}
                iio:
                  - device: ads1015
                    channels: {v: {channel: voltage0, direction: input, unit: V, min: 0, max: 5, scale: 0.001}}
                  - device: ad5686
                    channels: {level: {channel: voltage0, direction: output, unit: mV, min: 0, max: 4000, safe: 500}}
                """);
        return new Buses(bench);
    }

    /** The GPIO chip is unplugged and plugged in again, which the whole board hangs on. */
    private static final class Buses implements BoardUnderTest {
        private final Bench bench;

        Buses(Bench bench) {
            this.bench = bench;
        }

        @Override
        public String kind() {
            return "linux";
        }

        @Override
        public Set<Ability> abilities() {
            return EnumSet.of(Ability.BREAK_LINK, Ability.FREEZE, Ability.ABSENCE, Ability.RESET, Ability.REAL_TIME);
        }

        @Override
        public Board open(OpenOptions options) {
            return Boards.open(bench.uri(), options);
        }

        @Override
        public boolean startsWhenOpened() {
            return true;
        }

        @Override
        public void breakLinks() {
            GpioShim.shim_gpio_break(0);
        }

        @Override
        public void freeze(boolean frozen) {
            GpioShim.shim_gpio_freeze(0, frozen ? 1 : 0);
        }

        @Override
        public void present(boolean present) {
            GpioShim.shim_gpio_gone(0, present ? 0 : 1);
        }

        @Override
        public void close() {
            // The stand-in keeps nothing but memory.
        }
    }
}
