package dev.platine.mcu.peripheral.adc;

import static dev.platine.mcu.peripheral.adc.AdcBench.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Converters with what they meet on a real chip: timers, pins, the words that the maker wrote. */
class WithTimersTest {
    private static final int TIM2 = 0x40000000;
    private static final int TIM3 = 0x40000400;
    private static final int TIM6 = 0x40001000;
    private static final int TIMER_CR2 = 0x04;
    private static final int CCMR1 = 0x18;
    private static final int ARR = 0x2C;
    private static final int CCR1 = 0x34;
    private static final int DAC = 0x40007400;
    private static final int CEN = 1;
    private static final int TRGO_BY_UPDATE = 2 << 4;

    private final AdcBench adc = new AdcBench();

    private int conversionsIn(int cycles) {
        int seen = 0;
        for (int i = 0; i < cycles; i += 10) {
            adc.cycles(10);
            if (adc.flag(ADC1, EOC)) {
                adc.read(ADC1 + DR);
                seen++;
            }
        }
        return seen;
    }

    @Test
    void shouldConvertAtEachUpdateOfATimer() {
        adc.sequence(ADC1, 1);
        adc.write(ADC1 + CR2, ADON | EOCS | 1 << 28 | 6 << 24);
        adc.write(TIM2 + ARR, 999);
        adc.write(TIM2 + TIMER_CR2, TRGO_BY_UPDATE);
        adc.write(TIM2, CEN);
        assertThat(conversionsIn(990)).isZero();
        assertThat(conversionsIn(5_000)).isEqualTo(5);
    }

    @Test
    void shouldConvertWhereAPulseBegins() {
        adc.sequence(ADC1, 1);
        adc.write(ADC1 + CR2, ADON | EOCS | 2 << 28 | 7 << 24);
        adc.write(TIM3 + ARR, 999);
        adc.write(TIM3 + CCR1, 400);
        adc.write(TIM3 + CCMR1, 6 << 4);
        adc.write(TIM3, CEN);
        // PWM mode 1: the pulse ends, a falling edge, at 400.
        assertThat(conversionsIn(390)).isZero();
        assertThat(conversionsIn(60)).isEqualTo(1);
        assertThat(conversionsIn(5_000)).isEqualTo(5);
    }

    @Test
    void shouldFillMemoryAtTheRateOfATimer() {
        int stream = 0x40026410;
        adc.sequence(ADC1, 1);
        adc.write(stream + 4, 4);
        adc.write(stream + 8, ADC1 + DR);
        adc.write(stream + 12, 0x20000100);
        adc.write(stream, 1 << 13 | 1 << 11 | 1 << 10 | 1);
        adc.write(ADC1 + CR2, ADON | DMA | 1 << 28 | 6 << 24);
        adc.write(TIM2 + ARR, 499);
        adc.write(TIM2 + TIMER_CR2, TRGO_BY_UPDATE);
        adc.write(TIM2, CEN);
        for (int i = 0; i < 4; i++) {
            adc.bench.volts("PA1", volts(11 * (i + 1)));
            adc.cycles(i == 0 ? 590 : 500);
        }
        assertThat(adc.read(0x20000100)).isEqualTo(22 << 16 | 11);
        assertThat(adc.read(0x20000104)).isEqualTo(44 << 16 | 33);
        adc.cycles(5_000);
        assertThat(adc.flag(ADC1, OVR)).isFalse();
        assertThat(adc.read(stream) & 1).isZero();
    }

    @Test
    void shouldMakeATriangleAtTheRateOfATimer() {
        adc.write(DAC, 1 | 1 << 2 | 2 << 6 | 11 << 8);
        adc.write(TIM6 + ARR, 99);
        adc.write(TIM6 + TIMER_CR2, TRGO_BY_UPDATE);
        adc.write(TIM6, CEN);
        adc.cycles(100 * 50 + 50);
        assertThat(adc.read(DAC + 0x2C)).isEqualTo(49);
    }

    @Test
    void shouldAllocateNothing() {
        adc.sequence(ADC1, 1, 2);
        adc.write(ADC1 + CR1, SCAN | 1 << 23);
        adc.write(ADC1 + CR2, ADON | CONT);
        adc.write(DAC, 1 | 1 << 2 | 2 << 6 | 11 << 8);
        adc.write(TIM6 + ARR, 99);
        adc.write(TIM6 + TIMER_CR2, TRGO_BY_UPDATE);
        adc.write(TIM6, CEN);
        adc.start(ADC1);
        adc.bench.run(5_000_000);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        // 2,666 conversions, 800 steps of the triangle; the bench's record of the pin is not asked for.
        adc.bench.run(5_000_000);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(2_000);
    }

    @Test
    void shouldReadWhatTheMakerWroteDown() {
        adc.write(CCR, 1 << 23);
        adc.sequence(ADC1, 17);
        adc.write(ADC1 + CR2, ADON);
        adc.start(ADC1);
        adc.cycles(CONVERSION);
        long word = adc.bench.chip().bus().read(AnalogSupply.VREFINT_CAL_ADDRESS, 2);
        assertThat(adc.read(ADC1 + DR)).isEqualTo(word).isEqualTo(AnalogSupply.VREFINT_CAL);
        assertThat(adc.bench.chip().bus().read(AnalogSupply.TS_CAL1_ADDRESS, 2)).isEqualTo(AnalogSupply.TS_CAL1);
        assertThat(adc.bench.chip().bus().read(AnalogSupply.TS_CAL2_ADDRESS, 2)).isEqualTo(AnalogSupply.TS_CAL2);
    }
}
