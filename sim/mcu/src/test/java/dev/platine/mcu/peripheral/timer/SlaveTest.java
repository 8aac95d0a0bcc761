package dev.platine.mcu.peripheral.timer;

import static dev.platine.mcu.peripheral.timer.TimerBench.TIM1;
import static dev.platine.mcu.peripheral.timer.TimerBench.TIM10;
import static dev.platine.mcu.peripheral.timer.TimerBench.TIM2;
import static dev.platine.mcu.peripheral.timer.TimerBench.TIM3;
import static dev.platine.mcu.peripheral.timer.TimerBench.TIM4;
import static dev.platine.mcu.peripheral.timer.TimerBench.TIM9;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCER;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCMR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CNT;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CR2;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.DIER;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.DIR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.ECE;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.EGR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.ETP;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.OPM;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.OR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.SMCR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.SR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.TRIGGER;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.URS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.timer.TimerBench.At;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Triggers: of other timers, of pins, and given to others. */
class SlaveTest {
    private static final int RESET = 4;
    private static final int GATED = 5;
    private static final int TRIGGERED = 6;
    private static final int CLOCKED = 7;
    private static final int ETRF = 7 << 4;
    private static final int MASTER_ENABLE = 1 << 4;
    private static final int MASTER_UPDATE = 2 << 4;

    private final TimerBench timers = new TimerBench(Stm32f4.f407());

    @Test
    void shouldCountTheUpdatesOfAnotherTimer() {
        timers.base(TIM2, 0, 9);
        timers.write(TIM2, CR2, MASTER_UPDATE);
        timers.base(TIM3, 0, 99);
        timers.write(TIM3, SMCR, 1 << 4 | CLOCKED);
        timers.start(TIM3, 0);
        timers.start(TIM2, 0);
        timers.until(9);
        assertThat(timers.count(TIM3)).isZero();
        timers.until(255);
        assertThat(timers.count(TIM3)).isEqualTo(25);
        assertThat(timers.flags(TIM3) & TRIGGER).isEqualTo(TRIGGER);
        timers.until(1000);
        assertThat(timers.flags(TIM3) & 1).isEqualTo(1);
        timers.write(TIM3, SMCR, 0);
        assertThat(timers.pendingAlarms()).as("nobody hears the master now").isZero();
    }

    @Test
    void shouldCountOnceForEachPulseThatOpensItsGate() {
        timers.base(TIM2, 0, 9);
        timers.write(TIM2, CR2, MASTER_UPDATE);
        timers.base(TIM3, 0, 99);
        timers.write(TIM3, SMCR, 1 << 4 | GATED);
        timers.start(TIM3, 0);
        timers.start(TIM2, 0);
        timers.until(255);
        assertThat(timers.count(TIM3)).isEqualTo(25);
    }

    @Test
    void shouldCommutateAMotorByItsHallSensors() {
        timers.level("PA6", false);
        timers.route("PA6", 2);
        timers.base(TIM3, 0, 0xFFFF);
        timers.write(TIM3, CR2, TimerRegisters.TI1S | 5 << 4);
        timers.write(TIM3, CCMR1, 3 | 7 << 12);
        timers.write(TIM3, CCR1 + 4, 40);
        timers.write(TIM3, CCER, 0x11);
        timers.write(TIM3, SMCR, 4 << 4 | RESET);
        timers.start(TIM3, 0);
        timers.write(TIM1, CR2, TimerRegisters.CCPC | TimerRegisters.CCUS);
        timers.write(TIM1, SMCR, 2 << 4);
        timers.pulses("PA6", 100);
        assertThat(timers.read(TIM3, CCR1))
                .as("time between edges of the sensors")
                .isEqualTo(100);
        timers.write(TIM1, SR, 0);
        timers.until(139);
        assertThat(timers.flags(TIM1)).isZero();
        timers.until(140);
        assertThat(timers.flags(TIM1)).as("commutation behind a delay").isEqualTo(TimerRegisters.COM);
        timers.until(250);
        timers.level("PA6", false);
        assertThat(timers.read(TIM3, CCR1)).isEqualTo(150);
    }

