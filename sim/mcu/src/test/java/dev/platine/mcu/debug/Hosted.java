package dev.platine.mcu.debug;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.core.Processor;
import dev.platine.mcu.engine.TestEngines;

/** A processor whose program is a row of semihosting calls. */
final class Hosted {
    static final int RAM = 0x20000000;
    static final int FLASH = 0x08000000;

    final Memory flash = new Memory(FLASH, 0x1000, false);
    final Memory ram = new Memory(RAM, 0x10000, true);
    final Processor processor;

    Hosted() {
        Bus bus = new Bus();
        bus.add(flash);
        bus.add(ram);
        bus.alias(0, flash);
        flash.program(FLASH, 4, RAM + 0x8000);
        flash.program(FLASH + 4, 4, FLASH + 0x101);
        for (int i = 0; i < 64; i++) {
            flash.program(FLASH + 0x100 + 2 * i, 2, 0xBEAB);
        }
        processor = new Processor(bus, 82, TestEngines.create());
        processor.fast(ram, flash);
        processor.reset();
    }

    void text(int address, String text) {
        for (int i = 0; i < text.length(); i++) {
            ram.program(address + i, 1, text.charAt(i));
        }
    }

    String text(int address, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ram.read(address + i, 1));
        }
        return text.toString();
    }

    /** One call with an argument that is no address. */
    int call(int operation, int argument) {
        processor.cpu().r[0] = operation;
        processor.cpu().r[1] = argument;
        processor.run(1);
        return processor.cpu().r[0];
    }

    /** One call with a block of arguments. */
    int callWith(int operation, int... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            ram.program(RAM + 0x400 + 4 * i, 4, arguments[i]);
        }
        return call(operation, RAM + 0x400);
    }
}
