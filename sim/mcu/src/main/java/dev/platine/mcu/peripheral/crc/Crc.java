package dev.platine.mcu.peripheral.crc;

import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.register.RegisterLayout;

/**
 * The CRC calculation unit (RM0090 section 4): CRC-32 of whole words, polynomial 0x04C11DB7, not reflected. The result is there at once,
 * where the real unit stalls the bus for 4 cycles.
 */
public final class Crc extends Peripheral {
    private static final int DR = 0x00;
    private static final int CR = 0x08;
    private static final int RESET = 1;
    private static final int POLYNOMIAL = 0x04C11DB7;

    private static final RegisterLayout LAYOUT = RegisterLayout.of("CRC")
            .register("DR", DR, 0xFFFFFFFF, "DR@0:32")
            .register("IDR", 0x04, 0, "IDR@0:8")
            .register("CR", CR, 0, "RESET@0 w")
            .build();

    private int crc;

    /**
     * The unit after reset.
     *
     * @param site where it stands
     */
    public Crc(Site site) {
        super(site, LAYOUT);
        storesAll();
        acceptsAll();
        wasReset();
    }

    @Override
    protected void wasReset() {
        crc = registers.get(DR);
    }

    @Override
    protected void wasWritten(int offset, int before, int written) {
        if (offset == DR) {
            crc = next(crc, written);
            registers.set(DR, crc);
        } else if (offset == CR && (written & RESET) != 0) {
            crc = -1;
            registers.set(DR, crc);
        }
    }

    private static int next(int crc, int word) {
        int value = crc ^ word;
        for (int i = 0; i < 32; i++) {
            value = value < 0 ? value << 1 ^ POLYNOMIAL : value << 1;
        }
        return value;
    }
}
