package dev.platine.sim.rack;

import java.util.SplittableRandom;

// Random numbers by name: a stream depends on the seed and on what it is for, not on how many others there are.
final class Streams {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Streams() {}

    static SplittableRandom of(long seed, String board, String purpose) {
        long hash = mix(seed);
        hash = mix(hash ^ fnv(board));
        return new SplittableRandom(mix(hash ^ fnv(purpose)));
    }

    private static long fnv(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    // The finaliser of SplitMix64.
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
