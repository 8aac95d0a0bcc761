package dev.platine.mcu.peripheral.power;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Stm32f4;
import org.junit.jupiter.api.Test;

/** Stop and standby with the blocks that end them. */
class WakeUpTest {
    private static final int RCC = 0x40023800;
    private static final int BDCR = RCC + 0x70;
    private static final int PWR_CR = 0x40007000;
    private static final int PWR_CSR = PWR_CR + 4;
    private static final int RTC = 0x40002800;
    private static final int EXTI = 0x40013C00;
    private static final short WFE = (short) 0xBF20;
    private static final long US = 1_000;
    private static final long MS = 1_000_000;

    private final Sleeper sleeper = new Sleeper(Stm32f4.f411());
    private final Bench bench = sleeper.bench;

    private void instruction(short code) {
        bench.chip().memory("FLASH").program(0x08000210, 2, code);
    }

    /** The wake-up timer, at 2,048 Hz, with so many ticks. */
    private void clock(int ticks) {
        instruction((short) 0xE7FE);
        bench.write(PWR_CR, 0x8100);
        bench.write(BDCR, 1);
        bench.run(2_100 * MS);
        bench.write(BDCR, 1 | 1 << 8 | 1 << 15);
        bench.write(RTC + 0x24, 0xCA);
        bench.write(RTC + 0x24, 0x53);
        bench.run(MS);
        bench.write(RTC + 0x14, ticks - 1);
        bench.write(RTC + 0x08, 1 << 14 | 1 << 10);
    }

    @Test
    void shouldWakeFromStopByAPin() {
        bench.write(EXTI, 1);
        bench.write(EXTI + 8, 1);
        bench.run(100 * US);
        assertThat(sleeper.asleep()).isTrue();
        bench.level("PA0", true);
        bench.run(12 * US);
        assertThat(sleeper.asleep()).isTrue();
        bench.run(2 * US);
        assertThat(sleeper.asleep()).isFalse();
    }

    @Test
    void shouldWakeFromStopByAnEventOfAPin() {
        instruction(WFE);
        bench.write(EXTI + 4, 1);
        bench.write(EXTI + 8, 1);
        bench.run(100 * US);
        assertThat(sleeper.asleep()).isTrue();
        int before = sleeper.woken();
        bench.level("PA0", true);
        bench.run(30 * US);
        assertThat(sleeper.woken()).isEqualTo(before + 1);
    }

    @Test
    void shouldWakeFromStandbyByTheWakeUpTimer() {
        clock(2048);
        bench.write(PWR_CR, 0x8106);
        instruction((short) 0xBF30);
        bench.run(900 * MS);
        assertThat(sleeper.asleep()).isTrue();
        instruction((short) 0xE7FE);
        bench.run(200 * MS);
        assertThat(sleeper.asleep()).isFalse();
        sleeper.openPower();
        assertThat(bench.read(PWR_CSR) & 3).isEqualTo(3);
        assertThat(bench.read(RTC + 0x0C) & 1 << 10).as("WUTF outlives it").isNotZero();
    }

    @Test
    void shouldKeepItsBackupRegistersInStandby() {
        clock(205);
        bench.write(RTC + 0x50, 0xCAFE);
        bench.write(PWR_CR, 0x8106);
        instruction((short) 0xBF30);
        bench.run(50 * MS);
        instruction((short) 0xE7FE);
        bench.run(100 * MS);
        assertThat(sleeper.asleep()).isFalse();
        assertThat(bench.read(RTC + 0x50)).isEqualTo(0xCAFE);
    }
}
