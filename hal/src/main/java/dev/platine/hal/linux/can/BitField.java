package dev.platine.hal.linux.can;

/**
 * Where a number is in a frame, as a DBC file says it. Bit n of the frame is bit n % 8 of byte n / 8, 0 the lowest of a byte.
 *
 * @param start little-endian: the lowest bit of the number; big-endian: its highest
 * @param bits how many, 1 to 32
 * @param big whether the number goes on in the next byte's highest bit (Motorola) or from low to high (Intel)
 * @param signed whether its highest bit is its sign
 */
record BitField(int start, int bits, boolean big, boolean signed) {
    /** The bit of the frame that has a weight of 2 to the power of n in the number. */
    private int place(int n) {
        if (!big) {
            return start + n;
        }
        int behind = 7 - start % 8 + (bits - 1 - n); // counted from the highest bit of the first byte
        return start / 8 * 8 + behind / 8 * 8 + 7 - behind % 8;
    }

    /** How many bytes a frame needs to have it. */
    int bytes() {
        return Math.max(place(0), place(bits - 1)) / 8 + 1;
    }

    /** The bits of the frame that it takes up, one long for each eight bytes. */
    long[] taken() {
        long[] taken = new long[8];
        for (int n = 0; n < bits; n++) {
            int place = place(n);
            if (place / 64 < taken.length) {
                taken[place / 64] |= 1L << (place % 64);
            }
        }
        return taken;
    }

    long get(byte[] data) {
        long number = 0;
        for (int n = bits - 1; n >= 0; n--) {
            int place = place(n);
            number = (number << 1) | ((data[place >> 3] >> (place & 7)) & 1);
        }
        int unused = Long.SIZE - bits;
        return signed ? (number << unused) >> unused : number;
    }

    /** Puts a number in; true when the bytes are others now. */
    boolean put(byte[] data, long number) {
        boolean changed = false;
        for (int n = 0; n < bits; n++) {
            int place = place(n);
            int mask = 1 << (place & 7);
            int before = data[place >> 3];
            int after = ((number >> n) & 1) != 0 ? before | mask : before & ~mask;
            data[place >> 3] = (byte) after;
            changed |= after != before;
        }
        return changed;
    }
}
