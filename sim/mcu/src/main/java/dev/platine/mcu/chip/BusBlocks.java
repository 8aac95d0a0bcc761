package dev.platine.mcu.chip;

/** SPI, I2S and I2C. */
final class BusBlocks {
    private BusBlocks() {}

    static void declare(ChipBuilder chip) {}
}
