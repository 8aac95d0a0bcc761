package dev.platine.mcu.peripheral.timer;

import static dev.platine.mcu.peripheral.timer.TimerBench.TIM1;
import static dev.platine.mcu.peripheral.timer.TimerBench.TIM3;
import static dev.platine.mcu.peripheral.timer.TimerBench.TIM6;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCDS;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCMR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCPC;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.COM;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CR2;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.DCR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.DIER;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.DMAR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.EGR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.TRIGGER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.DmaRequest;
import org.junit.jupiter.api.Test;

class TimerDmaTest {
    private static final int RAM = 0x20000000;
    private static final int UDE = 1 << 8;
    private static final int CC1DE = 1 << 9;

    private final TimerBench timers = new TimerBench(Stm32f4.f407());

    private DmaRequest request(String name) {
        return timers.bench.request(name);
    }

    @Test
    void shouldRequestAtEachUpdateUntilServed() {
        timers.base(TIM6, 0, 9);
        timers.write(TIM6, DIER, UDE);
        timers.start(TIM6, 0);
        timers.until(9);
        assertThat(request("TIM6_UP").isRaised()).isFalse();
        timers.until(10);
        assertThat(request("TIM6_UP").isRaised()).isTrue();
        request("TIM6_UP").served(false);
        assertThat(request("TIM6_UP").isRaised()).isFalse();
        timers.until(20);
        assertThat(request("TIM6_UP").isRaised()).isTrue();
        timers.write(TIM6, DIER, 0);
        assertThat(request("TIM6_UP").isRaised()).isFalse();
    }

    @Test
    void shouldRequestAtTheMatchOrAtTheUpdate() {
        timers.write(TIM3, CCR1, 4);
        timers.base(TIM3, 0, 9);
        timers.write(TIM3, DIER, CC1DE);
        timers.start(TIM3, 0);
        timers.until(4);
        assertThat(request("TIM3_CH1").isRaised()).isTrue();
        request("TIM3_CH1").served(false);
        timers.write(TIM3, CR2, CCDS);
        timers.until(19);
        request("TIM3_CH1").served(false);
        timers.until(14 + 5);
        assertThat(request("TIM3_CH1").isRaised()).isFalse();
        timers.until(20);
        assertThat(request("TIM3_CH1").isRaised()).isTrue();
    }

    @Test
    void shouldRequestAtTriggerAndCommutation() {
        timers.write(TIM1, DIER, TRIGGER << 8 | COM << 8);
        timers.write(TIM1, EGR, TRIGGER);
        assertThat(request("TIM1_TRIG").isRaised()).isTrue();
        assertThat(request("TIM1_COM").isRaised()).isFalse();
        timers.write(TIM1, CR2, CCPC);
        timers.write(TIM1, EGR, COM);
        assertThat(request("TIM1_COM").isRaised()).isTrue();
    }

    @Test
    void shouldRequestAsManyTransfersAsTheBurstIsLong() {
        timers.write(TIM1, DIER, UDE);
        timers.write(TIM1, DCR, 2 << 8 | CCR1 / 4);
        timers.write(TIM1, EGR, 1);
        DmaRequest update = request("TIM1_UP");
        for (int i = 0; i < 3; i++) {
            assertThat(update.isRaised()).isTrue();
            timers.write(TIM1, DMAR, 100 + i);
            update.served(false);
        }
        assertThat(update.isRaised()).isFalse();
        for (int i = 0; i < 3; i++) {
            assertThat(timers.read(TIM1, CCR1 + 4 * i)).isEqualTo(100 + i);
        }
        timers.write(TIM1, DCR, 1 << 8 | CCR1 / 4);
        assertThat(timers.read(TIM1, DMAR)).isEqualTo(100);
        assertThat(timers.read(TIM1, DMAR)).isEqualTo(101);
        assertThat(timers.read(TIM1, DMAR)).isEqualTo(100);
    }

    @Test
    void shouldTakeItsPeriodAndComparesFromMemoryAtEachUpdate() {
        int[] words = {199, 0, 5, 6, 299, 0, 7, 8};
        for (int i = 0; i < words.length; i++) {
            timers.bench.write(RAM + 4 * i, words[i]);
        }
        int stream = 0x40026400 + 0x10 + 0x18 * 5;
        timers.bench.write(stream + 8, TIM1 + DMAR);
        timers.bench.write(stream + 12, RAM);
        timers.bench.write(stream + 4, words.length);
        timers.bench.write(stream, 6 << 25 | 2 << 13 | 2 << 11 | 1 << 10 | 1 << 8 | 1 << 6 | 1);
        timers.base(TIM1, 0, 99);
        timers.write(TIM1, CCMR1, 0);
        timers.write(TIM1, DCR, 3 << 8 | TimerRegisters.ARR / 4);
        timers.write(TIM1, DIER, UDE);
        timers.start(TIM1, 0);
        timers.until(199);
        assertThat(timers.read(TIM1, TimerRegisters.ARR)).isEqualTo(199);
        assertThat(timers.read(TIM1, CCR1 + 4)).isEqualTo(6);
        timers.until(100 + 200 + 100);
        assertThat(timers.read(TIM1, TimerRegisters.ARR)).isEqualTo(299);
        assertThat(timers.read(TIM1, CCR1 + 4)).isEqualTo(8);
        timers.until(100 + 200 + 300 + 100);
        assertThat(timers.read(TIM1, TimerRegisters.ARR)).as("circular").isEqualTo(199);
    }
}
