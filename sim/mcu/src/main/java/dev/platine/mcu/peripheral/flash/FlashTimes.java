package dev.platine.mcu.peripheral.flash;

/** How long programming and erasing takes: the data sheets' typical values, by PSIZE (8, 16, 32, 64 bits at once). */
final class FlashTimes {
    static final long PROGRAM_NS = 16_000;
    private static final long MS = 1_000_000;
    private static final int[] SMALL_MS = {400, 300, 250, 230};
    private static final int[] MIDDLE_MS = {1200, 700, 550, 490};
    private static final int[] LARGE_MS = {2000, 1300, 1000, 875};
    private static final int[] ALL_512_MS = {8000, 5500, 4000, 3500};
    private static final int[] ALL_1024_MS = {16000, 11000, 8000, 6900};

    private FlashTimes() {}

    static long sectorNs(int sector, int psize) {
        return (sector < 4 ? SMALL_MS : sector == 4 ? MIDDLE_MS : LARGE_MS)[psize] * MS;
    }

    static long allNs(int sizeKb, int psize) {
        return (sizeKb > 512 ? ALL_1024_MS : ALL_512_MS)[psize] * MS;
    }

    /** The data sheets name none; the option bytes are erased and written like a small sector. */
    static long optionsNs() {
        return SMALL_MS[2] * MS;
    }
}
