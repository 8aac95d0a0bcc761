package dev.platine.hal;

import java.util.BitSet;

/** Hands out the lowest free number. Safe for any thread. */
final class Numbering {
    private final BitSet taken = new BitSet();

    synchronized int take() {
        int id = taken.nextClearBit(0);
        taken.set(id);
        return id;
    }

    synchronized void free(int id) {
        taken.clear(id);
    }
}
