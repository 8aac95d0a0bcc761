package dev.platine.mcu.peripheral.rcc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.Clocks.Domain;
import dev.platine.mcu.peripheral.ResetCause;
import dev.platine.mcu.register.TouchLog;
import dev.platine.mcu.time.Rate;
import org.junit.jupiter.api.Test;

class RccTest {
    private static final int CR = 0x40023800;
    private static final int PLLCFGR = CR + 4;
    private static final int CFGR = CR + 8;
    private static final int CIR = CR + 12;
    private static final int AHB1RSTR = CR + 0x10;
    private static final int AHB1ENR = CR + 0x30;
    private static final int BDCR = CR + 0x70;
    private static final int CSR = CR + 0x74;
    private static final int CRC = 0x40023000;
    private static final int HSEON = 1 << 16;
    private static final int HSERDY = 1 << 17;
    private static final int CSSON = 1 << 19;
    private static final int PLLON = 1 << 24;
    private static final int PLLRDY = 1 << 25;

    private final Bench bench = new Bench(Stm32f4.f407());

    private boolean has(int address, int bits) {
        return (bench.read(address) & bits) == bits;
    }

    /** 8 MHz / 8 * 336 / 2 = 168 MHz, halved and quartered for the slow buses. */
    private void fast() {
        bench.set(CR, HSEON);
        bench.run(2_100_000);
        bench.write(PLLCFGR, 8 | 336 << 6 | 1 << 22 | 7 << 24);
        bench.set(CR, PLLON);
        bench.run(200_000);
        bench.write(CFGR, 5 << 10 | 4 << 13);
        bench.write(CFGR, 5 << 10 | 4 << 13 | 2);
    }

    @Test
    void shouldBeginWithItsInternalOscillator() {
        assertThat(bench.clocks().hclk()).isEqualTo(Rate.hz(16_000_000));
        assertThat(has(CR, 3)).isTrue();
        assertThat(bench.read(CFGR)).isZero();
    }

    @Test
    void shouldBecomeReadyAfterTheCrystalsStart() {
        bench.set(CR, HSEON);
        bench.run(1_900_000);
        assertThat(has(CR, HSERDY)).isFalse();
        bench.run(200_000);
        assertThat(has(CR, HSERDY)).isTrue();
        bench.clear(CR, HSEON);
        assertThat(has(CR, HSERDY)).isFalse();
    }

    @Test
    void shouldNeverBecomeReadyWithoutACrystal() {
        bench.chip().externals().hseHz(0);
        bench.set(CR, HSEON);
        bench.run(100_000_000);
        assertThat(has(CR, HSERDY)).isFalse();
        bench.set(CFGR, 1);
        assertThat(bench.read(CFGR) & 15).isEqualTo(1);
    }

    @Test
    void shouldTakeAnOutsideClockAtOnceWhenTheCrystalIsBypassed() {
        bench.set(CR, 1 << 18);
        bench.set(CR, HSEON);
        bench.run(1_000);
        assertThat(has(CR, HSERDY)).isTrue();
    }

    @Test
    void shouldRunAtFullSpeed() {
        fast();
        assertThat(bench.read(CFGR) & 15).isEqualTo(10);
        assertThat(bench.clocks().hclk()).isEqualTo(Rate.hz(168_000_000));
        assertThat(bench.clocks().rate(Domain.APB1)).isEqualTo(Rate.hz(42_000_000));
        assertThat(bench.clocks().rate(Domain.APB2)).isEqualTo(Rate.hz(84_000_000));
        assertThat(bench.clocks().rate(Domain.TIMERS1)).isEqualTo(Rate.hz(84_000_000));
        assertThat(bench.clocks().rate(Domain.TIMERS2)).isEqualTo(Rate.hz(168_000_000));
        assertThat(bench.clocks().pll48()).isEqualTo(Rate.hz(48_000_000));
    }

    @Test
    void shouldWaitWithTheSwitchUntilTheSourceIsReady() {
        bench.set(CR, HSEON);
        bench.write(CFGR, 1);
        assertThat(bench.read(CFGR) & 15).isEqualTo(1);
        bench.run(2_100_000);
        assertThat(bench.read(CFGR) & 15).isEqualTo(5);
        assertThat(bench.clocks().hclk()).isEqualTo(Rate.hz(8_000_000));
    }

    @Test
    void shouldDivideTheSystemClock() {
        int[] dividers = {1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 8, 16, 64, 128, 256, 512};
        for (int hpre = 0; hpre < 16; hpre++) {
            bench.write(CFGR, hpre << 4);
            assertThat(bench.clocks().hclk()).isEqualTo(Rate.hz(16_000_000).times(1, dividers[hpre]));
        }
    }

