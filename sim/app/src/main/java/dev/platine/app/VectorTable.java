package dev.platine.app;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.image.Image;
import dev.platine.sim.emulated.EmulatedBody;
import java.util.Locale;
import java.util.Optional;

/** Looks whether a chip finds what it starts from. Pure functions; inside the rack only. */
final class VectorTable {
    private static final int FLASH = 0x0800_0000;

    private VectorTable() {}

    /** What is wrong with the beginning of the flash; empty when it is right, or there is no firmware at all. */
    static Optional<String> mistake(EmulatedBody body) {
        Image image = body.image();
        if (image == null) {
            return Optional.empty();
        }
        Bus bus = body.chip().bus();
        long stack = bus.peek(FLASH, 4);
        long entry = bus.peek(FLASH + 4, 4);
        boolean stackFits = (stack & 3) == 0 && bus.peek((int) stack - 4, 4) != Bus.ERROR;
        boolean entryFits = (entry & 1) != 0 && bus.peek((int) entry & ~1, 2) != Bus.ERROR;
        if (stackFits && entryFits) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "firmware %s: no vector table at 0x%08X, where the chip starts: stack 0x%08X, entry 0x%08X; link it for the flash,"
                        + " or check the address",
                image.name(),
                FLASH,
                (int) stack,
                (int) entry));
    }
}
