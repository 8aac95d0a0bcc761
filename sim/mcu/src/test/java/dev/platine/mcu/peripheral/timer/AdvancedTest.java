package dev.platine.mcu.peripheral.timer;

import static dev.platine.mcu.peripheral.timer.TimerBench.TIM1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.AOE;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.BDTR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.BKE;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.BKP;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.BREAK;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCER;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCMR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCPC;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.COM;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CR2;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.DIER;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.EGR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.MOE;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.OSSI;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.OSSR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.SR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.timer.TimerBench.At;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Complementary outputs, dead time, break, lock and commutation. */
class AdvancedTest {
    private static final int PWM_1 = 6 << 4;
    private static final int E = 1;
    private static final int P = 2;
    private static final int NE = 4;
    private static final int NP = 8;

    private final TimerBench timers = new TimerBench(Stm32f4.f407());
    private final List<At> main = timers.watch("PA8", 1);
    private final List<At> complement = timers.watch("PB13", 1);

    /** PWM of 20 cycles in 50, and what else. */
    private void pwm(int enables, int breakAndDeadTime) {
        timers.write(TIM1, CCR1, 20);
        timers.base(TIM1, 0, 49);
        timers.write(TIM1, CCMR1, PWM_1);
        timers.write(TIM1, CCER, enables);
        timers.write(TIM1, BDTR, breakAndDeadTime);
        timers.start(TIM1, 0);
        main.clear();
        complement.clear();
    }

    @Test
    void shouldDriveNothingWithoutMainOutputEnable() {
        pwm(E | NE, 0);
        timers.until(200);
        assertThat(timers.driven("PA8")).isFalse();
        assertThat(timers.driven("PB13")).isFalse();
        assertThat(timers.pendingAlarms()).isZero();
        timers.write(TIM1, BDTR, MOE);
        assertThat(timers.driven("PA8")).isTrue();
        assertThat(timers.driven("PB13")).isTrue();
    }

    @Test
    void shouldComplementWithoutDeadTime() {
        pwm(E | NE, MOE);
        timers.until(70);
        assertThat(main).containsExactly(new At(20, false), new At(50, true), new At(70, false));
        assertThat(complement).containsExactly(new At(20, true), new At(50, false), new At(70, true));
    }

    @Test
    void shouldDelayEachRisingEdgeByTheDeadTime() {
        pwm(E | NE, MOE | 7);
        timers.until(120);
        assertThat(main).contains(new At(20, false), new At(57, true), new At(70, false), new At(107, true));
        assertThat(complement)
                .containsExactly(new At(27, true), new At(50, false), new At(77, true), new At(100, false));
    }

    @Test
    void shouldWaitForTheDeadTimeWhenItsOutputsAreEnabled() {
        pwm(E | NE, OSSI | 7);
        timers.until(60);
        main.clear();
        timers.write(TIM1, BDTR, MOE | OSSI | 7);
        timers.until(66);
        assertThat(main).as("the reference has been high since 50").isEmpty();
        timers.until(67);
        assertThat(main).containsExactly(new At(67, true));
    }

    @ParameterizedTest
    @CsvSource({
        "0x7F, 0, 127",
        "0x80, 0, 128",
        "0xBF, 0, 254",
        "0xC0, 0, 256",
        "0xDF, 0, 504",
        "0xE0, 0, 512",
        "0xFF, 0, 1008",
        "0x0A, 1, 20",
        "0x0A, 2, 40"
    })
    void shouldMeasureDeadTimeInItsSteps(String dtg, int ckd, int cycles) {
        timers.write(TIM1, CCR1, 2000);
        timers.base(TIM1, 0, 3999);
        timers.write(TIM1, CCMR1, PWM_1);
        timers.write(TIM1, CCER, E | NE);
        timers.write(TIM1, BDTR, MOE | Integer.decode(dtg));
        timers.start(TIM1, ckd << 8);
        complement.clear();
        timers.until(3999);
        assertThat(complement).containsExactly(new At(2000 + cycles, true));
    }

