package dev.platine.mcu.peripheral.rcc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.ChipSpec;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.pin.Drive;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** MCO1 on PA8, MCO2 on PC9: a wave, not edges. */
class ClockOutputTest {
    private static final int CR = 0x40023800;
    private static final int CFGR = CR + 8;
    private static final int PORT_A = 0x40020000;
    private static final int PORT_C = PORT_A + 0x800;
    private static final int IDR = 0x10;

    static List<ChipSpec> chips() {
        return Stm32f4.all();
    }

    private static Bench.Driven last(Bench bench, String pin) {
        List<Bench.Driven> all = bench.driven(pin);
        return all.get(all.size() - 1);
    }

    @ParameterizedTest
    @MethodSource("chips")
    void shouldGiveTheChosenClockToThePin(ChipSpec spec) {
        Bench bench = new Bench(spec);
        bench.set(PORT_A, 2 << 16);
        assertThat(last(bench, "PA8").drive()).isEqualTo(Drive.WAVE);
        assertThat(last(bench, "PA8").volts()).isEqualTo(16e6);
        bench.write(CFGR, 5 << 24);
        assertThat(last(bench, "PA8").volts()).isCloseTo(16e6 / 3, within(1e-3));
        bench.write(CFGR, 5 << 27);
        bench.set(PORT_C, 2 << 18);
        assertThat(last(bench, "PC9").volts()).isCloseTo(16e6 / 3, within(1e-3));
    }

    @Test
    void shouldBeLowWhileItsSourceStandsStill() {
        Bench bench = new Bench(Stm32f4.f407());
        bench.set(PORT_A, 2 << 16);
        bench.write(CFGR, 2 << 21);
        assertThat(last(bench, "PA8").drive()).isEqualTo(Drive.LOW);
        bench.set(CR, 1 << 16);
        bench.run(2_100_000);
        assertThat(last(bench, "PA8").drive()).isEqualTo(Drive.WAVE);
        assertThat(last(bench, "PA8").volts()).isEqualTo(8e6);
        bench.clear(PORT_A, 3 << 16);
        assertThat(last(bench, "PA8").drive()).isEqualTo(Drive.FLOATING);
    }

    @Test
    void shouldTellTheWaveOnceHoweverLongItLasts() {
        Bench bench = new Bench(Stm32f4.f407());
        bench.set(PORT_A, 2 << 16);
        int told = bench.driven("PA8").size();
        bench.run(1_000_000_000);
        assertThat(bench.driven("PA8")).hasSize(told);
    }

    @Test
    void shouldBeSeenByItsOwnPort() {
        Bench bench = new Bench(Stm32f4.f407());
        bench.write(CFGR, 7 << 24);
        bench.set(PORT_A, 2 << 16);
        int high = 0;
        for (int i = 0; i < 320; i++) {
            bench.cycles(1);
            high += (int) bench.read(PORT_A + IDR) >>> 8 & 1;
        }
        assertThat(high).as("of 320 cycles, at 16 MHz / 5").isBetween(120, 200);
    }
}
