package dev.platine.mcu.peripheral.flash;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.ChipSpec;

/** Flash on a bench: its registers by name, and what every driver does with them. */
final class FlashBench {
    static final int BASE = 0x08000000;
    static final int ACR = 0x40023C00;
    static final int KEYR = ACR + 0x04;
    static final int OPTKEYR = ACR + 0x08;
    static final int SR = ACR + 0x0C;
    static final int CR = ACR + 0x10;
    static final int OPTCR = ACR + 0x14;
    static final int PG = 1;
    static final int SER = 1 << 1;
    static final int MER = 1 << 2;
    static final int WORDS = 2 << 8;
    static final int STRT = 1 << 16;
    static final int BSY = 1 << 16;
    static final int LOCK = 1 << 31;
    static final int WRPERR = 1 << 4;
    static final int PGAERR = 1 << 5;
    static final int PGPERR = 1 << 6;
    static final int PGSERR = 1 << 7;
    static final long MS = 1_000_000;

    final Bench bench;

    FlashBench(ChipSpec spec) {
        bench = new Bench(spec);
    }

    void unlock() {
        bench.write(KEYR, 0x45670123);
        bench.write(KEYR, 0xCDEF89AB);
    }

    void unlockOptions() {
        bench.write(OPTKEYR, 0x08192A3B);
        bench.write(OPTKEYR, 0x4C5D6E7F);
    }

    int status() {
        return (int) bench.read(SR);
    }

    boolean busy() {
        return (status() & BSY) != 0;
    }

    void store(int offset, int size, int value) {
        if (!bench.chip().bus().write(BASE + offset, size, value)) {
            throw new AssertionError("flash did not take a store");
        }
    }

    int word(int offset) {
        return (int) bench.read(BASE + offset);
    }

    void program(int offset, int value) {
        bench.write(CR, PG | WORDS);
        store(offset, 4, value);
        bench.run(20_000);
        bench.write(CR, 0);
    }

    /** Writes as a programmer does, past the rules. */
    void program0(int offset, int value) {
        bench.chip().memory("FLASH").program(BASE + offset, 4, value);
    }

    void erase(int sector) {
        bench.write(CR, SER | sector << 3 | WORDS);
        bench.set(CR, STRT);
    }

    void options(int optcr) {
        bench.write(OPTCR, optcr & ~3);
        bench.set(OPTCR, 2);
        bench.run(300 * MS);
    }
}