    @Test
    void shouldSwallowPulsesShorterThanTheDeadTime() {
        pwm(E | NE, MOE | 20);
        timers.until(49);
        main.clear();
        timers.until(300);
        assertThat(main).as("20 cycles active, 20 of them dead").isEmpty();
        assertThat(complement).contains(new At(90, true), new At(100, false));
    }

    @Test
    void shouldGiveTheReferenceItselfAtAComplementAlone() {
        pwm(NE, MOE | 7);
        timers.until(70);
        assertThat(complement).containsExactly(new At(20, false), new At(50, true), new At(70, false));
        assertThat(timers.driven("PA8")).isFalse();
        timers.write(TIM1, BDTR, MOE | OSSR | 7);
        assertThat(timers.driven("PA8")).as("off state while running").isTrue();
        assertThat(timers.high("PA8")).isFalse();
        timers.write(TIM1, CCER, NE | P);
        assertThat(timers.high("PA8")).as("inactive by polarity").isTrue();
    }

    @Test
    void shouldGoToItsIdleStateAtABreak() {
        timers.route("PB12", 1);
        timers.write(TIM1, DIER, BREAK);
        timers.write(TIM1, CR2, 2 << 8);
        pwm(E | NE, MOE | OSSI | BKE | BKP | 7);
        timers.until(10);
        timers.level("PB12", true);
        assertThat(timers.read(TIM1, BDTR) & MOE).isZero();
        assertThat(timers.flags(TIM1) & BREAK).isEqualTo(BREAK);
        assertThat(timers.bench.pending("TIM1_BRK")).isTrue();
        assertThat(main).contains(new At(10, false));
        timers.until(100);
        assertThat(complement).as("OIS1N after the dead time").containsExactly(new At(17, true));
        timers.write(TIM1, SR, 0);
        assertThat(timers.flags(TIM1) & BREAK).as("still active").isEqualTo(BREAK);
        timers.write(TIM1, BDTR, MOE | OSSI | BKE | BKP | 7);
        assertThat(timers.read(TIM1, BDTR) & MOE).isZero();
        timers.level("PB12", false);
        timers.write(TIM1, SR, 0);
        assertThat(timers.flags(TIM1) & BREAK).isZero();
        timers.write(TIM1, BDTR, MOE | OSSI | BKE | BKP | 7);
        assertThat(timers.read(TIM1, BDTR) & MOE).isEqualTo(MOE);
    }

    @Test
    void shouldLetGoOfItsPinsAtABreakWithoutOffState() {
        pwm(E | NE, MOE | BKE | BKP);
        timers.write(TIM1, EGR, BREAK);
        assertThat(timers.flags(TIM1) & BREAK).isEqualTo(BREAK);
        assertThat(timers.driven("PA8")).isFalse();
        assertThat(timers.driven("PB13")).isFalse();
    }

    @Test
    void shouldBreakOnALowInputAndOnAFailingCrystal() {
        timers.route("PB12", 1);
        timers.level("PB12", true);
        pwm(E, MOE | BKE);
        assertThat(timers.read(TIM1, BDTR) & MOE).isEqualTo(MOE);
        timers.level("PB12", false);
        assertThat(timers.read(TIM1, BDTR) & MOE).isZero();
        timers.level("PB12", true);
        timers.write(TIM1, BDTR, MOE | BKE);
        timers.signal("CSS").pulse();
        assertThat(timers.read(TIM1, BDTR) & MOE).isZero();
        timers.write(TIM1, BDTR, MOE);
        timers.signal("CSS").pulse();
        assertThat(timers.read(TIM1, BDTR) & MOE).as("break is not enabled").isEqualTo(MOE);
    }

