package dev.platine.mcu.chip;

import dev.platine.mcu.chip.ChipBuilder.Variant;
import dev.platine.mcu.peripheral.crc.Crc;
import dev.platine.mcu.peripheral.rcc.Rcc;
import dev.platine.mcu.peripheral.rcc.RccTraits;

/** RCC, PWR, FLASH, the CRC unit, the random number generator, debug and identity. */
final class SystemBlocks {
    private SystemBlocks() {}

    static void declare(ChipBuilder chip) {
        RccTraits traits = chip.is(Variant.F401)
                ? RccTraits.F401
                : chip.is(Variant.F411) ? RccTraits.F411 : chip.is(Variant.F446) ? RccTraits.F446 : RccTraits.F407;
        chip.vector("FLASH", 4).vector("RCC", 5);
        chip.block("RCC", 0x40023800, 0x400, Place.ALWAYS, (site, parts) -> new Rcc(site, parts, traits));
        chip.block("CRC", 0x40023000, 0x400, new Place(0x30, 0x10, 12), (site, parts) -> new Crc(site));
    }
}
