package dev.platine.mcu.peripheral.timer;

import static dev.platine.mcu.peripheral.timer.TimerBench.TIM3;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCER;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCMR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CNT;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.DIER;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.DIR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.EGR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.SR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.timer.TimerBench.At;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareTest {
    private static final int PWM_1 = 6 << 4;
    private static final int PWM_2 = 7 << 4;
    private static final int PRELOAD = 1 << 3;
    private static final int CC1 = 2;

    private final TimerBench timers = new TimerBench(Stm32f4.f407());

    private List<At> output(int mode, int reload, int compare, int polarity, int control) {
        timers.write(TIM3, CR1, control);
        timers.write(TIM3, CCR1, compare);
        timers.base(TIM3, 0, reload);
        timers.write(TIM3, CCMR1, mode);
        timers.write(TIM3, CCER, 1 | polarity);
        List<At> edges = timers.watch("PA6", 2);
        timers.start(TIM3, control);
        return edges;
    }

    @ParameterizedTest
    @CsvSource({"6, 0, true, false", "6, 2, false, true", "7, 0, false, true", "7, 2, true, false"})
    void shouldGivePwmInItsModeAndPolarity(int mode, int polarity, boolean first, boolean second) {
        List<At> edges = output(mode << 4, 9, 4, polarity, 0);
        assertThat(timers.high("PA6")).isEqualTo(first);
        timers.until(24);
        assertThat(edges)
                .containsExactly(
                        new At(4, second),
                        new At(10, first),
                        new At(14, second),
                        new At(20, first),
                        new At(24, second));
    }

    @Test
    void shouldGiveNothingAndEverythingAtTheEnds() {
        List<At> edges = output(PWM_1, 9, 0, 0, 0);
        assertThat(timers.high("PA6")).isFalse();
        timers.until(30);
        timers.write(TIM3, CCR1, 10);
        timers.until(60);
        assertThat(edges).containsExactly(new At(30, true));
        timers.write(TIM3, CCR1, 9);
        timers.until(70);
        assertThat(edges).containsExactly(new At(30, true), new At(69, false), new At(70, true));
    }

    @Test
    void shouldGivePwmThatIsCentred() {
        List<At> edges = output(PWM_1, 8, 3, 0, 3 << 5);
        timers.until(32);
        assertThat(edges).containsExactly(new At(3, false), new At(13, true), new At(19, false), new At(29, true));
    }

    @Test
    void shouldGivePwmWhileItCountsDown() {
        List<At> edges = output(PWM_1, 9, 3, 0, DIR);
        assertThat(timers.high("PA6")).isFalse();
        timers.until(20);
        assertThat(edges).containsExactly(new At(6, true), new At(10, false), new At(16, true), new At(20, false));
    }

    @Test
    void shouldTakeAPreloadedValueAtTheUpdate() {
        List<At> edges = output(PWM_1 | PRELOAD, 9, 4, 0, 0);
        timers.write(TIM3, CCR1, 7);
        timers.until(18);
        assertThat(edges).containsExactly(new At(4, false), new At(10, true), new At(17, false));
        assertThat(timers.read(TIM3, CCR1)).isEqualTo(7);
        timers.write(TIM3, CCMR1, PWM_1);
        timers.write(TIM3, CCR1, 9);
        assertThat(timers.high("PA6")).as("without preload at once").isTrue();
    }

    @Test
    void shouldToggleSetAndClearAtTheMatch() {
        List<At> edges = output(3 << 4, 9, 5, 0, 0);
        timers.until(30);
        assertThat(edges).containsExactly(new At(5, true), new At(15, false), new At(25, true));
        timers.write(TIM3, CCMR1, 2 << 4);
        timers.until(40);
        timers.write(TIM3, CCMR1, 1 << 4);
        timers.until(60);
        assertThat(edges.subList(3, edges.size())).containsExactly(new At(35, false), new At(45, true));
    }

    @Test
    void shouldForceItsOutput() {
        List<At> edges = output(5 << 4, 9, 5, 0, 0);
        assertThat(timers.high("PA6")).isTrue();
        assertThat(timers.pendingAlarms()).isZero();
        timers.until(20);
        timers.write(TIM3, CCMR1, 4 << 4);
        assertThat(edges).containsExactly(new At(20, false));
    }

    @Test
    void shouldFreezeItsOutput() {
        List<At> edges = output(PWM_1, 9, 5, 0, 0);
        timers.until(2);
        timers.write(TIM3, CCMR1, 0);
        timers.until(20);
        assertThat(edges).isEmpty();
        timers.write(TIM3, CCMR1, PWM_2);
        assertThat(edges).containsExactly(new At(20, false));
    }

    @Test
    void shouldNotDriveAPinWhoseChannelIsOff() {
        output(PWM_1, 9, 5, 0, 0);
        assertThat(timers.driven("PA6")).isTrue();
        timers.write(TIM3, CCER, 0);
        assertThat(timers.driven("PA6")).isFalse();
        assertThat(timers.pendingAlarms()).isZero();
    }

    @Test
    void shouldCostNothingWhileNoPinHasIt() {
        timers.write(TIM3, CCR1, 5);
        timers.base(TIM3, 0, 9);
        timers.write(TIM3, CCMR1, PWM_1);
        timers.write(TIM3, CCER, 1);
        timers.start(TIM3, 0);
        assertThat(timers.pendingAlarms()).isZero();
        timers.until(1007);
        timers.route("PA6", 2);
        assertThat(timers.high("PA6")).as("low from 5 to 9").isFalse();
        timers.until(1010);
        assertThat(timers.high("PA6")).isTrue();
        timers.route("PA6", 0);
        assertThat(timers.pendingAlarms()).isZero();
        timers.until(1023);
        timers.route("PA6", 2);
        assertThat(timers.high("PA6")).isTrue();
    }

    @Test
    void shouldToggleRightlyOverALongTimeUnseen() {
        timers.write(TIM3, CCR1, 5);
        timers.base(TIM3, 0, 9);
        timers.write(TIM3, CCMR1, 3 << 4);
        timers.write(TIM3, CCER, 1);
        timers.start(TIM3, 0);
        timers.until(10_006);
        timers.route("PA6", 2);
        assertThat(timers.high("PA6")).as("toggled 1001 times").isTrue();
        timers.route("PA6", 0);
        timers.until(20_016);
        timers.route("PA6", 2);
        assertThat(timers.high("PA6")).as("toggled 2002 times").isFalse();
    }

    @Test
    void shouldFlagAndInterruptAtTheMatch() {
        timers.write(TIM3, CCR1, 5);
        timers.base(TIM3, 0, 9);
        timers.start(TIM3, 0);
        timers.until(4);
        assertThat(timers.flags(TIM3) & CC1).isZero();
        timers.until(5);
        assertThat(timers.flags(TIM3) & CC1).isEqualTo(CC1);
        timers.write(TIM3, SR, ~CC1);
        timers.write(TIM3, DIER, CC1);
        timers.until(14);
        assertThat(timers.bench.pending("TIM3")).isFalse();
        timers.until(15);
        assertThat(timers.bench.pending("TIM3")).isTrue();
    }

    @Test
    void shouldFlagAValueOutOfReachAtTheOverflow() {
        timers.write(TIM3, CCR1, 50);
        timers.base(TIM3, 0, 9);
        timers.start(TIM3, 0);
        timers.until(9);
        assertThat(timers.flags(TIM3) & CC1).isZero();
        timers.until(10);
        assertThat(timers.flags(TIM3) & CC1).isEqualTo(CC1);
    }

    @ParameterizedTest
    @CsvSource({"1, false, true", "2, true, false", "3, true, true"})
    void shouldFlagCentredMatchesOnTheWayThatCmsSays(int cms, boolean up, boolean down) {
        timers.write(TIM3, CR1, cms << 5);
        timers.write(TIM3, CCR1, 3);
        timers.base(TIM3, 0, 8);
        timers.start(TIM3, cms << 5);
        timers.until(7);
        assertThat((timers.flags(TIM3) & CC1) != 0).isEqualTo(up);
        timers.write(TIM3, SR, 0);
        timers.until(13);
        assertThat((timers.flags(TIM3) & CC1) != 0).isEqualTo(down);
    }

    @Test
    void shouldMatchAtOnceWhenTheValueIsWrittenThere() {
        timers.base(TIM3, 99, 999);
        timers.start(TIM3, 0);
        timers.until(550);
        timers.write(TIM3, SR, 0);
        timers.write(TIM3, CCR1, 5);
        assertThat(timers.flags(TIM3) & CC1).isEqualTo(CC1);
    }

    @Test
    void shouldFlagWhatTheSoftwareGenerates() {
        timers.write(TIM3, DIER, CC1);
        timers.write(TIM3, EGR, CC1);
        assertThat(timers.flags(TIM3)).isEqualTo(CC1);
        assertThat(timers.bench.pending("TIM3")).isTrue();
    }

    @Test
    void shouldFollowTheCountThatIsWritten() {
        List<At> edges = output(PWM_1, 9, 5, 0, 0);
        timers.until(2);
        timers.write(TIM3, CNT, 7);
        assertThat(edges).containsExactly(new At(2, false));
        timers.until(5);
        assertThat(edges).containsExactly(new At(2, false), new At(5, true));
    }
}
