package dev.platine.mcu.chip;

import dev.platine.mcu.pin.Drive;
import dev.platine.mcu.pin.SerialFrame;
import dev.platine.mcu.pin.Surroundings;

/** Nothing stands around the chip. */
final class Nothing implements Surroundings {
    @Override
    public void driven(int pin, Drive drive, double volts) {}

    @Override
    public double volts(int pin) {
        return 0;
    }

    @Override
    public void sent(int pin, SerialFrame frame) {}
}
