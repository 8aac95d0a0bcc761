package dev.platine.mcu.peripheral.i2c;

import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.Site;

/** The F446's FMPI2C: known, not modelled. Its registers keep what is written, and each access is recorded. */
public final class FastPlusI2c extends Peripheral {
    /**
     * The block after reset.
     *
     * @param site where it stands
     */
    public FastPlusI2c(Site site) {
        super(site, I2cLayout.FAST_PLUS);
    }

    @Override
    protected void wasReset() {}

    @Override
    protected void wasWritten(int offset, int before, int written) {}
}
