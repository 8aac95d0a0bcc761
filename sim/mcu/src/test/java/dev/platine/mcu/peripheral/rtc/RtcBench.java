package dev.platine.mcu.peripheral.rtc;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.Stm32f4;
import dev.platine.mcu.time.Rate;

/** A chip whose real-time clock runs, with what firmware does to it. */
final class RtcBench {
    static final int RTC = 0x40002800;
    private static final int BDCR = 0x40023870;
    private static final int LSE_FOR_RTC = 0x8101;
    static final int TR = RTC;
    static final int DR = RTC + 0x04;
    static final int CR = RTC + 0x08;
    static final int ISR = RTC + 0x0C;
    static final int PRER = RTC + 0x10;
    static final int WUTR = RTC + 0x14;
    static final int CALIBR = RTC + 0x18;
    static final int ALRMAR = RTC + 0x1C;
    static final int ALRMBR = RTC + 0x20;
    static final int WPR = RTC + 0x24;
    static final int SSR = RTC + 0x28;
    static final int SHIFTR = RTC + 0x2C;
    static final int TSTR = RTC + 0x30;
    static final int TSDR = RTC + 0x34;
    static final int TSSSR = RTC + 0x38;
    static final int CALR = RTC + 0x3C;
    static final int TAFCR = RTC + 0x40;
    static final int ALRMASSR = RTC + 0x44;
    static final int BKP0R = RTC + 0x50;
    static final long MS = 1_000_000;
    static final long S = 1_000 * MS;

    final Bench bench = new Bench(Stm32f4.f407());

    RtcBench() {
        bench.chip().signal("DBP").level(true);
        bench.write(BDCR, LSE_FOR_RTC);
        while (!bench.chip().signal("LSE_READY").isHigh()) {
            bench.run(100 * MS);
        }
        unlock();
        write(CR, 1 << 5);
    }

    void clock(Rate rate) {
        bench.clocks().changing();
        bench.clocks().rtc(rate);
        bench.clocks().changed();
    }

    void unlock() {
        bench.write(WPR, 0xCA);
        bench.write(WPR, 0x53);
    }

    void lock() {
        bench.write(WPR, 0xFF);
    }

    void beginInit() {
        bench.write(ISR, 0xFFFFFFFF);
        bench.run(100_000);
    }

    void endInit() {
        bench.clear(ISR, 1 << 7);
        bench.run(10_000);
    }

    /** Sets time and date in BCD; returns a little after the time began. */
    void set(int tr, int dr) {
        beginInit();
        bench.write(TR, tr);
        bench.write(DR, dr);
        endInit();
        bench.run(4 * S / 32_768);
    }

    long read(int address) {
        return bench.read(address);
    }

    void write(int address, int value) {
        bench.write(address, value);
    }

    void run(long ns) {
        bench.run(ns);
    }

    boolean flag(int bit) {
        return (bench.read(ISR) >> bit & 1) != 0;
    }

    /** Clears a flag as drivers do: ones everywhere else but at INIT. */
    void clear(int bit) {
        bench.write(ISR, ~(1 << bit | 1 << 7));
    }

    boolean signal(String name) {
        return bench.chip().signal(name).isHigh();
    }
}
