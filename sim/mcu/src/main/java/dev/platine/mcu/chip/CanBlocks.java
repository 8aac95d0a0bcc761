package dev.platine.mcu.chip;

import dev.platine.mcu.chip.ChipBuilder.Variant;
import dev.platine.mcu.peripheral.can.Can;

/** The CAN controllers. */
final class CanBlocks {
    private static final int APB1ENR = 0x40;
    private static final int APB1RSTR = 0x20;

    private CanBlocks() {}

    static void declare(ChipBuilder chip) {
        if (!chip.is(Variant.F405, Variant.F407, Variant.F446)) {
            return;
        }
        chip.vector("CAN1_TX", 19).vector("CAN1_RX0", 20).vector("CAN1_RX1", 21).vector("CAN1_SCE", 22);
        chip.vector("CAN2_TX", 63).vector("CAN2_RX0", 64).vector("CAN2_RX1", 65).vector("CAN2_SCE", 66);
        chip.block("CAN1", 0x40006400, 0x400, place(25), (site, parts) -> new Can(site, null));
        chip.block(
                "CAN2", 0x40006800, 0x400, place(26), (site, parts) -> new Can(site, parts.block("CAN1", Can.class)));
    }

    private static Place place(int bit) {
        return new Place(APB1ENR, APB1RSTR, bit);
    }
}
