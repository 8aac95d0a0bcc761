package dev.platine.mcu.peripheral.adc;

import static dev.platine.mcu.peripheral.adc.AdcBench.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransferTest {
    private final AdcBench adc = new AdcBench();

    private boolean asked() {
        return adc.bench.request("ADC1").isRaised();
    }

    @Test
    void shouldAskForEachConversion() {
        int[] words = adc.serve("ADC1", ADC1 + DR, 6);
        adc.sequence(ADC1, 1, 2, 3);
        adc.write(ADC1 + CR1, SCAN);
        adc.write(ADC1 + CR2, ADON | CONT | DMA | DDS);
        adc.start(ADC1);
        adc.cycles(6 * CONVERSION);
        assertThat(words).containsExactly(200, 300, 400, 200, 300, 400);
        assertThat(adc.flag(ADC1, OVR | EOC)).isFalse();
    }

    @Test
    void shouldEndWithTheLastTransferAndNotOverrun() {
        int[] words = adc.serve("ADC1", ADC1 + DR, 2);
        adc.sequence(ADC1, 1);
        adc.write(ADC1 + CR2, ADON | CONT | DMA);
        adc.start(ADC1);
        adc.cycles(10 * CONVERSION);
        assertThat(words).containsExactly(200, 200);
        assertThat(asked()).isFalse();
        assertThat(adc.flag(ADC1, OVR)).isFalse();
        adc.write(ADC1 + CR2, ADON | CONT);
        adc.write(ADC1 + CR2, ADON | CONT | DMA);
        adc.cycles(CONVERSION);
        assertThat(asked()).isTrue();
    }

    @Test
    void shouldOverrunWhenNobodyServes() {
        adc.sequence(ADC1, 1, 2);
        adc.write(ADC1 + CR1, SCAN | 1 << 26);
        adc.write(ADC1 + CR2, ADON | CONT | DMA | DDS);
        adc.start(ADC1);
        adc.cycles(CONVERSION);
        assertThat(asked()).isTrue();
        assertThat(adc.flag(ADC1, OVR)).isFalse();
        adc.cycles(CONVERSION);
        assertThat(adc.flag(ADC1, OVR)).isTrue();
        assertThat(asked()).isFalse();
        assertThat(adc.bench.pending("ADC")).isTrue();
        assertThat(adc.read(ADC1 + DR)).isEqualTo(200);
        adc.start(ADC1);
        adc.cycles(5 * CONVERSION);
        assertThat(asked()).isFalse();
        adc.write(ADC1 + SR, ~OVR);
        adc.start(ADC1);
        adc.cycles(CONVERSION);
        assertThat(asked()).isTrue();
    }

    @Test
    void shouldDetectOverrunOfEachConversionWithoutDma() {
        adc.sequence(ADC1, 1);
        adc.write(ADC1 + CR2, ADON | CONT | EOCS);
        adc.start(ADC1);
        adc.cycles(2 * CONVERSION);
        assertThat(adc.flag(ADC1, OVR)).isTrue();
    }

    @Test
    void shouldNotDetectOverrunWithoutBeingTold() {
        adc.sequence(ADC1, 1);
        adc.write(ADC1 + CR2, ADON | CONT);
        adc.start(ADC1);
        adc.cycles(5 * CONVERSION);
        adc.bench.volts("PA1", volts(7));
        adc.cycles(2 * CONVERSION);
        assertThat(adc.flag(ADC1, OVR)).isFalse();
        assertThat(adc.read(ADC1 + DR)).isEqualTo(7);
    }

    @Test
    void shouldWorkWithTheController() {
        int stream = 0x40026410;
        adc.sequence(ADC1, 1, 2, 3);
        adc.write(ADC1 + CR1, SCAN);
        adc.write(stream + 4, 3);
        adc.write(stream + 8, ADC1 + DR);
        adc.write(stream + 12, 0x20000100);
        adc.write(stream, 1 << 13 | 1 << 11 | 1 << 10 | 1 << 8 | 1);
        adc.write(ADC1 + CR2, ADON | CONT | DMA | DDS);
        adc.start(ADC1);
        adc.cycles(3 * CONVERSION + 20);
        assertThat(adc.read(0x20000100)).isEqualTo(300 << 16 | 200);
        assertThat(adc.read(0x20000104) & 0xFFFF).isEqualTo(400);
        adc.bench.volts("PA1", volts(9));
        adc.cycles(30 * CONVERSION);
        assertThat(adc.read(0x20000100)).isEqualTo(300 << 16 | 9);
        assertThat(adc.flag(ADC1, OVR)).isFalse();
    }
}
