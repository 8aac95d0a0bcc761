package dev.platine.mcu.peripheral.flash;

import static dev.platine.mcu.peripheral.flash.FlashBench.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.ResetCause;
import org.junit.jupiter.api.Test;

class OptionBytesTest {
    private static final int DELIVERED = 0x0FFFAAED;

    private final FlashBench flash = new FlashBench(Stm32f4.f407());
    private final Bench bench = flash.bench;

    private int level() {
        return ((Flash) bench.chip().blocks().get("FLASH")).protectionLevel();
    }

    @Test
    void shouldBeLockedUntilTheirKeysCame() {
        bench.write(OPTCR, 0);
        assertThat(bench.read(OPTCR)).isEqualTo(DELIVERED);
        flash.unlockOptions();
        bench.write(OPTCR, 0x0FFFAAE8);
        assertThat(bench.read(OPTCR)).isEqualTo(0x0FFFAAE8);
        assertThat(bench.chip().bus().write(OPTKEYR, 4, 1))
                .as("open: keys have no effect")
                .isTrue();
        bench.set(OPTCR, 1);
        assertThat(bench.chip().bus().write(OPTKEYR, 4, 1)).isFalse();
        assertThat(bench.chip().bus().write(OPTKEYR, 4, 0x08192A3B)).isFalse();
    }

    @Test
    void shouldForgetWhatWasNotStarted() {
        flash.unlockOptions();
        bench.write(OPTCR, 0x0FFEAAE8);
        bench.chip().reset(ResetCause.PIN);
        bench.run(100);
        assertThat(bench.read(OPTCR)).isEqualTo(DELIVERED);
    }

    @Test
    void shouldProtectSectors() {
        flash.unlockOptions();
        flash.options(DELIVERED & ~(1 << 17));
        flash.unlock();
        flash.program(0x4000, 0);
        assertThat(flash.status()).isEqualTo(WRPERR);
        assertThat(flash.word(0x4000)).isEqualTo(-1);
        bench.write(SR, WRPERR);
        flash.program(0, 0);
        flash.erase(1);
        assertThat(flash.status()).isEqualTo(WRPERR);
        bench.write(SR, WRPERR);
        bench.write(CR, MER);
        bench.set(CR, STRT);
        assertThat(flash.status()).isEqualTo(WRPERR);
        assertThat(flash.word(0)).isZero();
        bench.chip().reset(ResetCause.PIN);
        bench.run(100);
        assertThat(bench.read(OPTCR)).isEqualTo(DELIVERED & ~(1 << 17));
    }

    @Test
    void shouldShowThemInMemory() {
        assertThat(bench.read(0x1FFFC000) & 0xFFFF).isEqualTo(0xAAFF);
        flash.unlockOptions();
        flash.options(DELIVERED & ~(1 << 18) & ~(1 << 6));
        assertThat(bench.read(0x1FFFC000) & 0xFFFF).isEqualTo(0xAABF);
        assertThat(bench.read(0x1FFFC008) & 0xFFFF).isEqualTo(0xFFFB);
    }

    @Test
    void shouldEraseTheFlashWhenReadProtectionIsGivenUp() {
        flash.unlock();
        flash.program(0, 0x1234);
        flash.unlockOptions();
        assertThat(level()).isZero();
        flash.options((DELIVERED & ~0xFF00) | 0x5500);
        assertThat(level()).isEqualTo(1);
        assertThat(flash.word(0)).isEqualTo(0x1234);
        flash.options(DELIVERED);
        assertThat(flash.busy()).isTrue();
        bench.run(17_000 * MS);
        assertThat(flash.busy()).isFalse();
        assertThat(level()).isZero();
        assertThat(flash.word(0)).isEqualTo(-1);
    }

    @Test
    void shouldNeverLeaveLevelTwo() {
        flash.unlockOptions();
        flash.options((DELIVERED & ~0xFF00) | 0xCC00);
        assertThat(level()).isEqualTo(2);
        flash.options(DELIVERED);
        assertThat(level()).isEqualTo(2);
        assertThat(flash.status()).isEqualTo(WRPERR);
    }

    @Test
    void shouldStartTheWatchdogByHardware() {
        flash.unlockOptions();
        flash.options(DELIVERED & ~(1 << 5));
        assertThat(bench.chip().signal("IWDG_HARDWARE").isHigh()).isFalse();
        bench.chip().reset(ResetCause.PIN);
        bench.run(100);
        assertThat(bench.chip().signal("IWDG_HARDWARE").isHigh()).isTrue();
        bench.run(600 * MS);
        assertThat(bench.read(0x40023874) >>> 29 & 1).isEqualTo(1);
    }
}
