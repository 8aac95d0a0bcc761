package dev.platine.mcu.peripheral.adc;

import static dev.platine.mcu.peripheral.adc.AdcBench.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GroupsTest {
    private static final int JAUTO = 1 << 10;
    private static final int DISCEN = 1 << 11;
    private static final int JDISCEN = 1 << 12;

    private final AdcBench adc = new AdcBench();

    private void on(int cr1, int cr2) {
        adc.write(ADC1 + CR1, cr1);
        adc.write(ADC1 + CR2, ADON | cr2);
    }

    /** The injected channels, at the places where the hardware wants them. */
    private void injected(int... channels) {
        int jsqr = (channels.length - 1) << 20;
        for (int i = 0; i < channels.length; i++) {
            jsqr |= channels[i] << (5 * (4 - channels.length + i));
        }
        adc.write(ADC1 + JSQR, jsqr);
    }

    private long injectedData(int number) {
        return adc.read(ADC1 + JDR1 + 4 * (number - 1));
    }

    @Test
    void shouldConvertOneChannelWithoutScanning() {
        adc.sequence(ADC1, 1, 2, 3);
        on(0, EOCS);
        adc.start(ADC1);
        adc.cycles(10 * CONVERSION);
        assertThat(adc.read(ADC1 + DR)).isEqualTo(200);
        assertThat(adc.flag(ADC1, OVR)).isFalse();
    }

    @Test
    void shouldScanAndTellTheEndOfTheSequence() {
        adc.sequence(ADC1, 1, 2, 3);
        on(SCAN, 0);
        adc.start(ADC1);
        adc.cycles(3 * CONVERSION - 2);
        assertThat(adc.flag(ADC1, EOC)).isFalse();
        adc.cycles(2);
        assertThat(adc.flag(ADC1, EOC)).isTrue();
        assertThat(adc.read(ADC1 + DR)).isEqualTo(400);
    }

    @Test
    void shouldTellTheEndOfEachConversion() {
        adc.sequence(ADC1, 1, 2, 3);
        on(SCAN, EOCS);
        adc.start(ADC1);
        for (int code = 200; code <= 400; code += 100) {
            adc.cycles(CONVERSION);
            assertThat(adc.flag(ADC1, EOC)).isTrue();
            assertThat(adc.read(ADC1 + DR)).isEqualTo(code);
        }
        adc.cycles(CONVERSION);
        assertThat(adc.flag(ADC1, EOC)).isFalse();
    }

    @Test
    void shouldScanSixteenChannels() {
        adc.write(ADC1 + SQR3, 0x00000000);
        adc.write(ADC1 + 0x30, 5 << 25);
        adc.write(ADC1 + SQR1, 15 << 20 | 7 << 15 | 6);
        on(SCAN, EOCS);
        adc.start(ADC1);
        long[] seen = new long[16];
        for (int i = 0; i < 16; i++) {
            adc.cycles(CONVERSION);
            seen[i] = adc.read(ADC1 + DR);
        }
        assertThat(seen[0]).isEqualTo(100);
        assertThat(seen[11]).isEqualTo(600);
        assertThat(seen[12]).isEqualTo(700);
        assertThat(seen[15]).isEqualTo(800);
    }

    @Test
    void shouldGoOnContinuously() {
        adc.sequence(ADC1, 1);
        on(0, CONT);
        adc.start(ADC1);
        for (int i = 1; i < 50; i++) {
            adc.bench.volts("PA1", volts(i));
            adc.cycles(CONVERSION);
            assertThat(adc.flag(ADC1, EOC)).isTrue();
            assertThat(adc.read(ADC1 + DR)).isEqualTo(i);
        }
        adc.write(ADC1 + CR2, ADON);
        adc.cycles(CONVERSION);
        adc.read(ADC1 + DR);
        adc.cycles(3 * CONVERSION);
        assertThat(adc.flag(ADC1, EOC)).isFalse();
    }

    @Test
    void shouldConvertAPartAtEachTrigger() {
        adc.sequence(ADC1, 0, 1, 2, 3, 4);
        on(SCAN | DISCEN | 1 << 13, 0);
        for (int last : new int[] {200, 400, 500, 200}) {
            adc.start(ADC1);
            adc.cycles(3 * CONVERSION);
            assertThat(adc.flag(ADC1, EOC)).isTrue();
            assertThat(adc.read(ADC1 + DR)).isEqualTo(last);
        }
    }

    @Test
    void shouldConvertInjectedChannels() {
        injected(5, 6, 7);
        on(SCAN, 0);
        adc.set(ADC1 + CR2, JSWSTART);
        assertThat(adc.flag(ADC1, JSTRT)).isTrue();
        adc.cycles(3 * CONVERSION - 2);
        assertThat(adc.flag(ADC1, JEOC)).isFalse();
        adc.cycles(2);
        assertThat(adc.flag(ADC1, JEOC)).isTrue();
        assertThat(injectedData(1)).isEqualTo(600);
        assertThat(injectedData(2)).isEqualTo(700);
        assertThat(injectedData(3)).isEqualTo(800);
        assertThat(adc.flag(ADC1, EOC)).isFalse();
    }

    @Test
    void shouldTakeAnOffsetFromInjectedData() {
        injected(5);
        adc.write(ADC1 + JOFR1, 700);
        on(0, 0);
        adc.set(ADC1 + CR2, JSWSTART);
        adc.cycles(CONVERSION);
        assertThat(injectedData(1)).isEqualTo(-100 & 0xFFFF);
        adc.write(ADC1 + CR2, ADON | ALIGN);
        adc.set(ADC1 + CR2, JSWSTART);
        adc.cycles(CONVERSION);
        assertThat(injectedData(1)).isEqualTo((-100 << 3) & 0xFFFF);
    }

    @Test
    void shouldInterruptTheRegularGroup() {
        adc.sequence(ADC1, 1, 2);
        injected(5);
        on(SCAN, 0);
        adc.start(ADC1);
        adc.cycles(CONVERSION + 10);
        adc.set(ADC1 + CR2, JSWSTART);
        adc.cycles(CONVERSION);
        assertThat(injectedData(1)).isEqualTo(600);
        assertThat(adc.flag(ADC1, EOC)).isFalse();
        adc.cycles(CONVERSION - 2);
        assertThat(adc.flag(ADC1, EOC)).isFalse();
        adc.cycles(2);
        assertThat(adc.flag(ADC1, EOC)).isTrue();
        assertThat(adc.read(ADC1 + DR)).isEqualTo(300);
    }

    @Test
    void shouldLetTheRegularGroupWaitForTheInjectedOne() {
        adc.sequence(ADC1, 1);
        injected(5, 6);
        on(SCAN, 0);
        adc.set(ADC1 + CR2, JSWSTART);
        adc.cycles(4);
        adc.start(ADC1);
        adc.cycles(3 * CONVERSION - 8);
        assertThat(adc.flag(ADC1, EOC)).isFalse();
        adc.cycles(8);
        assertThat(adc.read(ADC1 + DR)).isEqualTo(200);
    }

    @Test
    void shouldInjectBehindTheRegularGroupByItself() {
        adc.sequence(ADC1, 1, 2);
        injected(5, 6);
        on(SCAN | JAUTO, CONT);
        adc.start(ADC1);
        adc.cycles(4 * CONVERSION);
        assertThat(adc.flag(ADC1, JEOC)).isTrue();
        assertThat(injectedData(2)).isEqualTo(700);
        assertThat(adc.read(ADC1 + DR)).isEqualTo(300);
        adc.cycles(2 * CONVERSION);
        assertThat(adc.flag(ADC1, EOC)).isTrue();
    }

    @Test
    void shouldInjectOneByOne() {
        injected(5, 6);
        on(SCAN | JDISCEN, 0);
        adc.set(ADC1 + CR2, JSWSTART);
        adc.cycles(2 * CONVERSION);
        assertThat(injectedData(1)).isEqualTo(600);
        assertThat(injectedData(2)).isZero();
        assertThat(adc.flag(ADC1, JEOC)).isFalse();
        adc.set(ADC1 + CR2, JSWSTART);
        adc.cycles(CONVERSION);
        assertThat(injectedData(2)).isEqualTo(700);
        assertThat(adc.flag(ADC1, JEOC)).isTrue();
    }

    @Test
    void shouldBeginAnewWhenTheSequenceIsWritten() {
        adc.sequence(ADC1, 1);
        on(0, 0);
        adc.start(ADC1);
        adc.cycles(20);
        adc.write(ADC1 + SQR3, 2);
        adc.cycles(CONVERSION - 2);
        assertThat(adc.flag(ADC1, EOC)).isFalse();
        adc.cycles(2);
        assertThat(adc.read(ADC1 + DR)).isEqualTo(300);
    }

    @Test
    void shouldWatchAllOrOne() {
        adc.write(ADC1 + HTR, 250);
        adc.write(ADC1 + LTR, 150);
        adc.sequence(ADC1, 1);
        on(1 << 23 | 1 << 6, 0);
        adc.start(ADC1);
        adc.cycles(CONVERSION);
        assertThat(adc.flag(ADC1, AWD)).isFalse();
        adc.write(ADC1 + SQR3, 2);
        adc.start(ADC1);
        adc.cycles(CONVERSION);
        assertThat(adc.flag(ADC1, AWD)).isTrue();
        assertThat(adc.bench.pending("ADC")).isTrue();
        adc.write(ADC1 + SR, ~AWD);
        on(1 << 23 | 1 << 9 | 1, 0);
        adc.start(ADC1);
        adc.cycles(CONVERSION);
        assertThat(adc.flag(ADC1, AWD)).isFalse();
        adc.bench.volts("PA1", volts(100));
        adc.write(ADC1 + SQR3, 1);
        adc.start(ADC1);
        adc.cycles(CONVERSION);
        assertThat(adc.flag(ADC1, AWD)).isTrue();
    }

    @Test
    void shouldWatchInjectedChannelsApart() {
        adc.write(ADC1 + HTR, 250);
        injected(5);
        on(1 << 23, 0);
        adc.set(ADC1 + CR2, JSWSTART);
        adc.cycles(CONVERSION);
        assertThat(adc.flag(ADC1, AWD)).isFalse();
        on(1 << 22 | 1 << 7, 0);
        adc.set(ADC1 + CR2, JSWSTART);
        adc.cycles(CONVERSION);
        assertThat(adc.flag(ADC1, AWD)).isTrue();
        assertThat(adc.bench.pending("ADC")).isTrue();
    }
}