    @Test
    void shouldStartWithItsMasterInTheSameCycle() {
        timers.base(TIM2, 0, 999);
        timers.base(TIM3, 0, 999);
        timers.write(TIM2, CR2, MASTER_ENABLE);
        timers.write(TIM2, SMCR, 1 << 7);
        timers.write(TIM3, SMCR, 1 << 4 | TRIGGERED);
        timers.until(100);
        timers.start(TIM2, 0);
        timers.until(50);
        assertThat(timers.count(TIM2)).isEqualTo(50);
        assertThat(timers.count(TIM3)).isEqualTo(50);
        assertThat(timers.read(TIM3, CR1)).isEqualTo(1);
    }

    @Test
    void shouldCountWhileItsMastersOutputIsHigh() {
        timers.write(TIM2, CCR1, 4);
        timers.base(TIM2, 0, 9);
        timers.write(TIM2, CCMR1, 6 << 4);
        timers.write(TIM2, CR2, 4 << 4);
        timers.base(TIM3, 0, 999);
        timers.write(TIM3, SMCR, 1 << 4 | GATED);
        timers.start(TIM3, 0);
        timers.start(TIM2, 0);
        timers.until(102);
        assertThat(timers.count(TIM3)).isEqualTo(42);
        timers.until(107);
        assertThat(timers.count(TIM3)).isEqualTo(44);
    }

    @Test
    void shouldBeginAnewAtATrigger() {
        timers.base(TIM3, 0, 999);
        timers.write(TIM3, SMCR, 1 << 4 | RESET);
        timers.write(TIM3, DIER, TRIGGER);
        timers.start(TIM3, 0);
        timers.until(70);
        timers.signal("TIM2_TRGO").pulse();
        assertThat(timers.count(TIM3)).isZero();
        assertThat(timers.flags(TIM3) & 0x41).isEqualTo(0x41);
        assertThat(timers.bench.pending("TIM3")).isTrue();
        timers.write(TIM3, SR, 0);
        timers.write(TIM3, CR1, 1 | URS);
        timers.signal("TIM2_TRGO").pulse();
        assertThat(timers.flags(TIM3)).isEqualTo(TRIGGER);
    }

    @Test
    void shouldStretchOnePulseBehindItsTrigger() {
        timers.level("PA7", false);
        timers.route("PA7", 2);
        List<At> edges = timers.watch("PA6", 2);
        timers.write(TIM3, CCR1, 20);
        timers.base(TIM3, 0, 49);
        timers.write(TIM3, CCMR1, 7 << 4 | 1 << 8);
        timers.write(TIM3, CCER, 1);
        timers.write(TIM3, SMCR, 6 << 4 | TRIGGERED);
        timers.write(TIM3, CR1, OPM);
        timers.mark();
        timers.pulses("PA7", 100, 110);
        timers.until(500);
        assertThat(edges).containsExactly(new At(120, true), new At(150, false));
        timers.pulses("PA7", 600, 610);
        timers.until(700);
        assertThat(edges.subList(2, 4)).containsExactly(new At(620, true), new At(650, false));
    }

    @Test
    void shouldNotWaitForTheMatchWithFastEnable() {
        timers.level("PA7", false);
        timers.route("PA7", 2);
        List<At> edges = timers.watch("PA6", 2);
        timers.write(TIM3, CCR1, 20);
        timers.base(TIM3, 0, 49);
        timers.write(TIM3, CCMR1, 7 << 4 | 1 << 2 | 1 << 8);
        timers.write(TIM3, CCER, 1);
        timers.write(TIM3, SMCR, 6 << 4 | TRIGGERED);
        timers.write(TIM3, CR1, OPM);
        timers.mark();
        timers.pulses("PA7", 100, 110);
        timers.until(500);
        assertThat(edges).containsExactly(new At(100, true), new At(150, false));
    }

