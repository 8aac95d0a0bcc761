package dev.platine.mcu.chip;

import dev.platine.mcu.chip.ChipBuilder.Variant;
import dev.platine.mcu.peripheral.Clocks.Domain;
import dev.platine.mcu.peripheral.i2c.FastPlusI2c;
import dev.platine.mcu.peripheral.i2c.I2c;
import dev.platine.mcu.peripheral.spi.Spi;

/** SPI, I2S and I2C. */
final class BusBlocks {
    private static final int APB1_ENABLE = 0x40;
    private static final int APB1_RESET = 0x20;
    private static final int APB2_ENABLE = 0x44;
    private static final int APB2_RESET = 0x24;

    private BusBlocks() {}

    static void declare(ChipBuilder chip) {
        boolean allI2s = chip.is(Variant.F411);
        boolean firstI2s = allI2s || chip.is(Variant.F446);
        spi(chip, "SPI1", 0x40013000, apb2(12), 35, firstI2s);
        spi(chip, "SPI2", 0x40003800, apb1(14), 36, true);
        spi(chip, "SPI3", 0x40003C00, apb1(15), 51, true);
        if (chip.is(Variant.F401, Variant.F411, Variant.F446)) {
            spi(chip, "SPI4", 0x40013400, apb2(13), 84, allI2s);
        }
        if (chip.is(Variant.F411)) {
            spi(chip, "SPI5", 0x40015000, apb2(20), 85, true);
        }
        i2c(chip, "I2C1", 0x40005400, 21, 31);
        i2c(chip, "I2C2", 0x40005800, 22, 33);
        i2c(chip, "I2C3", 0x40005C00, 23, 72);
        if (chip.is(Variant.F446)) {
            chip.vector("FMPI2C1_EV", 95).vector("FMPI2C1_ER", 96);
            chip.block("FMPI2C1", 0x40006000, 0x400, apb1(24), (site, parts) -> new FastPlusI2c(site));
        }
    }

    private static void i2c(ChipBuilder chip, String name, int base, int bit, int vector) {
        boolean filters = chip.is(Variant.F401, Variant.F411, Variant.F446);
        chip.vector(name + "_EV", vector).vector(name + "_ER", vector + 1);
        chip.block(name, base, 0x400, apb1(bit), (site, parts) -> new I2c(site, filters));
    }

    private static void spi(ChipBuilder chip, String name, int base, Place place, int vector, boolean withI2s) {
        Domain domain = place.enable() == APB2_ENABLE ? Domain.APB2 : Domain.APB1;
        chip.vector(name, vector);
        chip.block(name, base, 0x400, place, (site, parts) -> new Spi(site, domain, withI2s));
    }

    private static Place apb1(int bit) {
        return new Place(APB1_ENABLE, APB1_RESET, bit);
    }

    private static Place apb2(int bit) {
        return new Place(APB2_ENABLE, APB2_RESET, bit);
    }
}
