package dev.platine.mcu.peripheral.rcc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.ChipSpec;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.Clocks.Domain;
import dev.platine.mcu.time.Rate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chips at the speeds of the vendor's examples, to the cycle. */
class RatesTest {
    private static final int CR = 0x40023800;
    private static final int PLLCFGR = CR + 4;
    private static final int CFGR = CR + 8;
    private static final int DCKCFGR = CR + 0x8C;
    private static final long MHZ = 1_000_000;

    private static ChipSpec spec(String name) {
        return Stm32f4.all().stream()
                .filter(s -> s.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    private static Bench at(String chip, boolean crystal, int m, int n, int p) {
        Bench bench = new Bench(spec(chip));
        if (crystal) {
            bench.set(CR, 1 << 16);
            bench.run(2_100_000);
        }
        bench.write(PLLCFGR, m | n << 6 | (p / 2 - 1) << 16 | (crystal ? 1 << 22 : 0) | 7 << 24 | 2 << 28);
        bench.set(CR, 1 << 24);
        bench.run(200_000);
        bench.write(CFGR, 4 << 10 | 2);
        return bench;
    }

    @ParameterizedTest
    @CsvSource({
        "stm32f401, false, 16, 336, 4, 84",
        "stm32f411, true, 4, 100, 2, 100",
        "stm32f405, true, 8, 336, 2, 168",
        "stm32f407, true, 8, 336, 2, 168",
        "stm32f446, true, 8, 360, 2, 180"
    })
    void shouldRunAtItsSpeed(String chip, boolean crystal, int m, int n, int p, long mhz) {
        Bench bench = at(chip, crystal, m, n, p);
        assertThat(bench.clocks().hclk()).isEqualTo(Rate.hz(mhz * MHZ));
        long cycle = bench.chip().processor().cycles();
        long ns = bench.chip().nowNs();
        bench.cycles(mhz * 1000);
        assertThat(bench.chip().processor().cycles()).isEqualTo(cycle + mhz * 1000);
        assertThat(bench.chip().nowNs() - ns).isBetween(999_999L, 1_000_001L);
    }

    @Test
    void shouldFollowTheBoardsCrystal() {
        Bench bench = new Bench(Stm32f4.f407());
        bench.chip().externals().hseHz(25_000_000);
        bench.set(CR, 1 << 16);
        bench.run(2_100_000);
        bench.write(PLLCFGR, 25 | 336 << 6 | 1 << 22 | 7 << 24);
        bench.set(CR, 1 << 24);
        bench.run(200_000);
        bench.write(CFGR, 2);
        assertThat(bench.clocks().hclk()).isEqualTo(Rate.hz(168 * MHZ));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "4, 0, 1", "5, 0, 2", "6, 0, 4", "7, 0, 8", "4, 1, 1", "5, 1, 1", "6, 1, 2", "7, 1, 4"})
    void shouldGiveTimersTheirRate(int ppre, int timpre, int divider) {
        Bench bench = new Bench(Stm32f4.f411());
        bench.write(DCKCFGR, timpre << 24);
        bench.write(CFGR, ppre << 10 | ppre << 13);
        assertThat(bench.clocks().divider(Domain.TIMERS1)).isEqualTo(divider);
        assertThat(bench.clocks().divider(Domain.TIMERS2)).isEqualTo(divider);
        assertThat(bench.clocks().divider(Domain.APB1)).isEqualTo(ppre < 4 ? 1 : 2 << (ppre - 4));
    }

    @Test
    void shouldOfferTheF446ItsSecondOutputs() {
        Bench bench = at("stm32f446", true, 8, 360, 2);
        bench.write(CFGR, 0);
        bench.write(CFGR, 3);
        assertThat(bench.read(CFGR) & 15).isEqualTo(15);
        assertThat(bench.clocks().hclk()).isEqualTo(Rate.hz(180 * MHZ));
        bench.write(CR + 0x88, 8 | 192 << 6 | 1 << 16);
        bench.set(CR, 1 << 28);
        bench.run(200_000);
        assertThat(bench.read(CR) >>> 28).isEqualTo(3);
        assertThat(bench.clocks().pll48()).isEqualTo(new Rate(360 * MHZ, 7));
        bench.write(CR + 0x94, 1 << 27);
        assertThat(bench.clocks().pll48()).isEqualTo(Rate.hz(48 * MHZ));
        bench.write(DCKCFGR, 2 << 25 | 3 << 27);
        assertThat(bench.clocks().i2s()).isEqualTo(Rate.hz(180 * MHZ));
        assertThat(bench.clocks().i2sApb2()).isEqualTo(Rate.hz(8 * MHZ));
    }

    @Test
    void shouldDivideForTheI2sPllAlone() {
        Bench bench = at("stm32f411", true, 4, 100, 2);
        bench.write(CR + 0x84, 8 | 192 << 6 | 4 << 28);
        bench.set(CR, 1 << 26);
        bench.run(200_000);
        assertThat(bench.clocks().i2s()).isEqualTo(Rate.hz(48 * MHZ));
    }
}