    @ParameterizedTest
    @CsvSource({"0, 4", "1, 2", "2, 1"})
    void shouldCountItsExternalTriggerWithPrescaler(int prescaler, int counted) {
        timers.level("PD2", false);
        timers.route("PD2", 2);
        timers.base(TIM3, 0, 999);
        timers.write(TIM3, SMCR, ECE | prescaler << 12);
        timers.start(TIM3, 0);
        timers.pulses("PD2", 10, 20, 30, 40, 50, 60, 70, 80);
        assertThat(timers.count(TIM3)).isEqualTo(counted);
    }

    @Test
    void shouldCountFallingEdgesBehindTheFilter() {
        timers.level("PD2", false);
        timers.route("PD2", 2);
        timers.base(TIM3, 0, 999);
        timers.write(TIM3, SMCR, ECE | ETP | 3 << 8);
        timers.start(TIM3, 0);
        timers.until(20);
        timers.mark();
        int before = timers.count(TIM3);
        timers.pulses("PD2", 10, 14, 30, 50);
        timers.until(57);
        assertThat(timers.count(TIM3)).isEqualTo(before);
        timers.until(58);
        assertThat(timers.count(TIM3)).isEqualTo(before + 1);
    }

    @Test
    void shouldUseTheExternalTriggerAsTrigger() {
        timers.level("PD2", false);
        timers.route("PD2", 2);
        timers.base(TIM3, 0, 999);
        timers.write(TIM3, SMCR, ETRF | GATED);
        timers.start(TIM3, 0);
        timers.pulses("PD2", 10, 35);
        timers.until(50);
        assertThat(timers.count(TIM3)).isEqualTo(25);
    }

    @Test
    void shouldUseBothEdgesOfItsFirstInput() {
        timers.level("PA6", false);
        timers.route("PA6", 2);
        timers.base(TIM3, 0, 999);
        timers.write(TIM3, SMCR, 4 << 4 | CLOCKED);
        timers.start(TIM3, 0);
        timers.pulses("PA6", 10, 20, 30);
        assertThat(timers.count(TIM3)).isEqualTo(3);
        timers.write(TIM3, SMCR, 5 << 4 | CLOCKED);
        timers.until(31);
        timers.level("PA6", false);
        assertThat(timers.count(TIM3)).isEqualTo(3);
        timers.level("PA6", true);
        assertThat(timers.count(TIM3)).isEqualTo(4);
    }

    @Test
    void shouldClearItsReferenceWhileTheExternalTriggerIsHigh() {
        timers.level("PD2", false);
        timers.route("PD2", 2);
        List<At> edges = timers.watch("PA6", 2);
        timers.write(TIM3, CCR1, 6);
        timers.base(TIM3, 0, 9);
        timers.write(TIM3, CCMR1, 6 << 4 | 1 << 7);
        timers.write(TIM3, CCER, 1);
        timers.start(TIM3, 0);
        edges.clear();
        timers.pulses("PD2", 12, 23);
        timers.until(46);
        assertThat(edges)
                .containsExactly(
                        new At(6, false),
                        new At(10, true),
                        new At(12, false),
                        new At(30, true),
                        new At(36, false),
                        new At(40, true),
                        new At(46, false));
    }

    @Test
    void shouldTellOthersWhatItsMasterModeSays() {
        timers.write(TIM4, CCR1, 3);
        timers.base(TIM4, 0, 9);
        List<At> heard = timers.listen("TIM4_TRGO");
        timers.mark();
        timers.write(TIM4, EGR, 1);
        assertThat(heard).containsExactly(new At(0, true), new At(0, false));
        heard.clear();
        timers.write(TIM4, CR2, 3 << 4);
        timers.start(TIM4, 0);
        timers.until(20);
        assertThat(heard).containsExactly(new At(3, true), new At(3, false), new At(13, true), new At(13, false));
        heard.clear();
        timers.write(TIM4, CR2, 2 << 4);
        timers.until(30);
        assertThat(heard).containsExactly(new At(30, true), new At(30, false));
        heard.clear();
        timers.write(TIM4, CR2, 1 << 4);
        timers.write(TIM4, CR1, 0);
        assertThat(heard).containsExactly(new At(30, true), new At(30, false));
    }

