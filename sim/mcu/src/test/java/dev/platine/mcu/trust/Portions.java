package dev.platine.mcu.trust;

import java.util.SplittableRandom;

/** How many cycles a machine is run at a time: mostly some hundreds, at times one, at times very many. */
final class Portions {
    private final SplittableRandom random;
    private final long fixed;

    private Portions(SplittableRandom random, long fixed) {
        this.random = random;
        this.fixed = fixed;
    }

    /** Portions of all sizes, by a seed. */
    static Portions of(long seed) {
        return new Portions(new SplittableRandom(seed), 0);
    }

    /** Portions of one size. */
    static Portions each(long cycles) {
        return new Portions(new SplittableRandom(0), cycles);
    }

    long next() {
        if (fixed > 0) {
            return fixed;
        }
        return switch (random.nextInt(8)) {
            case 0 -> 1 + random.nextInt(3);
            case 1, 2 -> 1 + random.nextInt(60);
            case 3, 4, 5 -> 1 + random.nextInt(2_000);
            default -> 1 + random.nextInt(1_000_000);
        };
    }
}
