package dev.platine.mcu.time;

/**
 * What time a cycle of the bus clock (HCLK) has. Exact: within one rate the n-th cycle is at {@code floor(n * period)} however long it
 * lasts; a change of the rate keeps the fraction of a nanosecond to one part of the new rate's fraction. Used on the simulation's thread only.
 */
public final class Timebase {
    private static final long NS_PER_S = 1_000_000_000L;
    private static final long FOLD_ABOVE = 1L << 32;

    private long anchorNs;
    private long anchorCycle;
    private long carry;
    private long nsNumerator;
    private long nsDenominator;
    private long foldAbove = FOLD_ABOVE;
    private Rate rate = Rate.NONE;

    /** Time 0, cycle 0, nothing ticks. */
    public Timebase() {}

    /**
     * The rate of the cycles.
     *
     * @return HCLK
     */
    public Rate rate() {
        return rate;
    }

    /**
     * Changes the rate.
     *
     * @param now the rate from here on; 0 stops the cycles
     * @param cycle the cycle that is reached
     * @param ns the time that is reached: used while nothing ticked, else worked out from the cycle
     */
    public void rate(Rate now, long cycle, long ns) {
        long oldDenominator = Math.max(nsDenominator, 1);
        long oldCarry = carry;
        if (rate.stopped()) {
            anchorNs = ns;
            oldCarry = 0;
        } else {
            if (cycle - anchorCycle > foldAbove) {
                fold(cycle);
            }
            long total = (cycle - anchorCycle) * nsNumerator + carry;
            anchorNs += total / nsDenominator;
            oldCarry = total % nsDenominator;
        }
        anchorCycle = cycle;
        rate = now;
        if (now.stopped()) {
            foldAbove = Long.MAX_VALUE;
            nsNumerator = 0;
            nsDenominator = 1;
            carry = 0;
            return;
        }
        long common = Rate.gcd(NS_PER_S * now.denominator(), now.numerator());
        nsNumerator = NS_PER_S * now.denominator() / common;
        nsDenominator = now.numerator() / common;
        foldAbove = Math.min(FOLD_ABOVE, Long.MAX_VALUE / 4 / nsNumerator);
        carry = oldCarry * nsDenominator / oldDenominator;
    }

    /**
     * When a cycle begins.
     *
     * @param cycle not before the last change of the rate
     * @return nanoseconds; while nothing ticks, the time at which the cycles stopped
     */
    public long nsAt(long cycle) {
        if (cycle - anchorCycle > foldAbove) {
            fold(cycle);
        }
        return anchorNs + ((cycle - anchorCycle) * nsNumerator + carry) / Math.max(nsDenominator, 1);
    }

    /**
     * The first cycle that begins at a time or after it.
     *
     * @param ns not before the last change of the rate
     * @return the cycle; {@link Long#MAX_VALUE} if nothing ticks or it is too far away to count
     */
    public long cycleAt(long ns) {
        if (rate.stopped() || ns == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        long rest = ns - anchorNs;
        if (rest <= 0) {
            return anchorCycle;
        }
        if (rest > Long.MAX_VALUE / 2 / nsDenominator) {
            return Long.MAX_VALUE;
        }
        return anchorCycle + Math.floorDiv(rest * nsDenominator - carry + nsNumerator - 1, nsNumerator);
    }

    /** Moves the anchor, by whole periods of the fraction and then with what is left of it, so that products stay within 63 bits. */
    private void fold(long cycle) {
        long periods = (cycle - anchorCycle) / nsDenominator;
        anchorCycle += periods * nsDenominator;
        anchorNs += periods * nsNumerator;
        while (cycle - anchorCycle > foldAbove) {
            long total = foldAbove / 2 * nsNumerator + carry;
            anchorCycle += foldAbove / 2;
            anchorNs += total / nsDenominator;
            carry = total % nsDenominator;
        }
    }
}
