package dev.platine.sim.emulated;

import dev.platine.mcu.chip.Chip;

/** A controller's registers as a test writes them. */
final class CanRegisters {
    static final int CAN1 = 0x40006400;

    private static final int RCC = 0x40023800;
    private static final int GPIOD = 0x40020C00;

    private CanRegisters() {}

    static void write(Chip chip, int address, int value) {
        if (!chip.bus().write(address, 4, value)) {
            throw new AssertionError("nothing took the write to 0x" + Integer.toHexString(address));
        }
    }

    /** Clocks, PD0 and PD1 for CAN1, 500 kbit/s from 16 MHz, a filter for everything. */
    static void switchOn(Chip chip) {
        write(chip, RCC + 0x30, 1 << 3);
        write(chip, RCC + 0x40, 1 << 25);
        write(chip, GPIOD, 0xA);
        write(chip, GPIOD + 0x20, 0x99);
        write(chip, CAN1, 1);
        write(chip, CAN1 + 0x1C, 1 << 20 | 12 << 16 | 1);
        write(chip, CAN1 + 0x200, 0x2A1C0E01);
        write(chip, CAN1 + 0x21C, 1);
        write(chip, CAN1 + 0x200, 0x2A1C0E00);
        write(chip, CAN1, 0);
    }
}
