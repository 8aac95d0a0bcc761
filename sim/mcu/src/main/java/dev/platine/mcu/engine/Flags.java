package dev.platine.mcu.engine;

import dev.platine.mcu.core.Cpu;
import dev.platine.mcu.isa.Alu;
import dev.platine.mcu.isa.Condition;

/** Results with their flags. */
final class Flags {
    private Flags() {}

    /** A sum with all its flags; a difference is the sum with the second inverted and a carry of 1. */
    static int add(Cpu cpu, int a, int b, int carry) {
        int sum = Alu.adc(a, b, carry);
        cpu.n = sum;
        cpu.z = sum;
        cpu.c = Alu.addCarry(a, b, carry);
        cpu.v = Alu.addOverflow(a, b, sum);
        return sum;
    }

    /** A result with N and Z. */
    static int nz(Cpu cpu, int result) {
        cpu.n = result;
        cpu.z = result;
        return result;
    }

    /** A result with N and Z, and the carry of a constant: -1 leaves it. */
    static int nzc(Cpu cpu, int result, int carry) {
        cpu.n = result;
        cpu.z = result;
        if (carry >= 0) {
            cpu.c = carry;
        }
        return result;
    }

    static boolean holds(Cpu cpu, int condition) {
        return Condition.holds(condition, cpu.n, cpu.z, cpu.c, cpu.v);
    }
}
