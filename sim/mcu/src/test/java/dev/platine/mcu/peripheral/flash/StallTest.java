package dev.platine.mcu.peripheral.flash;

import static dev.platine.mcu.peripheral.flash.FlashBench.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.chip.Stm32f4;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A processor that programs flash: it waits if it runs from flash, and goes on if it runs from other memory. */
class StallTest {
    private static final short[] CODE = {
        0x4903,
        (short) 0xF04F,
        0x5300,
        0x2200,
        0x600A, // stores 0 to flash
        0x2201,
        0x601A,
        (short) 0xE7FE,
        0,
        0x0801 // stores 1 to memory; stays
    };
    private static final int DONE = 0x20000000;

    /** A chip that begins to run at an address, after its flash controller was told to program words. */
    private static FlashBench running(int code) {
        FlashBench flash = new FlashBench(Stm32f4.f407());
        flash.program0(0, 0x20001000);
        flash.program0(4, code | 1);
        flash.bench.chip().powerDown(0);
        flash.bench.chip().powerUp(0);
        Memory memory = flash.bench.chip().bus().memory(code);
        for (int i = 0; i < CODE.length; i++) {
            memory.program(code + 2 * i, 2, CODE[i]);
        }
        flash.unlock();
        flash.bench.write(CR, PG | WORDS);
        return flash;
    }

    @Test
    void shouldStandStillWhenItRunsFromFlash() {
        FlashBench flash = running(0x08000200);
        flash.bench.run(10_000);
        assertThat(flash.busy()).isTrue();
        assertThat(flash.bench.read(DONE)).isZero();
        flash.bench.run(10_000);
        assertThat(flash.bench.read(DONE)).isEqualTo(1);
        assertThat(flash.word(0x10000)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x20000100, 0x20000400})
    void shouldGoOnWhenItRunsFromMemory(int code) {
        FlashBench flash = running(code);
        flash.bench.run(2_000);
        assertThat(flash.busy()).isTrue();
        assertThat(flash.bench.read(DONE)).isEqualTo(1);
        flash.bench.run(20_000);
        assertThat(flash.busy()).isFalse();
    }

    @Test
    void shouldLetTimePassWhileItStandsStill() {
        FlashBench flash = running(0x08000200);
        long cycles = flash.bench.chip().processor().cycles();
        flash.bench.run(10_000);
        assertThat(flash.bench.chip().processor().cycles() - cycles).isEqualTo(160);
    }

    @Test
    void shouldRunAgainAfterAResetInTheMiddle() {
        FlashBench flash = running(0x08000200);
        flash.bench.run(5_000);
        flash.bench.chip().reset(dev.platine.mcu.peripheral.ResetCause.PIN);
        flash.bench.run(5_000);
        assertThat(flash.bench.read(DONE))
                .as("locked after reset, so nothing to wait for")
                .isEqualTo(1);
        assertThat(flash.status()).isEqualTo(PGSERR);
    }
}
