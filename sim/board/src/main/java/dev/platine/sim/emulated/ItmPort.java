package dev.platine.sim.emulated;

import dev.platine.mcu.chip.Chip;

/** The ITM's stimulus port 0, by which firmware prints through a trace probe. It has no way to the firmware. Inside the rack only. */
final class ItmPort extends ProbePort {
    ItmPort(Chip chip, PortLines lines) {
        super(ITM, lines);
        chip.processor().trace(this::written);
    }

    private void written(int port, int sizeBytes, int value) {
        for (int i = 0; port == 0 && i < sizeBytes; i++) {
            sent(value >>> (8 * i));
        }
    }

    @Override
    public int give(byte[] bytes, int offset, int length) {
        return length; // gone: tracing goes one way
    }
}