    @Test
    void shouldTellItsComparesAndReferences() {
        timers.write(TIM4, CCR1, 3);
        timers.base(TIM4, 0, 9);
        timers.write(TIM4, CCMR1, 6 << 4);
        List<At> matches = timers.listen("TIM4_CC1");
        List<At> references = timers.listen("TIM4_OC1REF");
        timers.start(TIM4, 0);
        timers.until(13);
        assertThat(matches).containsExactly(new At(3, true), new At(3, false), new At(13, true), new At(13, false));
        assertThat(references).containsExactly(new At(3, false), new At(10, true), new At(13, false));
    }

    @Test
    void shouldCountTheOutputOfATimerWithoutTriggerOutput() {
        timers.write(TIM10, CCR1, 5);
        timers.base(TIM10, 0, 9);
        timers.write(TIM10, CCMR1, 6 << 4);
        timers.base(TIM9, 0, 999);
        timers.write(TIM9, SMCR, 2 << 4 | CLOCKED);
        timers.start(TIM9, 0);
        timers.start(TIM10, 0);
        timers.until(100);
        assertThat(timers.count(TIM9)).isEqualTo(10);
    }

    @Test
    void shouldTakeAnotherTriggerByItsOptionRegister() {
        timers.base(TIM2, 0, 999);
        timers.write(TIM2, SMCR, 1 << 4 | CLOCKED);
        timers.start(TIM2, 0);
        timers.signal("TIM8_TRGO").pulse();
        assertThat(timers.count(TIM2)).isEqualTo(1);
        timers.write(TIM2, OR, 2 << 10);
        timers.signal("TIM8_TRGO").pulse();
        assertThat(timers.count(TIM2)).isEqualTo(1);
        timers.signal("OTG_FS_SOF").pulse();
        assertThat(timers.count(TIM2)).isEqualTo(2);
    }

    @Test
    void shouldFlagATriggerOfTheSoftware() {
        timers.write(TIM1, DIER, TRIGGER);
        timers.write(TIM1, EGR, TRIGGER);
        assertThat(timers.flags(TIM1)).isEqualTo(TRIGGER);
        assertThat(timers.bench.pending("TIM1_TRG_COM")).isTrue();
    }

    /** TI1 and TI2 of an encoder that turns forward by one line: 4 edges. */
    private void turn(String first, String second) {
        timers.level(first, true);
        timers.level(second, true);
        timers.level(first, false);
        timers.level(second, false);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 2", "3, 4"})
    void shouldCountTheEdgesOfAnEncoderUpAndDown(int mode, int edges) {
        timers.level("PA6", false);
        timers.level("PA7", false);
        timers.route("PA6", 2);
        timers.route("PA7", 2);
        timers.base(TIM3, 0, 99);
        timers.write(TIM3, CCMR1, 0x101);
        timers.write(TIM3, SMCR, mode);
        timers.start(TIM3, 0);
        for (int i = 0; i < 5; i++) {
            turn("PA6", "PA7");
        }
        assertThat(timers.count(TIM3)).isEqualTo(5 * edges);
        assertThat(timers.read(TIM3, CR1) & DIR).isZero();
        for (int i = 0; i < 6; i++) {
            turn("PA7", "PA6");
        }
        assertThat(timers.count(TIM3)).isEqualTo(100 - edges);
        assertThat(timers.read(TIM3, CR1) & DIR).isEqualTo(DIR);
        assertThat(timers.flags(TIM3) & 1).as("underflow").isEqualTo(1);
    }

    @Test
    void shouldTurnTheOtherWayWithOneInputInverted() {
        timers.level("PA6", false);
        timers.level("PA7", false);
        timers.route("PA6", 2);
        timers.route("PA7", 2);
        timers.base(TIM3, 0, 0xFFFF);
        timers.write(TIM3, CCMR1, 0x101);
        timers.write(TIM3, CCER, 2);
        timers.write(TIM3, SMCR, 3);
        timers.write(TIM3, CNT, 1000);
        timers.start(TIM3, 0);
        turn("PA6", "PA7");
        assertThat(timers.count(TIM3)).isEqualTo(996);
    }
}
