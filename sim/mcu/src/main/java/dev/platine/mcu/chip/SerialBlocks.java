package dev.platine.mcu.chip;

/** USARTs and UARTs. */
final class SerialBlocks {
    private SerialBlocks() {}

    static void declare(ChipBuilder chip) {}
}
