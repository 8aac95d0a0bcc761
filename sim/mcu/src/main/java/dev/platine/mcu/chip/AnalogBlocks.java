package dev.platine.mcu.chip;

/** ADC and DAC. */
final class AnalogBlocks {
    private AnalogBlocks() {}

    static void declare(ChipBuilder chip) {}
}