    @Test
    void shouldEnableItsOutputsAgainAtTheNextUpdate() {
        pwm(E, AOE | MOE | BKE | BKP);
        timers.until(30);
        timers.write(TIM1, EGR, BREAK);
        assertThat(timers.driven("PA8")).isFalse();
        timers.until(49);
        assertThat(timers.driven("PA8")).isFalse();
        timers.until(50);
        assertThat(timers.driven("PA8")).isTrue();
        assertThat(timers.high("PA8")).isTrue();
        assertThat(timers.read(TIM1, BDTR) & MOE).isEqualTo(MOE);
    }

    @Test
    void shouldNotLetIdleStatesBeActiveAtOnce() {
        timers.write(TIM1, CR2, 3 << 8);
        pwm(E | NE, OSSI);
        timers.until(10);
        assertThat(timers.driven("PA8")).isTrue();
        assertThat(timers.high("PA8")).isFalse();
        assertThat(timers.high("PB13")).isFalse();
    }

    @Test
    void shouldLockWhatItsLevelSays() {
        timers.write(TIM1, BDTR, 1 << 8 | 5);
        timers.write(TIM1, BDTR, 2 << 8 | BKE | AOE | OSSI | MOE | 9);
        assertThat(timers.read(TIM1, BDTR)).isEqualTo(1 << 8 | OSSI | MOE | 5);
        timers.write(TIM1, CR2, 0x7F80);
        assertThat(timers.read(TIM1, CR2)).isEqualTo(0x80);
        timers.write(TIM1, CCER, E | P);
        assertThat(timers.read(TIM1, CCER)).isEqualTo(E | P);
    }

    @Test
    void shouldLockPolaritiesAtLevel2AndModesAtLevel3() {
        timers.write(TIM1, BDTR, 2 << 8);
        timers.write(TIM1, BDTR, 2 << 8 | OSSR | OSSI | MOE);
        assertThat(timers.read(TIM1, BDTR)).isEqualTo(2 << 8 | MOE);
        timers.write(TIM1, CCER, E | P | NE | NP);
        assertThat(timers.read(TIM1, CCER)).isEqualTo(E | NE);
        timers.write(TIM1, CCMR1, PWM_1);
        assertThat(timers.read(TIM1, CCMR1)).isEqualTo(PWM_1);
        timers.bench.chip().blocks().get("TIM1").reset();
        timers.write(TIM1, BDTR, 3 << 8);
        timers.write(TIM1, CCMR1, PWM_1 | 1 << 3 | 1 << 2);
        assertThat(timers.read(TIM1, CCMR1)).isEqualTo(1 << 2);
    }

    @Test
    void shouldChangeModesAndEnablesTogetherAtTheCommutation() {
        pwm(E, MOE);
        timers.write(TIM1, CR2, CCPC);
        timers.write(TIM1, DIER, COM);
        timers.write(TIM1, CCER, NE);
        timers.write(TIM1, CCMR1, 5 << 4);
        timers.until(70);
        assertThat(main).containsExactly(new At(20, false), new At(50, true), new At(70, false));
        assertThat(timers.driven("PB13")).isFalse();
        timers.write(TIM1, EGR, COM);
        assertThat(timers.driven("PA8")).isFalse();
        assertThat(timers.driven("PB13")).isTrue();
        assertThat(timers.high("PB13")).isTrue();
        assertThat(timers.flags(TIM1) & COM).isEqualTo(COM);
        assertThat(timers.bench.pending("TIM1_TRG_COM")).isTrue();
    }

    @Test
    void shouldCommutateByItsTrigger() {
        pwm(E, MOE);
        timers.write(TIM1, CR2, CCPC | TimerRegisters.CCUS);
        timers.write(TIM1, CCER, NE);
        timers.signal("TIM5_TRGO").pulse();
        assertThat(timers.driven("PB13")).isTrue();
        assertThat(timers.flags(TIM1) & COM).isEqualTo(COM);
        assertThat(timers.read(TIM1, CR1)).isEqualTo(1);
    }
}
