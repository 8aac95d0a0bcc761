package dev.platine.mcu.engine.compiler;

import java.util.Arrays;

/** How often places were met: a table of addresses and counts. */
final class Profile {
    private static final int SIZE = 4096;

    private final int[] addresses = new int[SIZE];
    private final int[] counts = new int[SIZE];
    private int used;

    /** Notes a meeting; tells how many there were. */
    int meet(int address) {
        int at = find(address);
        if (counts[at] == 0) {
            addresses[at] = address;
            used++;
        }
        counts[at]++;
        int count = counts[at];
        if (used > SIZE * 3 / 4) {
            halve();
        }
        return count;
    }

    int meetings(int address) {
        return counts[find(address)];
    }

    private int find(int address) {
        int at = (address * 0x9E3779B1) >>> 20;
        while (counts[at] != 0 && addresses[at] != address) {
            at = (at + 1) % SIZE;
        }
        return at;
    }

    /** Forgets half of all meetings. */
    void halve() {
        int[] oldAddresses = addresses.clone();
        int[] oldCounts = counts.clone();
        Arrays.fill(counts, 0);
        used = 0;
        for (int i = 0; i < SIZE; i++) {
            if (oldCounts[i] > 1) {
                int at = find(oldAddresses[i]);
                addresses[at] = oldAddresses[i];
                counts[at] = oldCounts[i] / 2;
                used++;
            }
        }
    }
}
