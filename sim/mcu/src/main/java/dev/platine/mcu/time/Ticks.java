package dev.platine.mcu.time;

/**
 * Cycles of an oscillator that has nothing to do with the bus clock (LSE, LSI), counted in nanoseconds of virtual time. Exact: the n-th cycle
 * after a change of the rate begins at the first nanosecond that is not before {@code n} periods. Used on the simulation's thread only.
 */
public final class Ticks {
    private static final long NS_PER_S = 1_000_000_000L;

    private Rate rate = Rate.NONE;
    private long anchorNs;
    private long anchorTick;

    /** Tick 0, nothing ticks. */
    public Ticks() {}

    /**
     * The rate.
     *
     * @return how often it ticks
     */
    public Rate rate() {
        return rate;
    }

    /**
     * Changes the rate; a part of a tick that was under way is lost.
     *
     * @param now the rate from here on; 0 stops the ticks
     * @param ns the time
     */
    public void rate(Rate now, long ns) {
        anchorTick = at(ns);
        anchorNs = ns;
        rate = now;
    }

    /**
     * How many ticks there were.
     *
     * @param ns not before the last change of the rate
     * @return the number of whole ticks, over all rates
     */
    public long at(long ns) {
        long elapsed = Math.max(ns - anchorNs, 0);
        long product = elapsed / NS_PER_S * rate.numerator();
        long rest = product % rate.denominator() * NS_PER_S + elapsed % NS_PER_S * rate.numerator();
        return anchorTick + product / rate.denominator() + rest / (rate.denominator() * NS_PER_S);
    }

    /**
     * When there were so many ticks.
     *
     * @param tick not before the last change of the rate
     * @return the first nanosecond at which {@link #at} tells it; {@link Long#MAX_VALUE} if nothing ticks
     */
    public long nsOf(long tick) {
        if (rate.stopped()) {
            return Long.MAX_VALUE;
        }
        long periods = Math.max(tick - anchorTick, 0) * rate.denominator();
        long part = periods % rate.numerator() * NS_PER_S;
        return anchorNs + periods / rate.numerator() * NS_PER_S + (part + rate.numerator() - 1) / rate.numerator();
    }
}
