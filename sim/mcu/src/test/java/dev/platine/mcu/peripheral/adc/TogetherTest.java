package dev.platine.mcu.peripheral.adc;

import static dev.platine.mcu.peripheral.adc.AdcBench.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TogetherTest {
    private static final int TRIPLE = 0x10;
    private static final int REGULAR = 6;
    private static final int INJECTED = 5;
    private static final int INTERLEAVED = 7;
    private static final int ALTERNATE = 9;
    private static final int COMMON_DDS = 1 << 13;

    private final AdcBench adc = new AdcBench();

    private void on(int cr2) {
        adc.sequence(ADC1, 1);
        adc.sequence(ADC2, 2);
        adc.sequence(ADC3, 3);
        for (int each : new int[] {ADC1, ADC2, ADC3}) {
            adc.write(each + CR2, ADON | cr2);
        }
    }

    @ParameterizedTest
    @CsvSource({"6, 0", "1, 0", "2, 0", "0x16, 400", "0x11, 400", "0x12, 400"})
    void shouldConvertAtOnce(String mode, int third) {
        adc.write(CCR, Integer.decode(mode));
        on(0);
        adc.start(ADC1);
        adc.cycles(CONVERSION);
        assertThat(adc.read(CDR)).isEqualTo(300 << 16 | 200);
        assertThat(adc.flag(ADC1, EOC) || adc.flag(ADC2, EOC)).isFalse();
        assertThat(adc.read(ADC3 + DR)).isEqualTo(third);
    }

    @Test
    void shouldConvertAloneInIndependentMode() {
        on(0);
        adc.start(ADC1);
        adc.cycles(CONVERSION);
        assertThat(adc.flag(ADC1, EOC)).isTrue();
        assertThat(adc.flag(ADC2, EOC)).isFalse();
    }

    @Test
    void shouldTellAllFlagsInCommon() {
        adc.write(CCR, TRIPLE | REGULAR);
        on(0);
        adc.start(ADC1);
        adc.cycles(CONVERSION);
        assertThat(adc.read(CSR)).isEqualTo(0x121212);
    }

    @Test
    void shouldPassHalfwordsOneByOne() {
        int[] words = adc.serve("ADC1", CDR, 6);
        adc.write(CCR, TRIPLE | REGULAR | 1 << 14 | COMMON_DDS);
        on(CONT);
        adc.start(ADC1);
        adc.cycles(2 * CONVERSION);
        assertThat(words).containsExactly(200, 300, 400, 200, 300, 400);
    }

    @Test
    void shouldPassTwoHalfwords() {
        int[] words = adc.serve("ADC1", CDR, 3);
        adc.write(CCR, TRIPLE | REGULAR | 2 << 14 | COMMON_DDS);
        on(CONT);
        adc.start(ADC1);
        adc.cycles(2 * CONVERSION);
        assertThat(words).containsExactly(300 << 16 | 200, 200 << 16 | 400, 400 << 16 | 300);
    }

    @Test
    void shouldPassTwoBytes() {
        int[] words = adc.serve("ADC1", CDR, 2);
        adc.write(CCR, REGULAR | 3 << 14 | COMMON_DDS);
        adc.write(ADC1 + CR1, 2 << 24);
        adc.write(ADC2 + CR1, 2 << 24);
        on(CONT);
        adc.start(ADC1);
        adc.cycles(2 * 2 * 11);
        assertThat(words).containsExactly((300 >> 4) << 8 | 200 >> 4, (300 >> 4) << 8 | 200 >> 4);
    }

    @Test
    void shouldEndWithTheLastTransfer() {
        adc.serve("ADC1", CDR, 1);
        adc.write(CCR, REGULAR | 2 << 14);
        on(CONT);
        adc.start(ADC1);
        adc.cycles(10 * CONVERSION);
        assertThat(adc.bench.request("ADC1").isRaised()).isFalse();
        assertThat(adc.flag(ADC1, OVR) || adc.flag(ADC2, OVR)).isFalse();
    }

    @Test
    void shouldAllEndWhenDataIsLost() {
        adc.write(CCR, REGULAR | 2 << 14 | COMMON_DDS);
        on(CONT);
        adc.start(ADC1);
        adc.cycles(CONVERSION);
        assertThat(adc.bench.request("ADC1").isRaised()).isTrue();
        adc.cycles(CONVERSION);
        assertThat(adc.flag(ADC1, OVR)).isTrue();
        assertThat(adc.bench.request("ADC1").isRaised()).isFalse();
        adc.write(ADC2 + SR, 0);
        adc.cycles(5 * CONVERSION);
        assertThat(adc.flag(ADC2, EOC)).isFalse();
    }

    @Test
    void shouldInterleaveTwoOnOneChannel() {
        int[] words = adc.serve("ADC1", CDR, 20);
        adc.write(CCR, INTERLEAVED | 2 << 14 | COMMON_DDS | 2 << 8);
        on(CONT);
        adc.sequence(ADC2, 1);
        adc.start(ADC1);
        // A new conversion each 7 or 8 cycles of ADCCLK, each 15 long.
        adc.cycles(2 * 15);
        assertThat(adc.read(CSR) & 0x202).isEqualTo(EOC);
        adc.cycles(2 * 7 - 2);
        assertThat(words[0]).isZero();
        adc.cycles(2);
        assertThat(words[0]).isEqualTo(200 << 16 | 200);
        adc.bench.volts("PA1", volts(900));
        adc.cycles(2 * 60);
        assertThat(words[3]).isEqualTo(900 << 16 | 900);
        assertThat(adc.flag(ADC1, OVR)).isFalse();
    }

    @Test
    void shouldNotSampleInTwoConvertersAtOnce() {
        adc.write(CCR, INTERLEAVED);
        adc.write(ADC1 + SMPR2, 1 << 3);
        adc.write(ADC2 + SMPR2, 1 << 3);
        on(0);
        adc.sequence(ADC2, 1);
        adc.start(ADC1);
        // Sampling takes 15 cycles: the second begins 17 later.
        adc.cycles(2 * (17 + 27) - 2);
        assertThat(adc.flag(ADC2, EOC)).isFalse();
        adc.cycles(2);
        assertThat(adc.flag(ADC2, EOC)).isTrue();
        adc.read(CDR);
        adc.cycles(200);
        assertThat(adc.flag(ADC1, EOC)).isFalse();
    }

    @Test
    void shouldInterleaveThree() {
        int[] words = adc.serve("ADC1", CDR, 6);
        adc.write(CCR, TRIPLE | INTERLEAVED | 1 << 14 | COMMON_DDS);
        on(CONT);
        adc.start(ADC1);
        adc.cycles(2 * (15 + 5 * 5) + 2);
        assertThat(words).containsExactly(200, 300, 400, 200, 300, 400);
    }

    @Test
    void shouldInjectAtOnce() {
        adc.write(CCR, TRIPLE | INJECTED);
        on(0);
        for (int i = 0; i < 3; i++) {
            adc.write(ADC1 + 0x100 * i + JSQR, (4 + i) << 15);
        }
        adc.set(ADC1 + CR2, JSWSTART);
        adc.cycles(CONVERSION);
        assertThat(adc.read(ADC1 + JDR1)).isEqualTo(500);
        assertThat(adc.read(ADC2 + JDR1)).isEqualTo(600);
        assertThat(adc.flag(ADC3, JEOC)).isTrue();
    }

    @Test
    void shouldAlternateByTriggers() {
        adc.write(CCR, TRIPLE | ALTERNATE);
        on(0);
        for (int i : new int[] {ADC1, ADC2, ADC3, ADC1}) {
            adc.set(ADC1 + CR2, JSWSTART);
            adc.cycles(CONVERSION);
            for (int each : new int[] {ADC1, ADC2, ADC3}) {
                assertThat(adc.flag(each, JEOC)).isEqualTo(each == i);
                adc.write(each + SR, 0);
            }
        }
    }
}
