package dev.platine.mcu.peripheral.timer;

import static dev.platine.mcu.peripheral.timer.TimerBench.TIM1;
import static dev.platine.mcu.peripheral.timer.TimerBench.TIM2;
import static dev.platine.mcu.peripheral.timer.TimerBench.TIM3;
import static dev.platine.mcu.peripheral.timer.TimerBench.TIM4;
import static dev.platine.mcu.peripheral.timer.TimerBench.TIM6;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.ARPE;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.ARR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CEN;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CNT;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.DIER;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.DIR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.EGR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.OPM;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.PSC;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.RCR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.SR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.UDIS;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.URS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Stm32f4;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountingTest {
    private static final int CENTRE = 1 << 5;

    private final TimerBench timers = new TimerBench(Stm32f4.f407());

    private List<Integer> counts(int timer, int ticks) {
        List<Integer> counts = new ArrayList<>();
        for (int i = 0; i < ticks; i++) {
            timers.until(timers.at() + 1);
            counts.add(timers.count(timer));
        }
        return counts;
    }

    @Test
    void shouldCountFromZeroToTheReloadValue() {
        timers.base(TIM3, 0, 3);
        timers.start(TIM3, 0);
        assertThat(counts(TIM3, 9)).containsExactly(1, 2, 3, 0, 1, 2, 3, 0, 1);
    }

    @Test
    void shouldCountDownFromTheReloadValue() {
        timers.write(TIM3, CR1, DIR);
        timers.base(TIM3, 0, 3);
        timers.start(TIM3, DIR);
        assertThat(timers.count(TIM3)).isEqualTo(3);
        assertThat(counts(TIM3, 6)).containsExactly(2, 1, 0, 3, 2, 1);
        assertThat(timers.flags(TIM3) & 1).isEqualTo(1);
    }

    @Test
    void shouldCountUpAndDownInCentreAlignedMode() {
        timers.write(TIM3, CR1, CENTRE);
        timers.base(TIM3, 0, 3);
        timers.start(TIM3, CENTRE);
        assertThat(counts(TIM3, 8)).containsExactly(1, 2, 3, 2, 1, 0, 1, 2);
        timers.write(TIM3, SR, 0);
        timers.until(timers.at() + 1);
        assertThat(timers.flags(TIM3) & 1).as("overflow at the top").isEqualTo(1);
        assertThat(timers.read(TIM3, CR1) & DIR).isEqualTo(DIR);
        timers.write(TIM3, SR, 0);
        timers.until(timers.at() + 3);
        assertThat(timers.flags(TIM3) & 1).as("underflow at the bottom").isEqualTo(1);
        assertThat(timers.read(TIM3, CR1) & DIR).isZero();
    }

    @Test
    void shouldDivideItsClockByThePrescalerAndTheDomain() {
        timers.clock(168_000_000, 2, 1);
        timers.base(TIM3, 83, 999);
        timers.start(TIM3, 0);
        timers.until(2 * 84 - 1);
        assertThat(timers.count(TIM3)).isZero();
        timers.until(2 * 84);
        assertThat(timers.count(TIM3)).isEqualTo(1);
        timers.until(2 * 84 * 999);
        assertThat(timers.count(TIM3)).isEqualTo(999);
    }

    @Test
    void shouldInterruptEachMillisecondAt84MegahertzToTheNanosecond() {
        timers.clock(84_000_000, 1, 1);
        timers.base(TIM2, 8399, 9);
        timers.write(TIM2, DIER, 1);
        long begin = timers.bench.chip().nowNs();
        timers.start(TIM2, 0);
        timers.until(84_000 - 1);
        assertThat(timers.bench.pending("TIM2")).isFalse();
        timers.until(84_000);
        assertThat(timers.bench.pending("TIM2")).isTrue();
        assertThat(timers.bench.chip().nowNs() - begin).isEqualTo(1_000_000);
    }

    @Test
    void shouldCountIn32BitsWithoutAnEvent() {
        timers.clock(168_000_000, 2, 1);
        timers.base(TIM2, 0, -1);
        timers.write(TIM2, CNT, 0xFFFF_0000);
        timers.start(TIM2, 0);
        timers.until(2 * 0x1_0000 - 1);
        assertThat(timers.count(TIM2)).isEqualTo(-1);
        assertThat(timers.flags(TIM2) & 1).isZero();
        assertThat(timers.pendingAlarms()).isZero();
        timers.until(2 * 0x1_0000 + 10);
        assertThat(timers.count(TIM2)).isEqualTo(5);
        assertThat(timers.flags(TIM2) & 1).isEqualTo(1);
    }

    @Test
    void shouldTakeANewPrescalerAtTheUpdateOnly() {
        timers.base(TIM3, 0, 9);
        timers.start(TIM3, 0);
        timers.until(5);
        timers.write(TIM3, PSC, 3);
        timers.until(9);
        assertThat(timers.count(TIM3)).isEqualTo(9);
        timers.until(10 + 4 * 3);
        assertThat(timers.count(TIM3)).isEqualTo(3);
    }

    @Test
    void shouldTakeANewReloadValueAtOnceOrAtTheUpdate() {
        timers.base(TIM3, 0, 9);
        timers.start(TIM3, 0);
        timers.write(TIM3, ARR, 4);
        timers.until(5);
        assertThat(timers.count(TIM3)).isZero();
        timers.write(TIM3, CR1, 1 | ARPE);
        timers.write(TIM3, ARR, 19);
        timers.until(10);
        assertThat(timers.count(TIM3)).as("the old one once more").isZero();
        timers.until(29);
        assertThat(timers.count(TIM3)).isEqualTo(19);
        assertThat(timers.read(TIM3, ARR)).isEqualTo(19);
    }

    @Test
    void shouldLoadTheNewReloadValueWhenItCountsDown() {
        timers.write(TIM3, CR1, DIR | ARPE);
        timers.base(TIM3, 0, 9);
        timers.start(TIM3, DIR | ARPE);
        timers.write(TIM3, ARR, 19);
        timers.until(10);
        assertThat(timers.count(TIM3)).isEqualTo(19);
    }

    @Test
    void shouldRunOutOfBitsWhenItStandsAboveTheReloadValue() {
        timers.base(TIM3, 0, 9);
        timers.write(TIM3, CNT, 0xFFFE);
        timers.start(TIM3, 0);
        timers.until(2);
        assertThat(timers.count(TIM3)).isZero();
        assertThat(timers.flags(TIM3) & 1).isZero();
        timers.until(12);
        assertThat(timers.flags(TIM3) & 1).isEqualTo(1);

        timers.base(TIM2, 0, 9);
        timers.write(TIM2, CNT, -2);
        timers.start(TIM2, 0);
        timers.until(1);
        assertThat(timers.count(TIM2)).isEqualTo(-1);
        timers.until(2);
        assertThat(timers.count(TIM2)).isZero();
    }

    @Test
    void shouldLoseWhatIsWrittenAboveItsWidthWithoutAWord() {
        timers.write(TIM3, ARR, 0x1_2345);
        assertThat(timers.read(TIM3, ARR)).isEqualTo(0x2345);
        assertThat(timers.bench.chip().touches().touches()).isEmpty();
    }

    @Test
    void shouldStandStillWithoutAReloadValue() {
        timers.base(TIM3, 0, 0);
        timers.start(TIM3, 0);
        timers.until(100);
        assertThat(timers.count(TIM3)).isZero();
        assertThat(timers.flags(TIM3)).isZero();
    }

    @Test
    void shouldCountOnFromWhatIsWritten() {
        timers.base(TIM3, 0, 99);
        timers.start(TIM3, 0);
        timers.until(10);
        timers.write(TIM3, CNT, 0x1_0050);
        assertThat(timers.count(TIM3)).isEqualTo(0x50);
        timers.until(13);
        assertThat(timers.count(TIM3)).isEqualTo(0x53);
    }

    @Test
    void shouldBeginAnewByTheSoftwareAndFlagThatUnlessAskedNotTo() {
        timers.base(TIM3, 9, 99);
        timers.start(TIM3, 0);
        timers.until(55);
        timers.write(TIM3, EGR, 1);
        assertThat(timers.count(TIM3)).isZero();
        assertThat(timers.flags(TIM3) & 1).isEqualTo(1);
        timers.until(55 + 9);
        assertThat(timers.count(TIM3)).as("the prescaler began anew too").isZero();
        timers.until(55 + 10);
        assertThat(timers.count(TIM3)).isEqualTo(1);
        timers.write(TIM3, SR, 0);
        timers.write(TIM3, CR1, 1 | URS);
        timers.write(TIM3, EGR, 1);
        assertThat(timers.flags(TIM3) & 1).isZero();
        assertThat(timers.read(TIM3, EGR)).isZero();
    }

    @Test
    void shouldNeitherFlagNorLoadWhileUpdatesAreDisabled() {
        timers.base(TIM3, 0, 9);
        timers.write(TIM3, PSC, 7);
        timers.start(TIM3, UDIS);
        timers.until(1003);
        assertThat(timers.count(TIM3)).isEqualTo(3);
        assertThat(timers.flags(TIM3) & 1).isZero();
        timers.write(TIM3, EGR, 1);
        assertThat(timers.count(TIM3)).isZero();
        assertThat(timers.flags(TIM3) & 1).isZero();
        timers.until(1004);
        assertThat(timers.count(TIM3)).isEqualTo(1);
    }

    @Test
    void shouldStopAfterOnePulse() {
        timers.base(TIM3, 0, 9);
        timers.start(TIM3, OPM);
        timers.until(1000);
        assertThat(timers.read(TIM3, CR1)).isEqualTo(OPM);
        assertThat(timers.count(TIM3)).isZero();
        assertThat(timers.flags(TIM3) & 1).isEqualTo(1);
    }

    @Test
    void shouldUpdateAfterAsManyPeriodsAsItRepeats() {
        timers.write(TIM1, RCR, 2);
        timers.base(TIM1, 0, 9);
        timers.start(TIM1, 0);
        timers.until(29);
        assertThat(timers.flags(TIM1) & 1).isZero();
        timers.until(30);
        assertThat(timers.flags(TIM1) & 1).isEqualTo(1);
        timers.write(TIM1, SR, 0);
        timers.write(TIM1, RCR, 0);
        timers.until(59);
        assertThat(timers.flags(TIM1) & 1)
                .as("the new repetition counts from the update on")
                .isZero();
        timers.until(60);
        assertThat(timers.flags(TIM1) & 1).isEqualTo(1);
        timers.write(TIM1, SR, 0);
        timers.until(70);
        assertThat(timers.flags(TIM1) & 1).isEqualTo(1);
    }

    @Test
    void shouldKeepTheRepetitionOverALongTimeUnseen() {
        timers.write(TIM1, RCR, 6);
        timers.base(TIM1, 0, 9);
        timers.start(TIM1, 0);
        timers.until(70 * 1000 + 65);
        assertThat(timers.count(TIM1)).isEqualTo(5);
        timers.write(TIM1, SR, 0);
        timers.until(70 * 1001 - 1);
        assertThat(timers.flags(TIM1) & 1).isZero();
        timers.until(70 * 1001);
        assertThat(timers.flags(TIM1) & 1).isEqualTo(1);
    }

    @Test
    void shouldStandStillWithoutItsClockAndGoOnWithIt() {
        timers.base(TIM6, 0, 999);
        timers.start(TIM6, 0);
        timers.until(10);
        timers.bench.chip().blocks().get("TIM6").clock(false);
        timers.until(500);
        timers.bench.chip().blocks().get("TIM6").clock(true);
        timers.until(505);
        assertThat(timers.count(TIM6)).isEqualTo(15);
    }

    @Test
    void shouldFollowItsClockFromTheChangeOn() {
        timers.base(TIM3, 0, 999);
        timers.start(TIM3, 0);
        timers.until(100);
        timers.clock(16_000_000, 4, 1);
        timers.until(200);
        assertThat(timers.count(TIM3)).isEqualTo(125);
        timers.clock(16_000_000, 1, 1);
        timers.until(210);
        assertThat(timers.count(TIM3)).isEqualTo(135);
    }

    @Test
    void shouldRingAnInterruptOnlyWhereItWouldBeSeen() {
        timers.base(TIM3, 0, 9);
        timers.start(TIM3, 0);
        assertThat(timers.pendingAlarms()).as("nobody sees the updates").isZero();
        timers.write(TIM3, DIER, 1);
        assertThat(timers.pendingAlarms()).isEqualTo(1);
        timers.until(10);
        assertThat(timers.bench.pending("TIM3")).isTrue();
        assertThat(timers.pendingAlarms()).as("the line is high").isZero();
        timers.write(TIM3, SR, 0);
        assertThat(timers.pendingAlarms()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 21, 22, 23, 24, 25})
    void shouldStartAgainAtTheWriteWhetherOrNotAnybodySawItStop(int again) {
        timers.clock(16_000_000, 4, 4);
        for (int timer : new int[] {TIM3, TIM4}) {
            timers.base(timer, 0, 2);
            timers.write(timer, CR1, OPM | CEN);
        }
        timers.mark();
        timers.until(16);
        assertThat(timers.read(TIM4, CR1)).isEqualTo(OPM);
        timers.until(again);
        timers.write(TIM3, CR1, CEN);
        timers.write(TIM4, CR1, CEN);
        for (int cycles = 1; cycles <= 8; cycles++) {
            timers.until(again + cycles);
            assertThat(timers.count(TIM3)).as("%d cycles", cycles).isEqualTo(cycles / 4);
            assertThat(timers.count(TIM4)).as("%d cycles", cycles).isEqualTo(cycles / 4);
        }
    }
}
