package dev.platine.mcu.chip;

/** The DMA controllers and the request map. */
final class DmaBlocks {
    private DmaBlocks() {}

    static void declare(ChipBuilder chip) {}
}
