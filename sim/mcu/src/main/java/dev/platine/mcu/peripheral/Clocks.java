package dev.platine.mcu.peripheral;

import dev.platine.mcu.time.Rate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The clocks of a chip as its blocks see them. Everything on the buses runs on cycles of HCLK divided by a whole number, so that no rounding comes
 * in; what has an oscillator of its own (LSE, LSI) runs on nanoseconds. RCC sets them. Used on the simulation's thread only.
 */
public final class Clocks {
    /** A clock that is HCLK, divided. */
    public enum Domain {
        /** The processor's and the AHB's: divided by 1. */
        AHB,
        /** PCLK1. */
        APB1,
        /** PCLK2. */
        APB2,
        /** The timers of APB1. */
        TIMERS1,
        /** The timers of APB2. */
        TIMERS2
    }

    /** Hears changes, so that what was counted can be brought up to now at the old rate. */
    public interface Listener {
        /** Rates change after this; {@link Clocks} still tells the old ones. */
        default void clocksChanging() {}

        /** Rates have changed. */
        default void clocksChanged() {}
    }

    private final List<Listener> listeners = new ArrayList<>();
    private final Map<Domain, Integer> dividers = new EnumMap<>(Domain.class);
    private Rate hclk = Rate.NONE;
    private Rate rtc = Rate.NONE;
    private Rate hseRtc = Rate.NONE;
    private Rate pll48 = Rate.NONE;
    private Rate i2s = Rate.NONE;
    private Rate i2sApb2 = Rate.NONE;
    private long lsiHz = 32_000;

    /** Clocks that all stand still. */
    public Clocks() {}

    /**
     * The rate of HCLK, in which cycles are counted.
     *
     * @return 0 while it stands still (stop mode)
     */
    public Rate hclk() {
        return hclk;
    }

    /**
     * How many cycles of HCLK a cycle of a domain lasts.
     *
     * @param domain which
     * @return at least 1
     */
    public int divider(Domain domain) {
        return dividers.getOrDefault(domain, 1);
    }

    /**
     * The rate of a domain.
     *
     * @param domain which
     * @return HCLK divided
     */
    public Rate rate(Domain domain) {
        return hclk.times(1, divider(domain));
    }

    /**
     * The clock that the backup domain's register gives to RTC.
     *
     * @return 0 while there is none
     */
    public Rate rtc() {
        return rtc;
    }

    /**
     * The HSE divided by RTCPRE, whether the RTC takes it or not: a timer can measure it.
     *
     * @return 0 while there is none
     */
    public Rate hseRtc() {
        return hseRtc;
    }

    /**
     * The PLL's 48 MHz output for RNG, SDIO and USB.
     *
     * @return 0 while there is none
     */
    public Rate pll48() {
        return pll48;
    }

    /**
     * The clock of I2S; where each bus has its own, that of APB1.
     *
     * @return 0 while there is none
     */
    public Rate i2s() {
        return i2s;
    }

    /**
     * The clock of I2S at APB2.
     *
     * @return that of {@link #i2s}, but for the F446
     */
    public Rate i2sApb2() {
        return i2sApb2;
    }

    /**
     * The internal low-speed oscillator.
     *
     * @return hertz; 32 kHz, which on a real chip is 17 to 47 kHz
     */
    public long lsiHz() {
        return lsiHz;
    }

    /**
     * Adds a listener, for as long as the chip lives.
     *
     * @param listener who hears, in the order of adding
     */
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** Begins a change: everybody brings itself up to now. Then the setters, then {@link #changed}. */
    public void changing() {
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).clocksChanging();
        }
    }

    /** Ends a change. */
    public void changed() {
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).clocksChanged();
        }
    }

    /**
     * Sets HCLK; between {@link #changing} and {@link #changed}.
     *
     * @param now the rate
     */
    public void hclk(Rate now) {
        hclk = now;
    }

    /**
     * Sets a domain; between {@link #changing} and {@link #changed}.
     *
     * @param domain which
     * @param hclkCycles at least 1
     */
    public void divider(Domain domain, int hclkCycles) {
        dividers.put(domain, hclkCycles);
    }

    /**
     * Sets the RTC's clock; between {@link #changing} and {@link #changed}.
     *
     * @param now the rate
     */
    public void rtc(Rate now) {
        rtc = now;
    }

    /**
     * Sets the HSE's clock for the RTC; between {@link #changing} and {@link #changed}.
     *
     * @param now the rate
     */
    public void hseRtc(Rate now) {
        hseRtc = now;
    }

    /**
     * Sets the 48 MHz output; between {@link #changing} and {@link #changed}.
     *
     * @param now the rate
     */
    public void pll48(Rate now) {
        pll48 = now;
    }

    /**
     * Sets the clock of I2S; between {@link #changing} and {@link #changed}.
     *
     * @param now the rate
     */
    public void i2s(Rate now) {
        i2s = now;
    }

    /**
     * Sets the clock of I2S at APB2; between {@link #changing} and {@link #changed}.
     *
     * @param now the rate
     */
    public void i2sApb2(Rate now) {
        i2sApb2 = now;
    }

    /**
     * Sets the internal low-speed oscillator's true rate; between {@link #changing} and {@link #changed}.
     *
     * @param hz how it deviates on this chip
     */
    public void lsiHz(long hz) {
        lsiHz = hz;
    }
}
