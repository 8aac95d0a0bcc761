package dev.platine.mcu.peripheral.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.ResetCause;
import dev.platine.mcu.time.Rate;
import org.junit.jupiter.api.Test;

class IwdgTest {
    private static final int KR = 0x40003000;
    private static final int PR = KR + 4;
    private static final int RLR = KR + 8;
    private static final int SR = KR + 12;
    private static final int FLASH_OPTKEYR = 0x40023C08;
    private static final int FLASH_OPTCR = 0x40023C14;
    private static final int RCC_CSR = 0x40023874;
    private static final int CRC_USER_BYTE = 0x40023004;
    private static final long MS = 1_000_000;

    private final Bench bench = new Bench(Stm32f4.f407());

    /** A register that only a reset of the chip clears. */
    private void mark() {
        bench.write(CRC_USER_BYTE, 0x5A);
    }

    private boolean wasReset() {
        return bench.chip().blocks().get("CRC").peek(4, 4) == 0;
    }

    private void lsiOn() {
        bench.set(RCC_CSR, 1);
        bench.run(16_000);
    }

    private void start() {
        mark();
        lsiOn();
        bench.write(KR, 0xCCCC);
    }

    @Test
    void shouldResetTheChipWhenNotFed() {
        start();
        bench.run(511 * MS);
        assertThat(wasReset()).isFalse();
        bench.run(2 * MS);
        assertThat(wasReset()).isTrue();
    }

    @Test
    void shouldNotResetWhenFed() {
        start();
        for (int i = 0; i < 5; i++) {
            bench.run(400 * MS);
            bench.write(KR, 0xAAAA);
        }
        assertThat(wasReset()).isFalse();
    }

    @Test
    void shouldCountByPrescalerAndReloadValue() {
        start();
        bench.write(KR, 0x5555);
        bench.write(PR, 1);
        bench.write(RLR, 39);
        bench.run(MS);
        bench.write(KR, 0xAAAA);
        bench.run(9_990_000);
        assertThat(wasReset()).isFalse();
        bench.run(20_000);
        assertThat(wasReset()).isTrue();
    }

    @Test
    void shouldTakeNewValuesOnlyAfterFiveCyclesOfLsi() {
        start();
        bench.write(KR, 0x5555);
        bench.write(PR, 6);
        bench.write(RLR, 100);
        assertThat(bench.read(SR)).isEqualTo(3);
        bench.write(RLR, 200);
        bench.run(150_000);
        assertThat(bench.read(SR)).isEqualTo(3);
        bench.run(10_000);
        assertThat(bench.read(SR)).isZero();
        assertThat(bench.read(RLR)).isEqualTo(100);
    }

    @Test
    void shouldKeepItsSettingsWithoutTheKey() {
        bench.write(PR, 3);
        bench.write(KR, 0x5555);
        bench.write(KR, 0xAAAA);
        bench.write(RLR, 3);
        assertThat(bench.read(PR)).isZero();
        assertThat(bench.read(RLR)).isEqualTo(0xFFF);
    }

    @Test
    void shouldAskForLsiAndWaitForIt() {
        mark();
        bench.write(KR, 0x5555);
        bench.write(RLR, 31);
        bench.write(KR, 0xAAAA);
        assertThat(bench.chip().signal("LSI_FORCED").isHigh()).isFalse();
        bench.run(MS);
        assertThat(bench.read(SR)).isEqualTo(2);
        bench.write(KR, 0xCCCC);
        assertThat(bench.chip().signal("LSI_FORCED").isHigh()).isTrue();
        lsiOn();
        bench.run(4 * MS);
        assertThat(wasReset()).isFalse();
        bench.run(200_000);
        assertThat(wasReset()).isTrue();
    }

    @Test
    void shouldRunWhileTheBusClockStandsStill() {
        start();
        bench.clocks().changing();
        bench.clocks().hclk(Rate.NONE);
        bench.clocks().changed();
        bench.run(513 * MS);
        assertThat(wasReset()).isTrue();
    }

    @Test
    void shouldFollowADeviatingLsi() {
        start();
        bench.clocks().changing();
        bench.clocks().lsiHz(16_000);
        bench.clocks().changed();
        bench.run(1000 * MS);
        assertThat(wasReset()).isFalse();
        bench.run(30 * MS);
        assertThat(wasReset()).isTrue();
    }

    @Test
    void shouldStartByItselfWhenTheOptionByteSaysSo() {
        bench.write(FLASH_OPTKEYR, 0x08192A3B);
        bench.write(FLASH_OPTKEYR, 0x4C5D6E7F);
        bench.write(FLASH_OPTCR, 0x0FFFAAEE & ~(1 << 5));
        bench.run(300 * MS);
        bench.chip().reset(ResetCause.PIN);
        bench.run(1);
        bench.chip().blocks().get("CRC").clock(true);
        mark();
        bench.run(513 * MS);
        assertThat(wasReset()).isTrue();
        bench.chip().blocks().get("CRC").clock(true);
        lsiOn();
        mark();
        bench.run(513 * MS);
        assertThat(wasReset()).isTrue();
    }
}
