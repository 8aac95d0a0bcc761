package dev.platine.mcu.chip;

import dev.platine.mcu.chip.ChipBuilder.Variant;
import dev.platine.mcu.peripheral.adc.Adc;
import dev.platine.mcu.peripheral.adc.AdcCommon;
import dev.platine.mcu.peripheral.adc.AdcInputs;
import dev.platine.mcu.peripheral.adc.AdcTriggers;
import dev.platine.mcu.peripheral.dac.Dac;
import java.util.List;

/** ADC and DAC. */
final class AnalogBlocks {
    private static final int ENABLE2 = 0x44;
    private static final int RESET2 = 0x24;
    private static final String PINS_1_2 = "PA0 PA1 PA2 PA3 PA4 PA5 PA6 PA7 PB0 PB1 PC0 PC1 PC2 PC3 PC4 PC5";
    private static final String PINS_3 = "PA0 PA1 PA2 PA3 PF6 PF7 PF8 PF9 PF10 PF3 PC0 PC1 PC2 PC3 PF4 PF5";

    // RM0090 tables 69 and 70. A compare event is an edge of the channel's reference signal.
    private static final List<String> REGULAR = List.of(
            "TIM1_OC1REF",
            "TIM1_OC2REF",
            "TIM1_OC3REF",
            "TIM2_OC2REF",
            "TIM2_OC3REF",
            "TIM2_OC4REF",
            "TIM2_TRGO",
            "TIM3_OC1REF",
            "TIM3_TRGO",
            "TIM4_OC4REF",
            "TIM5_OC1REF",
            "TIM5_OC2REF",
            "TIM5_OC3REF",
            "TIM8_OC1REF",
            "TIM8_TRGO",
            "EXTI11");
    private static final List<String> INJECTED = List.of(
            "TIM1_OC4REF",
            "TIM1_TRGO",
            "TIM2_OC1REF",
            "TIM2_TRGO",
            "TIM3_OC2REF",
            "TIM3_OC4REF",
            "TIM4_OC1REF",
            "TIM4_OC2REF",
            "TIM4_OC3REF",
            "TIM4_TRGO",
            "TIM5_OC4REF",
            "TIM5_TRGO",
            "TIM8_OC2REF",
            "TIM8_OC3REF",
            "TIM8_OC4REF",
            "EXTI15");

    private AnalogBlocks() {}

    static void declare(ChipBuilder chip) {
        boolean several = chip.is(Variant.F405, Variant.F407, Variant.F446);
        chip.vector("ADC", 18);
        // RCC has one reset bit for all converters and an enable bit for each.
        chip.block(
                "ADC_COMMON",
                0x40012300,
                0x100,
                new Place(-1, RESET2, 8),
                (site, parts) -> new AdcCommon(site, parts.externals(), several));
        converter(chip, 1, firstInputs(chip));
        if (several) {
            converter(chip, 2, AdcInputs.of(PINS_1_2));
            converter(chip, 3, AdcInputs.of(PINS_3));
            chip.vector("TIM6_DAC", 54);
            chip.block(
                    "DAC",
                    0x40007400,
                    0x400,
                    new Place(0x40, 0x20, 29),
                    (site, parts) -> new Dac(
                            site, parts.block("ADC_COMMON", AdcCommon.class).supply()));
        }
    }

    /** On the F405 and F407 the sensor has channel 16 and VBAT is halved; on the others the sensor shares channel 18 with a quarter of VBAT. */
    private static AdcInputs firstInputs(ChipBuilder chip) {
        return chip.is(Variant.F405, Variant.F407)
                ? AdcInputs.of(PINS_1_2, 16, 17, 18, 2)
                : AdcInputs.of(PINS_1_2, 18, 17, 18, 4);
    }

    private static void converter(ChipBuilder chip, int number, AdcInputs inputs) {
        boolean timer8 = !chip.is(Variant.F401, Variant.F411);
        AdcTriggers triggers = new AdcTriggers(fitted(REGULAR, timer8), fitted(INJECTED, timer8));
        chip.block(
                "ADC" + number,
                0x40011F00 + 0x100 * number,
                0x100,
                new Place(ENABLE2, -1, 7 + number),
                (site, parts) -> new Adc(site, parts.block("ADC_COMMON", AdcCommon.class), inputs, triggers));
    }

    private static List<String> fitted(List<String> signals, boolean timer8) {
        return signals.stream()
                .map(s -> timer8 || !s.startsWith("TIM8") ? s : "")
                .toList();
    }
}
