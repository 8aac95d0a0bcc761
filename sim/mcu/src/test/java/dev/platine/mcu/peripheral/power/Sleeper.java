package dev.platine.mcu.peripheral.power;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.ChipSpec;

/** A chip whose firmware sleeps deeply (WFI with SLEEPDEEP) and counts in memory how often it woke. */
final class Sleeper {
    private static final short[] CODE = {
        0x4806,
        0x2104,
        0x6001, // SCR = SLEEPDEEP
        0x4806,
        0x43C9,
        0x6001, // all interrupts on
        (short) 0xF04F,
        0x5200, // r2 = the first word of memory
        (short) 0xBF30,
        0x6813,
        0x3301,
        0x6013,
        (short) 0xE7FA, // wfi; count; again
        0,
        (short) 0xED10,
        (short) 0xE000,
        (short) 0xE100,
        (short) 0xE000
    };
    private static final int MAIN = 0x08000200;
    private static final int HANDLER = 0x080001F0;

    final Bench bench;

    Sleeper(ChipSpec spec) {
        bench = new Bench(spec);
        var flash = bench.chip().memory("FLASH");
        flash.program(0x08000000, 4, 0x20001000);
        flash.program(0x08000004, 4, MAIN | 1);
        for (int i = 2; i < 110; i++) {
            flash.program(0x08000000 + 4 * i, 4, HANDLER | 1);
        }
        flash.program(HANDLER, 2, 0x4770);
        for (int i = 0; i < CODE.length; i++) {
            flash.program(MAIN + 2 * i, 2, CODE[i]);
        }
        bench.chip().powerDown(0);
        bench.chip().powerUp(0);
        openPower();
    }

    /** Lets PWR be accessed, as firmware would before it sleeps. */
    void openPower() {
        bench.set(0x40023840, 1 << 28);
    }

    int woken() {
        return (int) bench.read(0x20000000);
    }

    boolean asleep() {
        return bench.clocks().hclk().stopped();
    }

    void interrupt(int number) {
        bench.chip().processor().interrupt(number, true);
        bench.chip().processor().interrupt(number, false);
    }
}
