package dev.platine.mcu.core;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.engine.TestEngines;

/** A processor with flash and RAM; every handler is a branch to itself until a test writes another. Code is written as halfwords. */
final class Machine {
    static final int FLASH = 0x08000000;
    static final int RAM = 0x20000000;
    static final int STACK = RAM + 0x1000;
    static final int MAIN = 0x400;
    static final int HANDLERS = 0x800;
    static final int BRANCH_TO_SELF = 0xE7FE;
    static final int BX_LR = 0x4770;
    static final int NOP = 0xBF00;
    static final int WFI = 0xBF30;
    static final int WFE = 0xBF20;
    static final int SEV = 0xBF40;
    static final int SVC = 0xDF00;
    static final int UDF = 0xDE00;
    /** {@code ldr r0, [r1]} and {@code str r0, [r1]}. */
    static final int LDR = 0x6808;

    static final int STR = 0x6008;
    static final int SHCSR = 0xE000ED24;
    static final int CFSR = 0xE000ED28;
    static final int HFSR = 0xE000ED2C;
    static final int DEMCR = 0xE000EDFC;

    final Memory flash = new Memory(FLASH, 0x4000, false);
    final Memory ram = new Memory(RAM, 0x4000, true);
    final Bus bus = new Bus();
    final Processor processor = new Processor(bus, 82, TestEngines.create());
    final Cpu cpu = processor.cpu();

    Machine() {
        bus.add(flash);
        bus.add(ram);
        bus.alias(0, flash);
        word(0, STACK);
        word(4, FLASH + MAIN + 1);
        for (int number = 2; number < 98; number++) {
            word(4 * number, handler(number) + 1);
            code(HANDLERS + 16 * number, BRANCH_TO_SELF);
        }
        main(NOP, NOP, NOP, NOP);
        processor.fast(ram, flash);
        processor.reset();
        TestEngines.made(processor, flash, ram);
    }

    void word(int offset, int value) {
        flash.program(FLASH + offset, 4, value);
    }

    void code(int offset, int... halfwords) {
        for (int i = 0; i < halfwords.length; i++) {
            flash.program(FLASH + offset + 2 * i, 2, halfwords[i]);
        }
    }

    /** The program after reset; it ends in a branch to itself. */
    void main(int... halfwords) {
        code(MAIN, halfwords);
        code(MAIN + 2 * halfwords.length, BRANCH_TO_SELF);
    }

    void handlerCode(int number, int... halfwords) {
        code(HANDLERS + 16 * number, halfwords);
    }

    static int handler(int number) {
        return FLASH + HANDLERS + 16 * number;
    }

    static int at(int instruction) {
        return FLASH + MAIN + 2 * instruction;
    }

    int memory(int address) {
        return (int) ram.read(address, 4);
    }

    int stacked(int index) {
        return memory(cpu.r[13] + 4 * index);
    }

    int register(int address) {
        return (int) processor.debug().peek(address, 4);
    }

    void poke(int address, int value) {
        processor.debug().write(address, 4, value);
    }

    void enable(int interrupt, int priority) {
        processor.exceptions().enable(16 + interrupt, true);
        processor.exceptions().priority(16 + interrupt, priority);
    }

    /** A pulse on an interrupt's line. */
    void pulse(int interrupt) {
        processor.interrupt(interrupt, true);
        processor.interrupt(interrupt, false);
    }

    long run(long cycles) {
        return processor.run(cycles);
    }

    int exception() {
        return processor.exceptionNumber();
    }
}
