package dev.platine.mcu.chip;

/** The CAN controllers. */
final class CanBlocks {
    private CanBlocks() {}

    static void declare(ChipBuilder chip) {}
}
