package dev.platine.mcu.peripheral.adc;

import static dev.platine.mcu.peripheral.adc.AdcBench.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Stm32f4;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerTest {
    private final AdcBench adc = new AdcBench();

    private void level(String signal, boolean high) {
        adc.bench.chip().signal(signal).level(high);
    }

    private boolean started() {
        boolean started = adc.flag(ADC1, STRT);
        adc.write(ADC1 + SR, 0);
        adc.cycles(CONVERSION);
        return started;
    }

    @ParameterizedTest
    @CsvSource({
        "0, TIM1_OC1REF", "1, TIM1_OC2REF", "2, TIM1_OC3REF", "3, TIM2_OC2REF", "4, TIM2_OC3REF", "5, TIM2_OC4REF",
                "6, TIM2_TRGO",
        "7, TIM3_OC1REF", "8, TIM3_TRGO", "9, TIM4_OC4REF", "10, TIM5_OC1REF", "11, TIM5_OC2REF", "12, TIM5_OC3REF",
                "13, TIM8_OC1REF",
        "14, TIM8_TRGO", "15, EXTI11"
    })
    void shouldStartByItsSignal(int select, String signal) {
        adc.write(ADC1 + CR2, ADON | 1 << 28 | select << 24);
        adc.bench.chip().signal(signal).pulse();
        assertThat(started()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0, TIM1_OC4REF", "1, TIM1_TRGO", "2, TIM2_OC1REF", "3, TIM2_TRGO", "4, TIM3_OC2REF", "5, TIM3_OC4REF",
                "6, TIM4_OC1REF",
        "7, TIM4_OC2REF", "8, TIM4_OC3REF", "9, TIM4_TRGO", "10, TIM5_OC4REF", "11, TIM5_TRGO", "12, TIM8_OC2REF",
                "13, TIM8_OC3REF",
        "14, TIM8_OC4REF", "15, EXTI15"
    })
    void shouldInjectByItsSignal(int select, String signal) {
        adc.write(ADC1 + CR2, ADON | 1 << 20 | select << 16);
        adc.bench.chip().signal(signal).pulse();
        assertThat(adc.flag(ADC1, JSTRT)).isTrue();
    }

    @Test
    void shouldHearTheEdgesItIsToldTo() {
        adc.write(ADC1 + CR2, ADON | 6 << 24);
        level("TIM2_TRGO", true);
        level("TIM2_TRGO", false);
        assertThat(started()).isFalse();
        adc.write(ADC1 + CR2, ADON | 6 << 24 | 2 << 28);
        level("TIM2_TRGO", true);
        assertThat(started()).isFalse();
        level("TIM2_TRGO", false);
        assertThat(started()).isTrue();
        adc.write(ADC1 + CR2, ADON | 6 << 24 | 3 << 28);
        level("TIM2_TRGO", true);
        assertThat(started()).isTrue();
        level("TIM2_TRGO", false);
        assertThat(started()).isTrue();
    }

    @Test
    void shouldLetGoOfASignalItNoLongerHears() {
        adc.write(ADC1 + CR2, ADON | 6 << 24 | 1 << 28);
        assertThat(adc.bench.chip().signal("TIM2_TRGO").isHeard()).isTrue();
        adc.write(ADC1 + CR2, ADON);
        assertThat(adc.bench.chip().signal("TIM2_TRGO").isHeard()).isFalse();
    }

    @Test
    void shouldIgnoreATriggerWhileItConverts() {
        adc.write(ADC1 + CR2, ADON | EOCS | 6 << 24 | 1 << 28);
        adc.bench.chip().signal("TIM2_TRGO").pulse();
        adc.cycles(10);
        adc.bench.chip().signal("TIM2_TRGO").pulse();
        adc.cycles(CONVERSION - 10);
        assertThat(adc.flag(ADC1, EOC)).isTrue();
        adc.read(ADC1 + DR);
        adc.cycles(5 * CONVERSION);
        assertThat(adc.flag(ADC1, EOC)).isFalse();
    }

    @Test
    void shouldHaveNoTimer8WhereNoneIsFitted() {
        AdcBench small = new AdcBench(Stm32f4.f411());
        small.write(ADC1 + CR2, ADON | 1 << 28 | 14 << 24);
        small.bench.chip().signal("TIM8_TRGO").pulse();
        assertThat(small.flag(ADC1, STRT)).isFalse();
    }
}
