package dev.platine.mcu.chip;

/** Timers. */
final class TimerBlocks {
    private TimerBlocks() {}

    static void declare(ChipBuilder chip) {}
}
