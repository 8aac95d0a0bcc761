package dev.platine.mcu.peripheral.debug;

import dev.platine.mcu.bus.Memory;
import java.util.SplittableRandom;

/** What the maker writes into each chip: unique identifier, size of the flash, calibration of the converter's own channels. */
final class Identity {
    private static final int SIZE = 0x12;
    // At 3.3 V, from the data sheets' typical values: 1.21 V, 0.76 V at 25 degrees, 2.5 mV a degree; measured at 30 and
    // at 110 degrees.
    private static final int VREFINT_CAL = 0x1A;
    private static final int TS_CAL1 = 0x1C;
    private static final int TS_CAL2 = 0x1E;

    private Identity() {}

    static void write(Memory id, int flashBytes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        id.program(id.base(), 4, random.nextInt(1, 60) << 16 | random.nextInt(1, 60));
        id.program(id.base() + 4, 4, lot(random) << 8 | random.nextInt(1, 26));
        id.program(id.base() + 8, 4, lot(random));
        id.program(id.base() + SIZE, 2, flashBytes / 1024);
        id.program(id.base() + VREFINT_CAL, 2, counts(1.21));
        id.program(id.base() + TS_CAL1, 2, counts(0.76 + 5 * 0.0025));
        id.program(id.base() + TS_CAL2, 2, counts(0.76 + 85 * 0.0025));
    }

    /** Four characters of the lot's number. */
    private static int lot(SplittableRandom random) {
        int characters = 0;
        for (int i = 0; i < 4; i++) {
            int one = random.nextInt(36);
            characters = characters << 8 | (one < 10 ? '0' + one : 'A' + one - 10);
        }
        return characters;
    }

    private static int counts(double volts) {
        return (int) Math.round(volts / 3.3 * 4095);
    }
}
