package dev.platine.mcu.chip;

import dev.platine.mcu.chip.ChipBuilder.Variant;
import dev.platine.mcu.peripheral.Clocks.Domain;
import dev.platine.mcu.peripheral.usart.Usart;
import dev.platine.mcu.peripheral.usart.Usart.Kind;

/** USART and UART. */
final class SerialBlocks {
    private SerialBlocks() {}

    static void declare(ChipBuilder chip) {
        add(chip, "USART1", 0x40011000, new Place(0x44, 0x24, 4), 37, Kind.FULL, Domain.APB2);
        add(chip, "USART2", 0x40004400, new Place(0x40, 0x20, 17), 38, Kind.FULL, Domain.APB1);
        add(chip, "USART6", 0x40011400, new Place(0x44, 0x24, 5), 71, Kind.FULL, Domain.APB2);
        if (chip.is(Variant.F401, Variant.F411)) {
            return;
        }
        Kind small = chip.is(Variant.F446) ? Kind.FLOW : Kind.PLAIN;
        add(chip, "USART3", 0x40004800, new Place(0x40, 0x20, 18), 39, Kind.FULL, Domain.APB1);
        add(chip, "UART4", 0x40004C00, new Place(0x40, 0x20, 19), 52, small, Domain.APB1);
        add(chip, "UART5", 0x40005000, new Place(0x40, 0x20, 20), 53, small, Domain.APB1);
    }

    private static void add(
            ChipBuilder chip, String name, int base, Place place, int vector, Kind kind, Domain domain) {
        chip.vector(name, vector);
        chip.block(name, base, 0x400, place, (site, parts) -> new Usart(site, kind, domain));
    }
}
