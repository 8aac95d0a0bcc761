package dev.platine.mcu.peripheral.adc;

import static dev.platine.mcu.peripheral.adc.AdcBench.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.peripheral.Clocks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionTest {
    private final AdcBench adc = new AdcBench();

    private void startOf(int channel) {
        adc.sequence(ADC1, channel);
        adc.write(ADC1 + CR2, ADON);
        adc.start(ADC1);
    }

    @Test
    void shouldConvertTheVoltageOfAPin() {
        startOf(3);
        assertThat(adc.flag(ADC1, STRT)).isTrue();
        adc.cycles(CONVERSION - 2);
        assertThat(adc.flag(ADC1, EOC)).isFalse();
        adc.cycles(2);
        assertThat(adc.flag(ADC1, EOC)).isTrue();
        assertThat(adc.read(ADC1 + DR)).isEqualTo(400);
        assertThat(adc.flag(ADC1, EOC)).isFalse();
        assertThat(adc.flag(ADC1, STRT)).isTrue();
    }

    @Test
    void shouldDoNothingWhileOff() {
        adc.sequence(ADC1, 3);
        adc.start(ADC1);
        adc.cycles(100);
        assertThat(adc.read(ADC1 + SR)).isZero();
        assertThat(adc.read(ADC1 + CR2)).isZero();
    }

    @Test
    void shouldStopWhenSwitchedOff() {
        startOf(3);
        adc.write(ADC1 + CR2, 0);
        adc.cycles(100);
        assertThat(adc.flag(ADC1, EOC)).isFalse();
    }

    @Test
    void shouldTakeTheVoltageAtTheEndOfSampling() {
        adc.write(ADC1 + SMPR2, 7);
        startOf(0);
        adc.cycles(2 * 480 - 4);
        adc.bench.volts("PA0", volts(3000));
        adc.cycles(6);
        adc.bench.volts("PA0", volts(50));
        adc.cycles(24);
        assertThat(adc.read(ADC1 + DR)).isEqualTo(3000);
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "1, 15", "2, 28", "3, 56", "4, 84", "5, 112", "6, 144", "7, 480"})
    void shouldSampleAsLongAsItsChannelSays(int setting, int sampling) {
        adc.write(ADC1 + SMPR1, setting);
        startOf(10);
        adc.cycles(2 * (sampling + 12) - 2);
        assertThat(adc.flag(ADC1, EOC)).isFalse();
        adc.cycles(2);
        assertThat(adc.read(ADC1 + DR)).isEqualTo(1100);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 12, 0xABC, 0xABC, 0xABC0",
        "1, 10, 0xABC, 0x2AF, 0xABC0",
        "2, 8, 0xABC, 0x0AB, 0xAB00",
        "3, 6, 0xABC, 0x02A, 0x00A8"
    })
    void shouldConvertInItsResolution(int setting, int bits, String code, String right, String left) {
        adc.bench.volts("PA3", volts(Integer.decode(code)));
        adc.write(ADC1 + CR1, setting << 24);
        startOf(3);
        adc.cycles(2 * (3 + bits) - 2);
        assertThat(adc.flag(ADC1, EOC)).isFalse();
        adc.cycles(2);
        assertThat(adc.read(ADC1 + DR)).isEqualTo(Integer.decode(right).longValue());
        adc.set(ADC1 + CR2, ALIGN);
        adc.start(ADC1);
        adc.cycles(40);
        assertThat(adc.read(ADC1 + DR)).isEqualTo(Integer.decode(left).longValue());
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 2", "1, 1, 4", "2, 1, 6", "3, 1, 8", "1, 2, 8"})
    void shouldDivideThePeripheralClock(int prescaler, int apb, int hclk) {
        adc.bench.clocks().changing();
        adc.bench.clocks().divider(Clocks.Domain.APB2, apb);
        adc.bench.clocks().changed();
        adc.write(CCR, prescaler << 16);
        startOf(3);
        adc.cycles(hclk * 15 - 2);
        assertThat(adc.flag(ADC1, EOC)).isFalse();
        adc.cycles(2);
        assertThat(adc.flag(ADC1, EOC)).isTrue();
    }

    @Test
    void shouldKeepItsPlaceOverAChangeOfTheClock() {
        startOf(3);
        adc.cycles(10);
        adc.bench.clocks().changing();
        adc.bench.clocks().divider(Clocks.Domain.APB2, 4);
        adc.bench.clocks().changed();
        adc.cycles(4 * (CONVERSION - 10) - 4);
        assertThat(adc.flag(ADC1, EOC)).isFalse();
        adc.cycles(4);
        assertThat(adc.flag(ADC1, EOC)).isTrue();
    }

    @Test
    void shouldStandStillWithoutClock() {
        startOf(3);
        adc.cycles(10);
        adc.bench.chip().blocks().get("ADC1").clock(false);
        adc.cycles(1000);
        adc.bench.chip().blocks().get("ADC1").clock(true);
        adc.cycles(CONVERSION - 10 - 2);
        assertThat(adc.flag(ADC1, EOC)).isFalse();
        adc.cycles(4);
        assertThat(adc.flag(ADC1, EOC)).isTrue();
    }

    @Test
    void shouldClampWhatIsBeyondItsReference() {
        adc.bench.volts("PA3", 5);
        startOf(3);
        adc.cycles(CONVERSION);
        assertThat(adc.read(ADC1 + DR)).isEqualTo(4095);
        adc.bench.volts("PA3", -1);
        adc.start(ADC1);
        adc.cycles(CONVERSION);
        assertThat(adc.read(ADC1 + DR)).isZero();
    }

    @Test
    void shouldMeasureByItsReference() {
        supply(adc).referenceV(1.8);
        adc.bench.volts("PA3", 0.9);
        startOf(3);
        adc.cycles(CONVERSION);
        assertThat(adc.read(ADC1 + DR)).isEqualTo(2048);
    }

    @Test
    void shouldInterruptAtTheEnd() {
        adc.write(ADC1 + CR1, 1 << 5);
        startOf(3);
        adc.cycles(CONVERSION - 4);
        assertThat(adc.bench.pending("ADC")).isFalse();
        adc.cycles(4);
        assertThat(adc.bench.pending("ADC")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"stm32f401, 18, 4", "stm32f405, 16, 2", "stm32f407, 16, 2", "stm32f411, 18, 4", "stm32f446, 18, 4"})
    void shouldMeasureWhatIsInsideTheChip(String chip, int sensor, int divider) {
        AdcBench it = new AdcBench(Stm32f4.all().stream()
                .filter(c -> c.name().equals(chip))
                .findFirst()
                .orElseThrow());
        it.bench.chip().externals().temperatureDegC(30);
        assertThat(convert(it, 17)).isZero();
        assertThat(convert(it, sensor)).isZero();
        it.write(CCR, 1 << 23);
        assertThat(convert(it, 17)).isEqualTo(AnalogSupply.VREFINT_CAL);
        assertThat(convert(it, sensor)).isEqualTo(AnalogSupply.TS_CAL1);
        it.bench.chip().externals().temperatureDegC(110);
        assertThat(convert(it, sensor)).isEqualTo(AnalogSupply.TS_CAL2);
        it.write(CCR, 3 << 22);
        assertThat(convert(it, 18)).isEqualTo(4096 / divider);
    }

    private static AnalogSupply supply(AdcBench it) {
        return ((AdcCommon) it.bench.chip().blocks().get("ADC_COMMON")).supply();
    }

    private static long convert(AdcBench it, int channel) {
        it.sequence(ADC1, channel);
        it.write(ADC1 + CR2, ADON);
        it.start(ADC1);
        it.cycles(CONVERSION);
        return it.read(ADC1 + DR);
    }

    @Test
    void shouldHavePinsOfItsOwnOnTheThirdConverter() {
        adc.bench.volts("PF6", volts(777));
        adc.sequence(ADC3, 4);
        adc.write(ADC3 + CR2, ADON);
        adc.start(ADC3);
        adc.cycles(CONVERSION);
        assertThat(adc.read(ADC3 + DR)).isEqualTo(777);
        assertThat(adc.read(CSR)).isEqualTo(STRT << 16);
    }

    @Test
    void shouldBeResetTogether() {
        startOf(3);
        adc.write(ADC2 + CR2, ADON);
        adc.bench.chip().blocks().get("ADC_COMMON").reset();
        assertThat(adc.read(ADC1 + CR2)).isZero();
        assertThat(adc.read(ADC2 + CR2)).isZero();
        adc.cycles(100);
        assertThat(adc.read(ADC1 + SR)).isZero();
    }

    @Test
    void shouldAnswerInCommonWhileAnyIsClocked() {
        adc.bench.chip().blocks().get("ADC1").clock(false);
        adc.bench.chip().blocks().get("ADC2").clock(false);
        adc.write(CCR, 1 << 16);
        assertThat(adc.read(CCR)).isEqualTo(1 << 16);
        adc.bench.chip().blocks().get("ADC3").clock(false);
        adc.write(CCR, 0);
        assertThat(adc.bench.chip().touches().touches()).isNotEmpty();
        adc.bench.chip().blocks().get("ADC3").clock(true);
        assertThat(adc.read(CCR)).isEqualTo(1 << 16);
    }
}
