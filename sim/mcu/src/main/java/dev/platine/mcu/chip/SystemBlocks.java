package dev.platine.mcu.chip;

import dev.platine.mcu.chip.ChipBuilder.Variant;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.peripheral.crc.Crc;
import dev.platine.mcu.peripheral.debug.DebugMcu;
import dev.platine.mcu.peripheral.debug.RomTable;
import dev.platine.mcu.peripheral.flash.Flash;
import dev.platine.mcu.peripheral.flash.FlashTraits;
import dev.platine.mcu.peripheral.power.BackupRam;
import dev.platine.mcu.peripheral.power.Pwr;
import dev.platine.mcu.peripheral.power.PwrTraits;
import dev.platine.mcu.peripheral.rcc.Rcc;
import dev.platine.mcu.peripheral.rcc.RccTraits;
import dev.platine.mcu.peripheral.rng.Rng;

/** RCC, PWR, FLASH, the CRC unit, the random number generator, debug and identity. */
final class SystemBlocks {
    /** Of SYST_CALIB: the reload value is not the one for 10 ms. */
    private static final int SKEW = 1 << 30;

    /** The last one is SYST_CALIB's reload value for a millisecond, which the reference manuals give for HCLK/8 at 84 or 150 MHz. */
    private record Traits(RccTraits rcc, FlashTraits flash, PwrTraits power, int idCode, int tickMs) {}

    private SystemBlocks() {}

    private static Traits traits(ChipBuilder chip) {
        if (chip.is(Variant.F401)) {
            return new Traits(RccTraits.F401, FlashTraits.F401, PwrTraits.F401, 0x10016433, 10_500);
        } else if (chip.is(Variant.F411)) {
            return new Traits(RccTraits.F411, FlashTraits.F411, PwrTraits.F411, 0x10006431, 10_500);
        } else if (chip.is(Variant.F446)) {
            return new Traits(RccTraits.F446, FlashTraits.F446, PwrTraits.F446, 0x10006421, 18_750);
        }
        return new Traits(RccTraits.F407, FlashTraits.F407, PwrTraits.F407, 0x100F6413, 18_750);
    }

    static void declare(ChipBuilder chip) {
        Traits traits = traits(chip);
        boolean large = traits.rcc().large();
        chip.vector("FLASH", 4).vector("RCC", 5).vector("FPU", 81);
        chip.block("RCC", 0x40023800, 0x400, Place.ALWAYS, (site, parts) -> {
            parts.processor().sysTickCalibration(SKEW | traits.tickMs());
            return new Rcc(site, parts, traits.rcc());
        });
        chip.block("FLASH", 0x40023C00, 0x400, Place.ALWAYS, (site, parts) -> new Flash(site, parts, traits.flash()));
        chip.block(
                "PWR",
                0x40007000,
                0x400,
                new Place(0x40, 0x20, 28),
                (site, parts) -> power(site, parts, large, traits.power()));
        chip.block("CRC", 0x40023000, 0x400, new Place(0x30, 0x10, 12), (site, parts) -> new Crc(site));
        chip.block("DBGMCU", 0xE0042000, 0x400, Place.ALWAYS, (site, parts) -> {
            parts.bus().add(RomTable.BASE, RomTable.BYTES, new RomTable(traits.idCode()));
            return new DebugMcu(site, parts, traits.idCode(), large);
        });
        if (traits.rcc().ethernet()) {
            chip.vector("RNG", 80);
            chip.block(
                    "RNG",
                    0x50060800,
                    0x400,
                    new Place(0x34, 0x14, 6),
                    (site, parts) -> new Rng(site, parts.externals()));
        }
    }

    private static Peripheral power(Site site, Assembly parts, boolean withMemory, PwrTraits traits) {
        if (!withMemory) {
            return new Pwr(site, parts, null, traits);
        }
        BackupRam memory = new BackupRam(site);
        parts.bus().add(BackupRam.BASE, BackupRam.BYTES, memory);
        parts.gates().add(BackupRam.GATE, memory);
        return new Pwr(site, parts, memory, traits);
    }
}
