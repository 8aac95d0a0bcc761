package dev.platine.mcu.engine;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.core.Cpu;
import dev.platine.mcu.core.Processor;

/** Our processor with the memories of {@link Unicorn}. */
final class Ours {
    final Memory code = new Memory(Unicorn.CODE, Unicorn.CODE_SIZE, false);
    final Memory data = new Memory(Unicorn.DATA, Unicorn.SIZE, true);
    final Processor processor;
    /** How many instructions were carried out. */
    long executed;

    Ours() {
        Bus bus = new Bus();
        bus.add(code);
        bus.add(data);
        bus.alias(0, code);
        processor = new Processor(bus, 82, TestEngines.create());
        processor.fast(data, code);
        reset();
    }

    /** Out of reset with the floating-point unit switched on. */
    void reset() {
        code.program(Unicorn.CODE + 4, 4, Unicorn.CODE | 1);
        processor.reset();
        processor.debug().write(0xE000ED88, 4, 0xF << 20);
    }

    void code(byte[] bytes) {
        System.arraycopy(bytes, 0, code.bytes(), 0, bytes.length);
        code.changed(0, bytes.length);
    }

    void set(State state, int begin) {
        Cpu cpu = processor.cpu();
        System.arraycopy(state.r, 0, cpu.r, 0, 15);
        System.arraycopy(state.s, 0, cpu.s, 0, 32);
        cpu.flags(state.status);
        cpu.ge = state.status >>> 16 & 15;
        cpu.it = 0;
        cpu.exclusive = false;
        cpu.system.prepareFloat(cpu);
        cpu.fpscr = state.fpscr;
        cpu.pc = begin;
    }

    /** Runs to the address behind the program; how many instructions that took. */
    int run(int end) {
        Cpu cpu = processor.cpu();
        int steps = 0;
        while (cpu.pc != end && steps < 200 && processor.exceptionNumber() == 0) {
            steps += (int) processor.run(1);
        }
        executed += steps;
        return steps;
    }

    void get(State state) {
        Cpu cpu = processor.cpu();
        System.arraycopy(cpu.r, 0, state.r, 0, 15);
        System.arraycopy(cpu.s, 0, state.s, 0, 32);
        state.status = cpu.apsr();
        state.fpscr = cpu.fpscr;
        state.pc = cpu.pc;
    }
}
