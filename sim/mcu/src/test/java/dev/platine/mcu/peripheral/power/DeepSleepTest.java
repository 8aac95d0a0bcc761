package dev.platine.mcu.peripheral.power;

import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.ResetCause;
import dev.platine.mcu.time.Rate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeepSleepTest {
    private static final int CR = 0x40007000;
    private static final int CSR = CR + 4;
    private static final int RCC_CR = 0x40023800;
    private static final int RCC_CFGR = RCC_CR + 8;
    private static final int RCC_CSR = RCC_CR + 0x74;
    private static final int OPTKEYR = 0x40023C08;
    private static final int OPTCR = 0x40023C14;
    private static final int PDDS = 2;
    private static final int EWUP = 1 << 8;
    private static final int BRE = 1 << 9;
    private static final int BACKUP = 0x40024000;
    private static final long US = 1_000;

    private final Sleeper sleeper = new Sleeper(Stm32f4.f407());
    private final Bench bench = sleeper.bench;

    private void fallAsleep() {
        bench.run(100 * US);
        assertThat(sleeper.asleep()).isTrue();
    }

    private void standBy(int status) {
        sleeper.openPower();
        bench.write(CR, PDDS | 4);
        bench.set(CSR, status);
        if (sleeper.asleep()) {
            sleeper.interrupt(6);
        }
        fallAsleep();
    }

    @Test
    void shouldStopAllClocksButTheSlowOnes() {
        bench.set(RCC_CR, 1 << 16);
        bench.set(RCC_CSR, 1);
        fallAsleep();
        long cycles = bench.chip().processor().cycles();
        bench.run(50_000 * US);
        assertThat(bench.chip().processor().cycles()).isEqualTo(cycles);
        assertThat(bench.read(RCC_CR) & 0x03000003).isZero();
        assertThat(bench.chip().signal("LSI_READY").isHigh()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, 13", "1, 17", "513, 110", "512, 13"})
    void shouldWakeByAnInterruptAfterTheWakeUpTime(int control, long us) {
        bench.write(CR, control);
        fallAsleep();
        assertThat(sleeper.woken()).isZero();
        sleeper.interrupt(6);
        bench.run(us * US - 100);
        assertThat(sleeper.asleep()).isTrue();
        assertThat(sleeper.woken()).isZero();
        bench.run(10 * US);
        assertThat(sleeper.woken()).isEqualTo(1);
        assertThat(sleeper.asleep()).as("again").isTrue();
    }

    @Test
    void shouldWakeByAnEvent() {
        bench.chip().memory("FLASH").program(0x08000210, 2, 0xBF20);
        fallAsleep();
        bench.chip().processor().sendEvent();
        bench.run(50 * US);
        assertThat(sleeper.woken()).isGreaterThan(0);
    }

    @Test
    void shouldWakeFromTheInternalOscillator() {
        Bench awake = bench;
        awake.set(RCC_CR, 1 << 18);
        awake.set(RCC_CR, 1 << 16);
        awake.chip().run(awake.chip().nowNs() + 100);
        awake.write(RCC_CFGR, 1);
        assertThat(awake.clocks().hclk()).isEqualTo(Rate.hz(8_000_000));
        fallAsleep();
        sleeper.interrupt(6);
        Rate[] first = {Rate.NONE};
        awake.clocks().listen(new dev.platine.mcu.peripheral.Clocks.Listener() {
            @Override
            public void clocksChanged() {
                first[0] = first[0].stopped() ? awake.clocks().hclk() : first[0];
            }
        });
        awake.run(20 * US);
        assertThat(first[0]).isEqualTo(Rate.hz(16_000_000));
        assertThat(awake.read(RCC_CFGR) & 15).isZero();
        assertThat(awake.read(RCC_CR) & 1 << 16).isZero();
    }

    @Test
    void shouldNotStopForAShallowSleep() {
        bench.chip().memory("FLASH").program(0x08000202, 2, 0x2100);
        bench.run(1000 * US);
        assertThat(sleeper.asleep()).isFalse();
        assertThat(bench.chip().processor().sleeping()).isTrue();
        assertThat(sleeper.woken()).isZero();
        sleeper.interrupt(6);
        bench.run(10 * US);
        assertThat(sleeper.woken()).isEqualTo(1);
    }

    @Test
    void shouldEndStandbyInAReset() {
        bench.chip().bus().write(0x20000100, 4, 1);
        standBy(EWUP);
        bench.run(10_000 * US);
        sleeper.interrupt(6);
        bench.run(10_000 * US);
        assertThat(sleeper.asleep()).as("interrupts do not wake").isTrue();
        bench.level("PA0", true);
        bench.run(374 * US);
        assertThat(sleeper.asleep()).isTrue();
        bench.run(2 * US);
        sleeper.openPower();
        assertThat(bench.read(CSR) & 3).as("WUF and SBF").isEqualTo(3);
        assertThat(bench.read(RCC_CSR)).isEqualTo(0x0E000000L);
        assertThat(bench.read(0x20000100)).as("memory is lost").isZero();
        assertThat(bench.read(CR)).isEqualTo(0x4000);
        bench.write(CR, 4 | 8);
        assertThat(bench.read(CSR) & 3).isZero();
    }

    @ParameterizedTest
    @CsvSource({"RTC_ALARM", "RTC_WAKEUP", "RTC_TAMPER"})
    void shouldWakeFromStandbyByTheClock(String event) {
        standBy(0);
        bench.chip().signal(event).level(true);
        bench.run(376 * US);
        sleeper.openPower();
        assertThat(bench.read(CSR) & 3).isEqualTo(3);
    }

    @Test
    void shouldNotStayInStandbyWithItsFlagSet() {
        bench.set(CSR, EWUP);
        bench.level("PA0", true);
        assertThat(bench.read(CSR) & 1).isEqualTo(1);
        bench.write(CR, PDDS);
        bench.run(500 * US);
        sleeper.openPower();
        assertThat(bench.read(CSR) & 3).isEqualTo(3);
    }

    @Test
    void shouldKeepTheSlowOscillatorInStandby() {
        bench.set(RCC_CSR, 1);
        bench.run(20 * US);
        boolean[] lost = {false};
        bench.chip().signal("LSI_READY").listen(high -> lost[0] |= !high);
        sleeper.interrupt(6);
        standBy(0);
        bench.run(1000 * US);
        assertThat(bench.chip().signal("LSI_READY").isHigh()).isTrue();
        assertThat(lost[0]).isFalse();
    }

    @Test
    void shouldLeaveStandbyByTheResetPin() {
        standBy(0);
        bench.chip().reset(ResetCause.PIN);
        bench.chip().run(bench.chip().nowNs() + 100);
        assertThat(sleeper.asleep()).isFalse();
        sleeper.openPower();
        assertThat(bench.read(CSR) & 3).as("SBF").isEqualTo(2);
        assertThat(bench.read(RCC_CSR) & 0x04000000).isNotZero();
    }

    @Test
    void shouldLeaveStandbyByTheWatchdog() {
        bench.write(0x40003000, 0xCCCC);
        standBy(0);
        bench.run(600_000 * US);
        assertThat(bench.read(RCC_CSR) & 0x20000000).isNotZero();
    }

    @Test
    void shouldKeepTheBackupMemoryOnItsRegulator() {
        bench.set(0x40023830, 1 << 18);
        bench.write(CR, 1 << 8);
        bench.set(CSR, BRE);
        bench.write(BACKUP, 0x12345678);
        standBy(BRE | EWUP);
        bench.level("PA0", true);
        bench.run(376 * US);
        bench.set(0x40023830, 1 << 18);
        assertThat(bench.read(BACKUP)).isEqualTo(0x12345678);
        sleeper.openPower();
        bench.write(CR, 1 << 8 | 4);
        bench.clear(CSR, BRE);
        bench.level("PA0", false);
        standBy(EWUP);
        bench.level("PA0", true);
        bench.run(376 * US);
        bench.set(0x40023830, 1 << 18);
        assertThat(bench.read(BACKUP)).isZero();
    }

    @Test
    void shouldResetInsteadOfStoppingWhereAnOptionForbidsIt() {
        bench.write(OPTKEYR, 0x08192A3B);
        bench.write(OPTKEYR, 0x4C5D6E7F);
        bench.write(OPTCR, 0x0FFFAAEC & ~(1 << 6));
        bench.set(OPTCR, 2);
        bench.run(300_000 * US);
        assertThat(bench.read(RCC_CSR) & 0x80000000L).as("LPWRRSTF").isNotZero();
    }
}
