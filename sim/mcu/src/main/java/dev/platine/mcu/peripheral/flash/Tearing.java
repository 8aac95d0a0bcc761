package dev.platine.mcu.peripheral.flash;

/** What a power cut leaves of bytes that were being changed: each bit has its new value by chance, the likelier the further the change was. */
final class Tearing {
    private long state;

    Tearing(long seed) {
        state = seed;
    }

    /**
     * Mixes two bytes.
     *
     * @param before what was there
     * @param after what would be there
     * @param share how far the change was, 0 to 1
     * @return bit by bit one of both
     */
    int mix(int before, int after, double share) {
        int mixed = before;
        int differing = (before ^ after) & 0xFF;
        while (differing != 0) {
            int bit = Integer.lowestOneBit(differing);
            differing &= ~bit;
            if ((next() >>> 11) * 0x1p-53 < share) {
                mixed ^= bit;
            }
        }
        return mixed & 0xFF;
    }

    /** SplitMix64. */
    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
