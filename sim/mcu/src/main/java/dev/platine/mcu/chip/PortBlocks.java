package dev.platine.mcu.chip;

import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.chip.ChipBuilder.Variant;
import dev.platine.mcu.peripheral.exti.Exti;
import dev.platine.mcu.peripheral.exti.Syscfg;
import dev.platine.mcu.peripheral.gpio.Gpio;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ports, SYSCFG, EXTI. */
final class PortBlocks {
    private static final int SYSTEM_MEMORY = 0x1FFF0000;
    private static final int SRAM = 0x20000000;

    private PortBlocks() {}

    static void declare(ChipBuilder chip) {
        boolean ethernet = chip.is(Variant.F407);
        boolean fastUsb = chip.is(Variant.F405, Variant.F407, Variant.F446);
        vectors(chip, ethernet, fastUsb);
        List<String> interrupts = interrupts(ethernet, fastUsb);
        List<String> inputs = List.of(
                "PVD",
                "RTC_ALARM",
                "OTG_FS_WKUP",
                ethernet ? "ETH_WKUP" : "",
                fastUsb ? "OTG_HS_WKUP" : "",
                "RTC_TAMPER",
                "RTC_WAKEUP");
        chip.block("EXTI", 0x40013C00, 0x400, Place.ALWAYS, (site, parts) -> {
            int ports = parts.spec().pins() / 16;
            return new Exti(
                    site, ports, inputs, interrupts, () -> parts.processor().sendEvent());
        });
        Syscfg.Variant variant = variant(chip);
        chip.block(
                "SYSCFG",
                0x40013800,
                0x400,
                new Place(0x44, 0x24, 14),
                (site, parts) -> new Syscfg(site, variant, parts.block("EXTI", Exti.class), parts.bus(), shown(parts)));
        for (char letter : letters(chip).toCharArray()) {
            int number = letter - 'A';
            chip.block(
                    "GPIO" + letter,
                    0x40020000 + 0x400 * number,
                    0x400,
                    new Place(0x30, 0x10, number),
                    (site, parts) -> new Gpio(site, letter, parts.router(), parts.surroundings()));
        }
    }

    private static String letters(ChipBuilder chip) {
        if (chip.is(Variant.F405, Variant.F407)) {
            return "ABCDEFGHI";
        }
        return chip.is(Variant.F446) ? "ABCDEFGH" : "ABCDEH";
    }

    private static Syscfg.Variant variant(ChipBuilder chip) {
        if (chip.is(Variant.F446)) {
            return new Syscfg.Variant(
                    "MEM_MODE@0:3, FB_MODE@8 rw?, SWP_FMC@10:2 rw?",
                    "ADC1DC2@16 rw?, ADC2DC2@17 rw?, ADC3DC2@18 rw?, MII_RMII_SEL@23 rw?",
                    "FMPI2C1_SCL@0 rw?, FMPI2C1_SDA@1 rw?");
        }
        String mode = chip.is(Variant.F405, Variant.F407) ? "MII_RMII_SEL@23 rw?" : "ADC1DC2@16 rw?";
        return new Syscfg.Variant("MEM_MODE@0:2", mode, "");
    }

    /** What MEM_MODE shows: main flash, system memory, external memory (none of ours), SRAM. */
    private static @Nullable Memory[] shown(Assembly parts) {
        return new @Nullable Memory[] {parts.memory("FLASH"), at(parts, SYSTEM_MEMORY), null, at(parts, SRAM)};
    }

    private static @Nullable Memory at(Assembly parts, int base) {
        for (MemorySpec memory : parts.spec().memories()) {
            if (memory.base() == base) {
                return parts.memory(memory.name());
            }
        }
        return null;
    }

    private static List<String> interrupts(boolean ethernet, boolean fastUsb) {
        List<String> names = new ArrayList<>();
        for (int line = 0; line < 16; line++) {
            names.add(line < 5 ? "EXTI" + line : line < 10 ? "EXTI9_5" : "EXTI15_10");
        }
        names.add("PVD");
        names.add("RTC_ALARM");
        names.add("OTG_FS_WKUP");
        names.add(ethernet ? "ETH_WKUP" : "");
        names.add(fastUsb ? "OTG_HS_WKUP" : "");
        names.add("TAMP_STAMP");
        names.add("RTC_WKUP");
        return names;
    }

    private static void vectors(ChipBuilder chip, boolean ethernet, boolean fastUsb) {
        for (int line = 0; line < 5; line++) {
            chip.vector("EXTI" + line, 6 + line);
        }
        chip.vector("EXTI9_5", 23).vector("EXTI15_10", 40);
        chip.vector("PVD", 1).vector("TAMP_STAMP", 2).vector("RTC_WKUP", 3);
        chip.vector("RTC_ALARM", 41).vector("OTG_FS_WKUP", 42);
        if (ethernet) {
            chip.vector("ETH_WKUP", 62);
        }
        if (fastUsb) {
            chip.vector("OTG_HS_WKUP", 76);
        }
    }
}
