package dev.platine.mcu.chip;

import dev.platine.mcu.peripheral.watchdog.Iwdg;
import dev.platine.mcu.peripheral.watchdog.Wwdg;

/** RTC and watchdogs. */
final class BackupBlocks {
    private BackupBlocks() {}

    static void declare(ChipBuilder chip) {
        chip.vector("WWDG", 0);
        chip.block("WWDG", 0x40002C00, 0x400, new Place(0x40, 0x20, 11), (site, parts) -> new Wwdg(site));
        chip.block("IWDG", 0x40003000, 0x400, Place.ALWAYS, (site, parts) -> new Iwdg(site));
    }
}
