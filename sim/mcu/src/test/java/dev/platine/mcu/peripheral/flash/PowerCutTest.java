package dev.platine.mcu.peripheral.flash;

import static dev.platine.mcu.peripheral.flash.FlashBench.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Stm32f4;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Power that goes while flash is busy. */
class PowerCutTest {
    private static FlashBench flash(long seed) {
        FlashBench flash = new FlashBench(Stm32f4.f407());
        flash.bench.chip().externals().seed(seed);
        flash.bench.chip().powerDown(0);
        flash.bench.chip().powerUp(0);
        flash.unlock();
        return flash;
    }

    private static void cut(Bench bench) {
        long now = bench.chip().nowNs();
        bench.chip().powerDown(now);
        bench.chip().powerUp(now + MS);
    }

    /** A sector of zeros whose erase is cut after so many milliseconds of its 250. */
    private static byte[] cutErase(long seed, long afterMs) {
        FlashBench flash = flash(seed);
        Arrays.fill(flash.bench.chip().memory("FLASH").bytes(), 0x4000, 0x8000, (byte) 0);
        flash.erase(1);
        flash.bench.run(afterMs * MS);
        cut(flash.bench);
        assertThat(flash.busy()).isFalse();
        assertThat(flash.bench.read(CR)).isEqualTo(0x80000000L);
        byte[] bytes = flash.bench.chip().memory("FLASH").bytes();
        assertThat(bytes[0x8000]).isEqualTo((byte) -1);
        return Arrays.copyOfRange(bytes, 0x4000, 0x8000);
    }

    private static int ones(byte[] bytes) {
        int ones = 0;
        for (byte b : bytes) {
            ones += Integer.bitCount(b & 0xFF);
        }
        return ones;
    }

    @Test
    void shouldLeaveASectorBetweenOldAndNew() {
        int bits = 0x4000 * 8;
        assertThat(ones(cutErase(1, 125))).isBetween(bits * 45 / 100, bits * 55 / 100);
        assertThat(ones(cutErase(1, 25))).isBetween(bits * 5 / 100, bits * 15 / 100);
        assertThat(ones(cutErase(1, 251))).isEqualTo(bits);
    }

    @Test
    void shouldTearTheSameWayWithTheSameSeed() {
        assertThat(cutErase(7, 100)).isEqualTo(cutErase(7, 100)).isNotEqualTo(cutErase(8, 100));
    }

    @Test
    void shouldTearAWord() {
        int torn = 0;
        FlashBench flash = flash(3);
        for (int i = 0; i < 20; i++) {
            flash.unlock();
            flash.bench.write(CR, PG | WORDS);
            flash.store(4 * i, 4, 0x0000FFFF);
            flash.bench.run(8_000);
            cut(flash.bench);
            assertThat(flash.word(4 * i) & 0xFFFF).as("bits that do not change").isEqualTo(0xFFFF);
            torn += flash.word(4 * i) != 0x0000FFFF && flash.word(4 * i) != -1 ? 1 : 0;
        }
        assertThat(torn).isGreaterThan(15);
    }

    @Test
    void shouldKeepWhatWasDone() {
        FlashBench flash = flash(3);
        flash.program(0, 5);
        cut(flash.bench);
        assertThat(flash.word(0)).isEqualTo(5);
    }
}