    @Test
    void shouldNotSwitchOffWhatItRunsFrom() {
        fast();
        bench.clear(CR, PLLON | HSEON);
        assertThat(has(CR, PLLON | PLLRDY | HSEON | HSERDY)).isTrue();
        bench.clear(CR, 1);
        assertThat(has(CR, 1)).isFalse();
        assertThat(has(CR, 2)).isFalse();
        assertThat(bench.clocks().hclk()).isEqualTo(Rate.hz(168_000_000));
    }

    @Test
    void shouldKeepThePllsSettingsWhileItIsOn() {
        fast();
        bench.write(PLLCFGR, 0);
        assertThat(bench.read(PLLCFGR) & 0x0FFFFFFF).isEqualTo(8 | 336 << 6 | 1 << 22 | 7L << 24);
    }

    @Test
    void shouldTrimTheInternalOscillator() {
        bench.write(CR, 1 | 17 << 3);
        assertThat(bench.clocks().hclk().hz()).isGreaterThan(16_000_000);
        bench.write(CR, 1 | 15 << 3);
        assertThat(bench.clocks().hclk().hz()).isLessThan(16_000_000);
    }

    @Test
    void shouldInterruptWhenReady() {
        bench.write(CIR, 1 << 11);
        bench.set(CR, HSEON);
        bench.run(2_100_000);
        assertThat(bench.read(CIR) & 0xFF).isEqualTo(8);
        assertThat(bench.pending("RCC")).isTrue();
        bench.write(CIR, 1 << 11 | 1 << 19);
        assertThat(bench.read(CIR)).isEqualTo(1 << 11);
    }

    @Test
    void shouldFallBackWhenTheWatchedCrystalFails() {
        fast();
        bench.set(CR, CSSON);
        bench.chip().externals().hseHz(0);
        assertThat(bench.clocks().hclk()).isEqualTo(Rate.hz(16_000_000));
        assertThat(bench.read(CFGR) & 15).isZero();
        assertThat(has(CR, HSEON)).isFalse();
        assertThat(has(CR, PLLON)).isFalse();
        assertThat(bench.read(CIR) & 0x80).isEqualTo(0x80);
        assertThat(bench.chip().processor().exceptions().isPending(2)).isTrue();
        bench.write(CIR, 1 << 23);
        assertThat(bench.read(CIR)).isZero();
    }

    @Test
    void shouldStandStillWhenTheCrystalFailsUnwatched() {
        fast();
        bench.chip().externals().hseHz(0);
        assertThat(bench.clocks().hclk().stopped()).isTrue();
        bench.run(1_000_000);
        bench.chip().externals().hseHz(8_000_000);
        bench.run(3_000_000);
        assertThat(bench.clocks().hclk()).isEqualTo(Rate.hz(168_000_000));
    }

    @Test
    void shouldGateBlocks() {
        bench.write(AHB1ENR, 0);
        bench.write(CRC, 1);
        assertThat(bench.read(CRC)).isZero();
        bench.write(AHB1ENR, 1 << 12);
        assertThat(bench.read(CRC)).isEqualTo(0xFFFFFFFFL);
    }

    @Test
    void shouldResetBlocks() {
        bench.write(CRC, 1);
        bench.write(AHB1RSTR, 1 << 12);
        bench.write(CRC, 2);
        bench.write(AHB1RSTR, 0);
        assertThat(bench.read(CRC)).isEqualTo(0xFFFFFFFFL);
    }

    @Test
    void shouldTellWhyItWasReset() {
        assertThat(bench.read(CSR)).isEqualTo(0x0E000000L);
        bench.chip().reset(ResetCause.INDEPENDENT_WATCHDOG);
        bench.run(1000);
        assertThat(bench.read(CSR)).isEqualTo(0x2E000000L);
        bench.write(CSR, 1 << 24);
        assertThat(bench.read(CSR)).isZero();
        bench.chip().reset(ResetCause.PIN);
        bench.run(1000);
        assertThat(bench.read(CSR)).isEqualTo(0x04000000L);
    }

    @Test
    void shouldReturnToTheInternalOscillatorAtReset() {
        fast();
        bench.chip().reset(ResetCause.SOFTWARE);
        bench.run(1000);
        assertThat(bench.clocks().hclk()).isEqualTo(Rate.hz(16_000_000));
        assertThat(bench.read(CR)).isEqualTo(0x83);
        assertThat(bench.read(CSR)).isEqualTo(0x1E000000L);
        assertThat(bench.read(AHB1ENR)).isEqualTo(0x00100000);
    }

