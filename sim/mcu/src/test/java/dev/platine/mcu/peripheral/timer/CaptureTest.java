package dev.platine.mcu.peripheral.timer;

import static dev.platine.mcu.peripheral.timer.TimerBench.TIM11;
import static dev.platine.mcu.peripheral.timer.TimerBench.TIM3;
import static dev.platine.mcu.peripheral.timer.TimerBench.TIM5;
import static dev.platine.mcu.peripheral.timer.TimerBench.TIM9;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCER;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCMR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCMR2;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCR4;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CR2;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.DIER;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.EGR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.OR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.SMCR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.SR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.TI1S;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.time.Rate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureTest {
    private static final int CC1 = 2;
    private static final int CC1OF = 1 << 9;
    private static final int CCR2 = CCR1 + 4;

    private final TimerBench timers = new TimerBench(Stm32f4.f407());

    /** TIM3 with channel 1 as an input from PA6, counting. */
    private void capture(int settings, int enables) {
        timers.level("PA6", false);
        timers.route("PA6", 2);
        timers.base(TIM3, 0, 0xFFFF);
        timers.write(TIM3, CCMR1, settings);
        timers.write(TIM3, CCER, enables);
        timers.start(TIM3, 0);
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "3, 25", "11, 25"})
    void shouldCaptureTheEdgesThatItsPolaritySays(int enables, int captured) {
        capture(1, enables);
        timers.pulses("PA6", 10, 25);
        assertThat(timers.read(TIM3, CCR1)).isEqualTo(captured);
        timers.until(30);
        timers.level("PA6", true);
        assertThat(timers.read(TIM3, CCR1)).isEqualTo(enables == 3 ? 25 : 30);
    }

    @Test
    void shouldFlagInterruptAndOvercapture() {
        timers.write(TIM3, DIER, CC1);
        capture(1, 1);
        timers.pulses("PA6", 10);
        assertThat(timers.flags(TIM3)).isEqualTo(CC1);
        assertThat(timers.bench.pending("TIM3")).isTrue();
        timers.pulses("PA6", 20, 30);
        timers.level("PA6", false);
        timers.pulses("PA6", 40);
        assertThat(timers.flags(TIM3)).isEqualTo(CC1 | CC1OF);
        assertThat(timers.read(TIM3, CCR1)).isEqualTo(40);
        assertThat(timers.flags(TIM3))
                .as("reading the value clears the flag, not the overcapture")
                .isEqualTo(CC1OF);
        timers.write(TIM3, SR, ~CC1OF);
        assertThat(timers.flags(TIM3)).isZero();
    }

    @Test
    void shouldCaptureEachFourthEdge() {
        capture(1 | 2 << 2, 1);
        timers.pulses("PA6", 10, 11, 20, 21, 30, 31);
        assertThat(timers.flags(TIM3)).isZero();
        timers.pulses("PA6", 40, 41);
        assertThat(timers.read(TIM3, CCR1)).isEqualTo(40);
        timers.pulses("PA6", 50, 51);
        timers.write(TIM3, CCER, 0);
        timers.write(TIM3, CCER, 1);
        timers.pulses("PA6", 60, 61, 70, 71, 80, 81);
        assertThat(timers.read(TIM3, CCR1)).as("the prescaler began anew").isEqualTo(40);
        timers.pulses("PA6", 90);
        assertThat(timers.read(TIM3, CCR1)).isEqualTo(90);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 2", "3, 0, 8", "4, 0, 12", "8, 0, 48", "15, 0, 256", "4, 1, 24", "4, 2, 48", "3, 2, 8"})
    void shouldDelayByItsFilter(int filter, int ckd, int cycles) {
        capture(1 | filter << 4, 1);
        timers.write(TIM3, CR1, 1 | ckd << 8);
        timers.pulses("PA6", 100);
        timers.until(100 + cycles - 1);
        assertThat(timers.flags(TIM3)).isZero();
        timers.until(100 + cycles);
        assertThat(timers.read(TIM3, CCR1)).isEqualTo(100 + cycles);
    }

    @Test
    void shouldNotSeePulsesShorterThanItsFilter() {
        capture(1 | 3 << 4, 1);
        timers.pulses("PA6", 100, 107);
        timers.until(200);
        assertThat(timers.flags(TIM3)).isZero();
        timers.pulses("PA6", 200, 208);
        timers.until(300);
        assertThat(timers.read(TIM3, CCR1)).isEqualTo(208);
        timers.pulses("PA6", 300, 303, 305);
        timers.until(400);
        assertThat(timers.read(TIM3, CCR1))
                .as("the filter begins anew after a glitch")
                .isEqualTo(313);
    }

    @Test
    void shouldNotCaptureWhileTheChannelIsOffNorChangeItsSelectionWhileOn() {
        capture(1, 0);
        timers.pulses("PA6", 10, 20);
        assertThat(timers.flags(TIM3)).isZero();
        timers.write(TIM3, CCER, 1);
        timers.write(TIM3, CCMR1, 0x12);
        assertThat(timers.read(TIM3, CCMR1)).isEqualTo(0x11);
        timers.write(TIM3, CCR1, 77);
        assertThat(timers.read(TIM3, CCR1)).as("read only as an input").isZero();
    }

    @Test
    void shouldMeasurePeriodAndDutyOfPwm() {
        timers.write(TIM3, SMCR, 5 << 4 | 4);
        capture(1 | 2 << 8, 1 | 0x30);
        timers.pulses("PA6", 100, 130, 200, 230, 300);
        assertThat(timers.read(TIM3, CCR1)).as("period").isEqualTo(100);
        assertThat(timers.read(TIM3, CCR2)).as("high").isEqualTo(30);
        assertThat(timers.count(TIM3)).isZero();
    }

    @Test
    void shouldCaptureTheExclusiveOrOfThreeInputs() {
        timers.route("PA7", 2);
        timers.route("PB0", 2);
        timers.level("PA7", false);
        timers.level("PB0", false);
        timers.write(TIM3, CR2, TI1S);
        capture(1, 11);
        timers.pulses("PA6", 10);
        assertThat(timers.read(TIM3, CCR1)).isEqualTo(10);
        timers.pulses("PA7", 20);
        assertThat(timers.read(TIM3, CCR1)).isEqualTo(20);
        timers.pulses("PB0", 30);
        assertThat(timers.read(TIM3, CCR1)).isEqualTo(30);
    }

    @Test
    void shouldCaptureAtTheTriggerOfAnotherTimer() {
        timers.write(TIM3, SMCR, 1 << 4);
        capture(3, 1);
        timers.until(42);
        timers.signal("TIM2_TRGO").pulse();
        assertThat(timers.read(TIM3, CCR1)).isEqualTo(42);
        assertThat(timers.flags(TIM3)).as("the slave mode controller is off").isZero();
    }

    @Test
    void shouldCaptureWhenTheSoftwareAsks() {
        capture(1, 1);
        timers.until(33);
        timers.write(TIM3, EGR, CC1);
        assertThat(timers.read(TIM3, CCR1)).isEqualTo(33);
    }

    @Test
    void shouldCaptureOnATimerOfTwoChannels() {
        timers.level("PE5", false);
        timers.route("PE5", 3);
        timers.base(TIM9, 0, 0xFFFF);
        timers.write(TIM9, CCMR1, 1);
        timers.write(TIM9, CCER, 1);
        timers.write(TIM9, DIER, CC1);
        timers.start(TIM9, 0);
        timers.pulses("PE5", 15);
        assertThat(timers.bench.pending("TIM9")).isTrue();
        assertThat(timers.bench.pending("TIM1_BRK")).as("they share it").isTrue();
        assertThat(timers.read(TIM9, CCR1)).isEqualTo(15);
    }

    @Test
    void shouldMeasureTheInternalLowSpeedOscillator() {
        timers.signal("LSI_READY").level(true);
        timers.base(TIM5, 0, -1);
        timers.write(TIM5, OR, 1 << 6);
        timers.write(TIM5, CCMR2, 1 << 8);
        timers.write(TIM5, CCER, 1 << 12);
        timers.start(TIM5, 0);
        timers.until(1000);
        int first = timers.read(TIM5, CCR4);
        timers.until(1500);
        assertThat(timers.read(TIM5, CCR4) - first).as("16 MHz over 32 kHz").isEqualTo(500);
        timers.signal("LSI_READY").level(false);
        timers.read(TIM5, CCR4);
        timers.until(3000);
        assertThat(timers.flags(TIM5) & 1 << 4).isZero();
    }

    @Test
    void shouldMeasureTheCrystalOf32KilohertzAndTheWakeUp() {
        timers.signal("LSE_READY").level(true);
        timers.base(TIM5, 0, -1);
        timers.write(TIM5, OR, 2 << 6);
        timers.write(TIM5, CCMR2, 1 << 8 | 3 << 10);
        timers.write(TIM5, CCER, 1 << 12);
        timers.start(TIM5, 0);
        timers.until(6000);
        int first = timers.read(TIM5, CCR4);
        timers.until(10_000);
        assertThat(timers.read(TIM5, CCR4) - first)
                .as("8 periods of 488.28 cycles")
                .isBetween(3906, 3907);
        timers.write(TIM5, CCER, 0);
        timers.write(TIM5, OR, 3 << 6);
        timers.write(TIM5, CCMR2, 1 << 8);
        timers.write(TIM5, CCER, 1 << 12);
        timers.until(10_100);
        timers.signal("RTC_WAKEUP").level(true);
        assertThat(timers.read(TIM5, CCR4)).isEqualTo(10_100);
    }

    @Test
    void shouldMeasureTheCrystalsClockForTheRtc() {
        timers.base(TIM11, 0, 0xFFFF);
        timers.bench.clocks().changing();
        timers.bench.clocks().hseRtc(Rate.hz(1_000_000));
        timers.bench.clocks().changed();
        timers.write(TIM11, CCMR1, 1 | 3 << 2);
        timers.write(TIM11, CCER, 1);
        timers.write(TIM11, OR, 2);
        timers.start(TIM11, 0);
        timers.until(200);
        int first = timers.read(TIM11, CCR1);
        timers.until(300);
        assertThat(timers.read(TIM11, CCR1) - first)
                .as("8 periods of 16 cycles")
                .isEqualTo(128);
    }
}
