package dev.platine.mcu.peripheral.dac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.adc.AdcCommon;
import dev.platine.mcu.pin.Drive;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DacTest {
    private static final int CR = 0x40007400;
    private static final int SWTRIGR = CR + 0x04;
    private static final int DHR12R1 = CR + 0x08;
    private static final int DHR12RD = CR + 0x20;
    private static final int DOR1 = CR + 0x2C;
    private static final int DOR2 = CR + 0x30;
    private static final int SR = CR + 0x34;
    private static final int GPIOA_MODER = 0x40020000;
    private static final int EN = 1;
    private static final int BOFF = 2;
    private static final int TEN = 4;
    private static final int SOFTWARE = 7 << 3;
    private static final int DMAEN = 1 << 12;
    private static final int DMAUDRIE = 1 << 13;

    private final Bench bench = new Bench(Stm32f4.f407());

    private void trigger() {
        bench.write(SWTRIGR, 1);
        bench.cycles(4);
    }

    @ParameterizedTest
    @CsvSource({
        "0x08, 0xABC, 0xABC, 0",
        "0x0C, 0xABC0, 0xABC, 0",
        "0x10, 0xAB, 0xAB0, 0",
        "0x14, 0xABC, 0, 0xABC",
        "0x18, 0xABC0, 0, 0xABC",
        "0x1C, 0xAB, 0, 0xAB0",
        "0x20, 0x01230ABC, 0xABC, 0x123",
        "0x24, 0x1230ABC0, 0xABC, 0x123",
        "0x28, 0x12AB, 0xAB0, 0x120"
    })
    void shouldTakeDataInEachForm(String offset, String data, String first, String second) {
        int register = CR + Integer.decode(offset);
        bench.write(register, Integer.decode(data));
        assertThat(bench.read(register)).isEqualTo(Integer.decode(data).longValue());
        assertThat(bench.read(DOR1)).isEqualTo(Integer.decode(first).longValue());
        assertThat(bench.read(DOR2)).isEqualTo(Integer.decode(second).longValue());
        assertThat(bench.read(DHR12RD)).isEqualTo(Integer.decode(second).longValue() << 16 | Integer.decode(first));
    }

    @Test
    void shouldDriveItsPinInAnalogMode() {
        bench.set(GPIOA_MODER, 0xF << 8);
        bench.write(DHR12RD, 1024 << 16 | 2048);
        bench.write(CR, (EN | BOFF) << 16 | EN | BOFF);
        Bench.Driven four = last("PA4");
        assertThat(four.drive()).isEqualTo(Drive.ANALOG);
        assertThat(four.volts()).isCloseTo(3.3 * 2048 / 4095, within(1e-9));
        assertThat(last("PA5").volts()).isCloseTo(3.3 * 1024 / 4095, within(1e-9));
        bench.write(CR, 0);
        assertThat(last("PA4").drive()).isNotEqualTo(Drive.ANALOG);
    }

    private Bench.Driven last(String pin) {
        List<Bench.Driven> all = bench.driven(pin);
        return all.get(all.size() - 1);
    }

    @Test
    void shouldNotReachTheRailsThroughItsBuffer() {
        bench.set(GPIOA_MODER, 3 << 8);
        bench.write(CR, EN);
        assertThat(last("PA4").volts()).isCloseTo(0.2, within(1e-9));
        bench.write(DHR12R1, 4095);
        assertThat(last("PA4").volts()).isCloseTo(3.1, within(1e-9));
        bench.write(CR, EN | BOFF);
        assertThat(last("PA4").volts()).isCloseTo(3.3, within(1e-9));
        ((AdcCommon) bench.chip().blocks().get("ADC_COMMON")).supply().bufferMarginV(0);
        bench.write(CR, EN);
        assertThat(last("PA4").volts()).isCloseTo(3.3, within(1e-9));
    }

    @Test
    void shouldWaitForTheSoftware() {
        bench.write(CR, EN | TEN | SOFTWARE);
        bench.write(DHR12R1, 1234);
        assertThat(bench.read(DOR1)).isZero();
        bench.write(SWTRIGR, 2);
        bench.cycles(10);
        assertThat(bench.read(DOR1)).isZero();
        trigger();
        assertThat(bench.read(DOR1)).isEqualTo(1234);
        bench.write(DHR12R1, 99);
        bench.write(CR, EN);
        assertThat(bench.read(DOR1)).isEqualTo(99);
    }

    @ParameterizedTest
    @CsvSource({
        "0, TIM6_TRGO",
        "1, TIM8_TRGO",
        "2, TIM7_TRGO",
        "3, TIM5_TRGO",
        "4, TIM2_TRGO",
        "5, TIM4_TRGO",
        "6, EXTI9"
    })
    void shouldFollowATriggerThreeCyclesLater(int select, String signal) {
        bench.write(CR, EN | TEN | select << 3);
        bench.write(DHR12R1, 1234);
        bench.chip().signal(signal).pulse();
        bench.cycles(2);
        assertThat(bench.read(DOR1)).isZero();
        bench.cycles(2);
        assertThat(bench.read(DOR1)).isEqualTo(1234);
    }

    @Test
    void shouldAddNoise() {
        bench.write(CR, EN | TEN | SOFTWARE | 1 << 6 | 11 << 8);
        trigger();
        assertThat(bench.read(DOR1)).isEqualTo(0xAAA);
        trigger();
        assertThat(bench.read(DOR1)).isEqualTo(0xD55);
        bench.write(CR, EN | TEN | SOFTWARE);
        bench.write(CR, EN | TEN | SOFTWARE | 1 << 6 | 3 << 8);
        bench.write(DHR12R1, 100);
        trigger();
        assertThat(bench.read(DOR1)).isEqualTo(100 + 0xA);
    }

    @Test
    void shouldMakeTriangles() {
        bench.write(DHR12R1, 100);
        bench.write(CR, EN | TEN | SOFTWARE | 2 << 6 | 1 << 8);
        for (int expected : new int[] {100, 101, 102, 103, 102, 101, 100, 101}) {
            trigger();
            assertThat(bench.read(DOR1)).isEqualTo(expected);
        }
    }

    @Test
    void shouldNotOverflowByAWave() {
        bench.write(DHR12R1, 4094);
        bench.write(CR, EN | TEN | SOFTWARE | 2 << 6 | 3 << 8);
        for (int i = 0; i < 5; i++) {
            trigger();
        }
        assertThat(bench.read(DOR1)).isEqualTo(4095);
    }

    @Test
    void shouldAskForDataByHardwareTriggersOnly() {
        bench.write(CR, EN | TEN | DMAEN | SOFTWARE);
        trigger();
        assertThat(bench.request("DAC1").isRaised()).isFalse();
        bench.write(CR, EN | TEN | DMAEN);
        bench.chip().signal("TIM6_TRGO").pulse();
        bench.cycles(4);
        assertThat(bench.request("DAC1").isRaised()).isTrue();
        bench.request("DAC1").served(false);
        assertThat(bench.request("DAC1").isRaised()).isFalse();
    }

    @Test
    void shouldTellAnUnderrun() {
        bench.write(CR, EN | TEN | DMAEN | DMAUDRIE);
        for (int i = 0; i < 2; i++) {
            assertThat(bench.read(SR)).isZero();
            bench.chip().signal("TIM6_TRGO").pulse();
            bench.cycles(4);
        }
        assertThat(bench.read(SR)).isEqualTo(1 << 13);
        assertThat(bench.pending("TIM6_DAC")).isTrue();
        assertThat(bench.request("DAC1").isRaised()).isFalse();
        bench.chip().signal("TIM6_TRGO").pulse();
        bench.cycles(4);
        assertThat(bench.request("DAC1").isRaised()).isFalse();
        bench.write(SR, 1 << 13);
        assertThat(bench.read(SR)).isZero();
        bench.chip().signal("TIM6_TRGO").pulse();
        bench.cycles(4);
        assertThat(bench.request("DAC1").isRaised()).isTrue();
    }

    @Test
    void shouldPlayAWaveFromMemory() {
        int stream = 0x40026010 + 5 * 0x18;
        bench.write(0x20000100, 200 << 16 | 100);
        bench.write(0x20000104, 400 << 16 | 300);
        bench.write(stream + 4, 4);
        bench.write(stream + 8, DHR12R1);
        bench.write(stream + 12, 0x20000100);
        bench.write(stream, 7 << 25 | 1 << 13 | 1 << 11 | 1 << 10 | 1 << 8 | 1 << 6 | 1);
        bench.write(CR, EN | TEN | DMAEN);
        for (int expected : new int[] {0, 100, 200, 300, 400, 100}) {
            bench.chip().signal("TIM6_TRGO").pulse();
            bench.cycles(30);
            assertThat(bench.read(DOR1)).isEqualTo(expected);
        }
    }
}