    @Test
    void shouldProtectTheBackupDomain() {
        bench.write(BDCR, 1);
        assertThat(bench.read(BDCR)).isZero();
        bench.chip().signal("DBP").level(true);
        bench.write(BDCR, 1);
        bench.run(1_900_000_000L);
        assertThat(bench.read(BDCR)).isEqualTo(1);
        bench.run(200_000_000L);
        assertThat(bench.read(BDCR)).isEqualTo(3);
        assertThat(bench.chip().signal("LSE_READY").isHigh()).isTrue();
    }

    @Test
    void shouldKeepTheBackupDomainOverResets() {
        bench.chip().signal("DBP").level(true);
        bench.write(BDCR, 1 | 1 << 8 | 1 << 15);
        bench.run(2_100_000_000L);
        assertThat(bench.clocks().rtc()).isEqualTo(Rate.hz(32_768));
        bench.chip().reset(ResetCause.PIN);
        bench.run(1000);
        assertThat(bench.read(BDCR)).isEqualTo(0x8103);
        assertThat(bench.clocks().rtc()).isEqualTo(Rate.hz(32_768));
        bench.chip().signal("DBP").level(true);
        bench.write(BDCR, 2 << 8 | 1 << 15 | 1);
        assertThat(bench.read(BDCR)).as("the choice of the RTC's clock stays").isEqualTo(0x8103);
        boolean[] heard = {false};
        bench.chip().signal("BACKUP_RESET").listen(high -> heard[0] |= high);
        bench.write(BDCR, 1 << 16);
        bench.write(BDCR, 0);
        assertThat(bench.read(BDCR)).isZero();
        assertThat(heard[0]).isTrue();
    }

    @Test
    void shouldRunTheInternalSlowOscillator() {
        bench.write(CSR, 1);
        bench.run(10_000);
        assertThat(bench.read(CSR) & 3).isEqualTo(1);
        bench.run(10_000);
        assertThat(bench.read(CSR) & 3).isEqualTo(3);
        bench.write(CSR, 0);
        assertThat(bench.read(CSR) & 3).isZero();
        bench.chip().signal("LSI_FORCED").level(true);
        bench.run(20_000);
        assertThat(bench.read(CSR) & 3).isEqualTo(2);
    }

    @Test
    void shouldLoseTheBackupDomainWithoutABattery() {
        bench.chip().signal("DBP").level(true);
        bench.write(BDCR, 1 | 1 << 8);
        bench.chip().powerDown(bench.chip().nowNs());
        bench.chip().powerUp(bench.chip().nowNs() + 5);
        assertThat(bench.read(BDCR)).isZero();
        bench.chip().externals().vbatV(3);
        bench.chip().signal("DBP").level(false);
        bench.chip().signal("DBP").level(true);
        bench.write(BDCR, 1 | 1 << 8);
        bench.chip().powerDown(bench.chip().nowNs());
        bench.run(3_000_000_000L);
        bench.chip().powerUp(bench.chip().nowNs());
        assertThat(bench.read(BDCR)).isEqualTo(0x103);
        assertThat(bench.read(CSR)).isEqualTo(0x0E000000L);
    }

    @Test
    void shouldNoteWhatIsTooFast() {
        bench.set(CR, HSEON);
        bench.run(2_100_000);
        bench.write(PLLCFGR, 4 | 200 << 6 | 1 << 22 | 8 << 24);
        bench.set(CR, PLLON);
        bench.run(200_000);
        assertThat(bench.chip().touches().touches()).isEmpty();
        bench.write(CFGR, 2);
        assertThat(bench.clocks().hclk()).isEqualTo(Rate.hz(200_000_000));
        assertThat(bench.chip().touches().touches())
                .anySatisfy(t -> assertThat(t.kind()).isEqualTo(TouchLog.Kind.BEYOND));
    }

    @Test
    void shouldGiveClocksToI2s() {
        fast();
        bench.write(CR + 0x84, 192 << 6 | 2 << 28);
        bench.set(CR, 1 << 26);
        bench.run(200_000);
        assertThat(bench.clocks().i2s()).isEqualTo(Rate.hz(96_000_000));
        bench.set(CFGR, 1 << 23);
        assertThat(bench.clocks().i2s().stopped()).isTrue();
        bench.chip().externals().i2sHz(12_288_000);
        assertThat(bench.clocks().i2s()).isEqualTo(Rate.hz(12_288_000));
    }
}
