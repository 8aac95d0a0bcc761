package dev.platine.mcu.peripheral.rcc;

import static dev.platine.mcu.peripheral.rcc.RccLayout.BDCR;
import static dev.platine.mcu.peripheral.rcc.RccLayout.CFGR;
import static dev.platine.mcu.peripheral.rcc.RccLayout.CR;
import static dev.platine.mcu.peripheral.rcc.RccLayout.DCKCFGR;
import static dev.platine.mcu.peripheral.rcc.RccLayout.DCKCFGR2;
import static dev.platine.mcu.peripheral.rcc.RccLayout.PLLCFGR;
import static dev.platine.mcu.peripheral.rcc.RccLayout.PLLI2SCFGR;
import static dev.platine.mcu.peripheral.rcc.RccLayout.PLLSAICFGR;
import static dev.platine.mcu.peripheral.rcc.RccLayout.PLLSRC;

import dev.platine.mcu.peripheral.Clocks;
import dev.platine.mcu.peripheral.Clocks.Domain;
import dev.platine.mcu.peripheral.Externals;
import dev.platine.mcu.register.RegisterFile;
import dev.platine.mcu.time.Rate;

/** Works out all rates from RCC's registers, exactly, and tells {@link Clocks}. What is not ready has the rate 0. */
final class ClockTree {
    static final int HSI = 0;
    static final int HSE = 1;
    static final int PLL = 2;
    static final int PLL_R = 3;

    private static final long HSI_HZ = 16_000_000;
    private static final long VCO_MIN_HZ = 100_000_000;
    private static final long VCO_MAX_HZ = 432_000_000;
    // The data sheets name no step; this is what the same oscillator has on the F1.
    private static final long TRIM_HZ = 40_000;
    private static final int TRIM_MIDDLE = 16;

    private final RccTraits traits;
    private final RegisterFile registers;
    private final Externals externals;
    final Oscillator hsi;
    final Oscillator hse;
    final Oscillator lsi;
    final Oscillator lse;
    final Oscillator pll;
    final Oscillator pllI2s;
    final Oscillator pllSai;

    /** What drives the system: {@link #HSI} to {@link #PLL_R}. */
    int source = HSI;

    /** Whether the system clock is held: no power, stop, standby. */
    boolean held = true;

    private long lsiHz = 32_000;

    ClockTree(RccTraits traits, RegisterFile registers, Externals externals, Oscillator[] oscillators) {
        this.traits = traits;
        this.registers = registers;
        this.externals = externals;
        hsi = oscillators[0];
        hse = oscillators[1];
        lsi = oscillators[2];
        lse = oscillators[3];
        pll = oscillators[4];
        pllI2s = oscillators[5];
        pllSai = oscillators[6];
    }

    private int bits(int register, int lsb, int width) {
        return registers.get(register) >>> lsb & (1 << width) - 1;
    }

    private static Rate when(boolean ready, Rate rate) {
        return ready ? rate : Rate.NONE;
    }

    private static Rate divided(Rate rate, int by) {
        return by == 0 ? Rate.NONE : rate.times(1, by);
    }

    Rate hsi() {
        return when(hsi.ready(), Rate.hz(HSI_HZ + (bits(CR, 3, 5) - TRIM_MIDDLE) * TRIM_HZ));
    }

    Rate hse() {
        return when(hse.ready(), Rate.hz(externals.hseHz()));
    }

    Rate lse() {
        return when(lse.ready(), Rate.hz(externals.lseHz()));
    }

    /** What all PLLs are fed with. */
    private Rate pllSource() {
        return (registers.get(PLLCFGR) & PLLSRC) != 0 ? hse() : hsi();
    }

    boolean pllSourceReady() {
        return !pllSource().stopped();
    }

    /** What the main PLL compares: 1 to 2 MHz. */
    Rate pllInput() {
        return divided(pllSource(), bits(PLLCFGR, 0, 6));
    }

    /** What it oscillates with, ready or not. */
    Rate vco() {
        return pllInput().times(bits(PLLCFGR, 6, 9), 1);
    }

    private Rate pllP() {
        return when(pll.ready(), vco().times(1, 2L * bits(PLLCFGR, 16, 2) + 2));
    }

    private Rate pllR() {
        return when(pll.ready(), divided(vco(), bits(PLLCFGR, 28, 3)));
    }

    private Rate pllQ() {
        return when(pll.ready(), divided(vco(), bits(PLLCFGR, 24, 4)));
    }

    Rate i2sInput() {
        int m = traits.i2sInput() ? bits(PLLI2SCFGR, 0, 6) : bits(PLLCFGR, 0, 6);
        return divided(pllSource(), m);
    }

    private Rate i2sR() {
        Rate output = i2sInput().times(bits(PLLI2SCFGR, 6, 9), 1);
        return when(pllI2s.ready(), divided(output, bits(PLLI2SCFGR, 28, 3)));
    }

    Rate saiInput() {
        return traits.f446() ? divided(pllSource(), bits(PLLSAICFGR, 0, 6)) : Rate.NONE;
    }

