package dev.platine.mcu.peripheral.rng;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.time.Rate;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RngTest {
    private static final int CR = 0x50060800;
    private static final int SR = CR + 4;
    private static final int DR = CR + 8;
    private static final int RNGEN = 4;
    private static final int IE = 8;

    private static Bench bench(long seed, long clockHz) {
        Bench bench = new Bench(Stm32f4.f407());
        bench.chip().externals().seed(seed);
        clock(bench, clockHz);
        return bench;
    }

    private static void clock(Bench bench, long hz) {
        bench.clocks().changing();
        bench.clocks().pll48(Rate.hz(hz));
        bench.clocks().changed();
    }

    private static long word(Bench bench) {
        bench.run(900);
        assertThat(bench.read(SR)).isEqualTo(1);
        long word = bench.read(DR);
        assertThat(bench.read(SR)).isZero();
        return word;
    }

    @Test
    void shouldGiveAWordEveryFortyCycles() {
        Bench bench = bench(1, 48_000_000);
        bench.write(CR, RNGEN);
        bench.run(750);
        assertThat(bench.read(SR)).isZero();
        Set<Long> words = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            words.add(word(bench));
        }
        assertThat(words).hasSize(100);
        assertThat(bench.read(DR)).as("not ready").isZero();
    }

    @Test
    void shouldRepeatWithItsSeed() {
        Bench a = bench(5, 48_000_000);
        Bench b = bench(5, 48_000_000);
        Bench c = bench(6, 48_000_000);
        a.write(CR, RNGEN);
        b.write(CR, RNGEN);
        c.write(CR, RNGEN);
        long first = word(a);
        assertThat(word(b)).isEqualTo(first);
        assertThat(word(c)).isNotEqualTo(first);
    }

    @Test
    void shouldInterruptWhenAWordIsReady() {
        Bench bench = bench(1, 48_000_000);
        bench.write(CR, RNGEN | IE);
        assertThat(bench.pending("RNG")).isFalse();
        bench.run(900);
        assertThat(bench.pending("RNG")).isTrue();
    }

    @Test
    void shouldTellThatItsClockIsMissing() {
        Bench bench = bench(1, 0);
        bench.write(CR, RNGEN | IE);
        assertThat(bench.read(SR)).isEqualTo(0x22);
        assertThat(bench.pending("RNG")).isTrue();
        clock(bench, 48_000_000);
        assertThat(bench.read(SR)).isEqualTo(0x20);
        bench.write(SR, 0);
        assertThat(bench.read(SR)).isZero();
        word(bench);
        clock(bench, 900_000);
        assertThat(bench.read(SR) & 0x22).as("below a sixteenth of HCLK").isEqualTo(0x22);
    }

    @Test
    void shouldTellThatItsSourceRepeatsItself() {
        Bench bench = bench(1, 48_000_000);
        bench.write(CR, RNGEN);
        word(bench);
        Rng rng = (Rng) bench.chip().blocks().get("RNG");
        rng.noise(false);
        bench.run(900);
        assertThat(bench.read(SR)).isEqualTo(0x44);
        rng.noise(true);
        bench.write(SR, ~0x40);
        bench.write(CR, 0);
        bench.write(CR, RNGEN);
        word(bench);
    }

    @Test
    void shouldStopWithItsGate() {
        Bench bench = bench(1, 48_000_000);
        bench.write(CR, RNGEN);
        bench.chip().blocks().get("RNG").clock(false);
        bench.run(10_000);
        bench.chip().blocks().get("RNG").clock(true);
        assertThat(bench.read(SR)).isZero();
        word(bench);
    }
}
