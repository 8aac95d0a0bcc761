package dev.platine.mcu.chip;

/** RTC and watchdogs. */
final class BackupBlocks {
    private BackupBlocks() {}

    static void declare(ChipBuilder chip) {}
}
