package dev.platine.mcu.chip;

import dev.platine.mcu.peripheral.crc.Crc;

/** RCC, PWR, FLASH, the CRC unit, the random number generator, debug and identity. */
final class SystemBlocks {
    private SystemBlocks() {}

    static void declare(ChipBuilder chip) {
        chip.block("CRC", 0x40023000, 0x400, new Place(0x30, 0x10, 12), (site, parts) -> new Crc(site));
    }
}