    private Rate saiP() {
        Rate output = saiInput().times(bits(PLLSAICFGR, 6, 9), 2L * bits(PLLSAICFGR, 16, 2) + 2);
        return when(pllSai.ready(), output);
    }

    /** The rate of a source of the system clock, 0 if it is not ready or there is none. */
    Rate system(int from) {
        return switch (from) {
            case HSI -> hsi();
            case HSE -> hse();
            case PLL -> pllP();
            default -> traits.f446() ? pllR() : Rate.NONE;
        };
    }

    Rate system() {
        return held ? Rate.NONE : system(source);
    }

    private int hpre() {
        int hpre = bits(CFGR, 4, 4);
        return hpre < 8 ? 1 : hpre < 12 ? 2 << (hpre - 8) : 64 << (hpre - 12);
    }

    private int ppre(int lsb) {
        int ppre = bits(CFGR, lsb, 3);
        return ppre < 4 ? 1 : 2 << (ppre - 4);
    }

    private int timers(int apb) {
        boolean faster = traits.timerPrescaler() && bits(DCKCFGR, 24, 1) != 0;
        return Math.max(1, apb / (faster ? 4 : 2));
    }

    private Rate rtc() {
        if (bits(BDCR, 15, 1) == 0) {
            return Rate.NONE;
        }
        return switch (bits(BDCR, 8, 2)) {
            case 1 -> lse();
            case 2 -> when(lsi.ready(), Rate.hz(lsiHz));
            case 3 -> hseRtc();
            default -> Rate.NONE;
        };
    }

    private Rate hseRtc() {
        return bits(CFGR, 16, 5) < 2 ? Rate.NONE : divided(hse(), bits(CFGR, 16, 5));
    }

    private Rate pll48() {
        boolean sai = traits.f446() && bits(DCKCFGR2, 27, 1) != 0;
        return sai ? saiP() : pllQ();
    }

    /** The clock of I2S; on the F446, of an APB. */
    private Rate i2s(int apb) {
        int select = traits.f446() ? bits(DCKCFGR, apb == 1 ? 25 : 27, 2) : bits(CFGR, 23, 1);
        return switch (select) {
            case 0 -> i2sR();
            case 1 -> Rate.hz(externals.i2sHz());
            case 2 -> pllR();
            default -> pllSource();
        };
    }

    /** What MCO1 gives out, where a pin is routed to it. */
    Rate mco1() {
        Rate rate = switch (bits(CFGR, 21, 2)) {
            case 0 -> hsi();
            case 1 -> lse();
            case 2 -> hse();
            default -> pllP();
        };
        return divided(rate, mcoDivider(24));
    }

    /** What MCO2 gives out, where a pin is routed to it. */
    Rate mco2() {
        Rate rate = switch (bits(CFGR, 30, 2)) {
            case 0 -> system();
            case 1 -> i2sR();
            case 2 -> hse();
            default -> pllP();
        };
        return divided(rate, mcoDivider(27));
    }

    private int mcoDivider(int lsb) {
        int pre = bits(CFGR, lsb, 3);
        return pre < 4 ? 1 : pre - 2;
    }

    /** Whether HCLK or a bus clock is faster than the data sheet and the core's voltage allow. */
    boolean tooFast(Clocks clocks, long voltageAllowsHz) {
        return clocks.hclk().hz() > Math.min(traits.maxHclkHz(), voltageAllowsHz)
                || clocks.rate(Domain.APB1).hz() > traits.maxApb1Hz()
                || clocks.rate(Domain.APB2).hz() > traits.maxApb2Hz();
    }

    /** Whether the system runs from a PLL that oscillates faster or slower than the data sheet allows. */
    boolean vcoBeyond() {
        double hz = vco().hz();
        return source >= PLL && (hz < VCO_MIN_HZ || hz > VCO_MAX_HZ);
    }

    /** Tells the clocks what has changed, if anything has. */
    void apply(Clocks clocks) {
        lsiHz = clocks.lsiHz();
        Rate hclk = divided(system(), hpre());
        int apb1 = ppre(10);
        int apb2 = ppre(13);
        boolean same = hclk.equals(clocks.hclk())
                && apb1 == clocks.divider(Domain.APB1)
                && apb2 == clocks.divider(Domain.APB2)
                && timers(apb1) == clocks.divider(Domain.TIMERS1)
                && timers(apb2) == clocks.divider(Domain.TIMERS2)
                && rtc().equals(clocks.rtc())
                && hseRtc().equals(clocks.hseRtc())
                && pll48().equals(clocks.pll48())
                && i2s(1).equals(clocks.i2s())
                && i2s(2).equals(clocks.i2sApb2());
        if (!same) {
            clocks.changing();
            clocks.hclk(hclk);
            clocks.divider(Domain.APB1, apb1);
            clocks.divider(Domain.APB2, apb2);
            clocks.divider(Domain.TIMERS1, timers(apb1));
            clocks.divider(Domain.TIMERS2, timers(apb2));
            clocks.rtc(rtc());
            clocks.hseRtc(hseRtc());
            clocks.pll48(pll48());
            clocks.i2s(i2s(1));
            clocks.i2sApb2(i2s(2));
            clocks.changed();
        }
    }
}
