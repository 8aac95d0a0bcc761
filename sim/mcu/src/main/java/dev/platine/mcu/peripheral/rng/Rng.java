package dev.platine.mcu.peripheral.rng;

import dev.platine.mcu.peripheral.Clocks;
import dev.platine.mcu.peripheral.Externals;
import dev.platine.mcu.peripheral.Line;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.register.RegisterLayout;
import dev.platine.mcu.time.Alarm;
import dev.platine.mcu.time.Rate;

/**
 * The random number generator (RM0090 section 24): a word every 40 cycles of the PLL's 48 MHz output, from a generator that
 * {@link Externals#seed} begins, so that runs repeat. A missing or slow clock and a noise source that repeats itself are told as on the real one.
 */
public final class Rng extends Peripheral implements Clocks.Listener {
    private static final int CR = 0x0;
    private static final int SR = 0x4;
    private static final int DR = 0x8;
    private static final int RNGEN = 1 << 2;
    private static final int IE = 1 << 3;
    private static final int DRDY = 1;
    private static final int CECS = 1 << 1;
    private static final int SECS = 1 << 2;
    private static final int CEIS = 1 << 5;
    private static final int SEIS = 1 << 6;
    private static final int CYCLES = 40;
    private static final long NS_PER_S = 1_000_000_000L;
    private static final RegisterLayout LAYOUT = RegisterLayout.of("RNG")
            .register("CR", CR, 0, "RNGEN@2, IE@3")
            .register("SR", SR, 0, "DRDY@0 r, CECS@1 r, SECS@2 r, CEIS@5 rc_w0, SEIS@6 rc_w0")
            .register("DR", DR, 0, "RNDATA@0:32 r")
            .build();

    private final Line line;
    private final Externals externals;
    private final Alarm word;
    private long state;
    private boolean seeded;
    private boolean noise = true;
    private int last;

    /**
     * The generator, off.
     *
     * @param site where it stands
     * @param externals whose seed it takes when it is first enabled
     */
    public Rng(Site site, Externals externals) {
        super(site, LAYOUT);
        this.externals = externals;
        line = site.interrupt("RNG");
        word = site.timeAlarm(this::generated);
        site.clocks().listen(this);
    }

    /**
     * Lets the source of noise work or fail, as a test of a firmware's error handling wants it.
     *
     * @param works if not, it gives the same word again and again
     */
    public void noise(boolean works) {
        noise = works;
    }

    @Override
    protected void wasReset() {
        word.cancel();
        raise();
    }

    @Override
    protected void gating(boolean on) {
        if (!on) {
            word.cancel();
        } else if (registers.has(CR, RNGEN)) {
            next();
        }
    }

    @Override
    protected void wasWritten(int offset, int before, int written) {
        if (offset == CR && ((registers.get(CR) ^ before) & RNGEN) != 0) {
            registers.put(SR, DRDY | SECS, false);
            word.cancel();
            if (registers.has(CR, RNGEN)) {
                checkClock();
                next();
            } else {
                registers.put(SR, CECS, false);
            }
        }
        raise();
    }

    @Override
    protected void wasRead(int offset) {
        if (offset == DR && registers.has(SR, DRDY)) {
            registers.put(SR, DRDY, false);
            registers.set(DR, 0);
            next();
            raise();
        }
    }

    @Override
    public void clocksChanged() {
        if (registers.has(CR, RNGEN)) {
            checkClock();
            if (!registers.has(SR, DRDY | SECS)) {
                next();
            }
            raise();
        }
    }

    /** The clock has to be faster than a sixteenth of HCLK. */
    private void checkClock() {
        boolean slow = site.clocks().pll48().hz() < site.clocks().hclk().hz() / 16
                || site.clocks().pll48().stopped();
        registers.put(SR, CECS, slow);
        if (slow) {
            registers.put(SR, CEIS, true);
        }
    }

    private void next() {
        Rate clock = site.clocks().pll48();
        boolean runs = registers.has(CR, RNGEN) && !registers.has(SR, CECS) && !clock.stopped();
        if (runs) {
            long ns = CYCLES * NS_PER_S * clock.denominator() / clock.numerator();
            word.at(site.nowNs() + Math.max(ns, 1));
        } else {
            word.cancel();
        }
    }

    private void generated() {
        int now = noise ? random() : last;
        if (now == last) {
            registers.put(SR, SECS | SEIS, true);
        } else {
            registers.set(DR, now);
            registers.put(SR, DRDY, true);
        }
        last = now;
        raise();
    }

    /** SplitMix64, of which the upper half is taken. */
    private int random() {
        if (!seeded) {
            seeded = true;
            state = externals.seed();
        }
        state += 0x9E3779B97F4A7C15L;
        long z = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return (int) ((z ^ z >>> 31) >>> 32);
    }

    private void raise() {
        line.set(registers.has(CR, IE) && registers.has(SR, DRDY | CEIS | SEIS));
    }
}
