package dev.platine.mcu.peripheral.flash;

import java.util.List;

/**
 * In what the flash memories of the chips differ.
 *
 * @param sizeKb how large it is: 512 or 1024
 * @param latencyBits how wide ACR.LATENCY is
 * @param protectsReads whether sectors can be protected from being read (SPRMOD, RDERR)
 * @param maxHz up to which HCLK each latency suffices at 2.7 to 3.6 V; every further one as the last step, up to the last latency
 */
public record FlashTraits(int sizeKb, int latencyBits, boolean protectsReads, List<Long> maxHz) {
    private static final long MHZ = 1_000_000;

    /** The F401xE. */
    public static final FlashTraits F401 = new FlashTraits(512, 4, true, List.of(30 * MHZ, 60 * MHZ, 84 * MHZ));
    /** The F405 and the F407. */
    public static final FlashTraits F407 =
            new FlashTraits(1024, 3, false, List.of(30 * MHZ, 60 * MHZ, 90 * MHZ, 120 * MHZ, 150 * MHZ, 168 * MHZ));
    /** The F411xE. */
    public static final FlashTraits F411 =
            new FlashTraits(512, 4, true, List.of(30 * MHZ, 64 * MHZ, 90 * MHZ, 100 * MHZ));
    /** The F446. */
    public static final FlashTraits F446 =
            new FlashTraits(512, 4, true, List.of(30 * MHZ, 60 * MHZ, 90 * MHZ, 120 * MHZ, 150 * MHZ, 180 * MHZ));

    /** How many sectors there are. */
    int sectors() {
        return 4 + sizeKb / 128;
    }

    /**
     * Where a sector begins: four of 16 KB, one of 64 KB, the others of 128 KB.
     *
     * @param sector from 0
     * @return the offset from the flash's base in bytes; of one behind the last, the size of the flash
     */
    public static int offset(int sector) {
        return sector <= 4 ? sector * 0x4000 : (sector - 4) * 0x20000;
    }

    /**
     * In which sector an address lies.
     *
     * @param offset from the flash's base in bytes, at least 0
     * @return the sector
     */
    public static int sectorOf(int offset) {
        return offset < 0x10000 ? offset >> 14 : 4 + (offset >> 17);
    }

    /** How fast HCLK may be with a latency. Below 2.7 V every step is shorter, in the data sheets' four ranges. */
    long maxHz(int latency, double volts) {
        if (volts >= 2.7) {
            return latency < maxHz.size() ? maxHz.get(latency) : maxHz.get(maxHz.size() - 1);
        }
        long step = volts >= 2.4 ? 24 : volts >= 2.1 ? 22 : 20;
        return Math.min((latency + 1) * step * MHZ, maxHz.get(maxHz.size() - 1));
    }
}
