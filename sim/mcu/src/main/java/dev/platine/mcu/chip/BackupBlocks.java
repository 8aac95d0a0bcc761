package dev.platine.mcu.chip;

import dev.platine.mcu.chip.ChipBuilder.Variant;
import dev.platine.mcu.peripheral.rtc.Rtc;
import dev.platine.mcu.peripheral.watchdog.Iwdg;
import dev.platine.mcu.peripheral.watchdog.Wwdg;
import org.jspecify.annotations.Nullable;

/** RTC and watchdogs. */
final class BackupBlocks {
    private BackupBlocks() {}

    static void declare(ChipBuilder chip) {
        String second = secondPin(chip);
        chip.vector("WWDG", 0);
        chip.block("RTC", 0x40002800, 0x400, Place.ALWAYS, (site, parts) -> new Rtc(site, "PC13", second));
        chip.block("WWDG", 0x40002C00, 0x400, new Place(0x40, 0x20, 11), (site, parts) -> new Wwdg(site));
        chip.block("IWDG", 0x40003000, 0x400, Place.ALWAYS, (site, parts) -> new Iwdg(site));
    }

    /** RTC_AF2. */
    private static @Nullable String secondPin(ChipBuilder chip) {
        if (chip.is(Variant.F405, Variant.F407)) {
            return "PI8";
        }
        return chip.is(Variant.F446) ? "PA0" : null;
    }
}
