package dev.platine.mcu.chip;

/** Ports, SYSCFG, EXTI. */
final class PortBlocks {
    private PortBlocks() {}

    static void declare(ChipBuilder chip) {}
}
