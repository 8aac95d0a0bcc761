package dev.platine.mcu.engine.compiler;

import dev.platine.mcu.core.Cpu;
import dev.platine.mcu.engine.Interpreter;
import dev.platine.mcu.isa.Condition;
import dev.platine.mcu.isa.FloatFormat;
import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.Products;
import dev.platine.mcu.isa.Saturation;

/** What generated code calls when its fast paths do not reach. The count is exact while something else has the word. */
final class Reach {
    private Reach() {}

    private static void here(Cpu cpu, int at, int left) {
        cpu.at = at;
        cpu.left = left + cpu.beyond;
    }

    static int load32(Cpu cpu, int address, int at, int left) {
        here(cpu, at, left);
        return cpu.load32(address);
    }

    static int load16(Cpu cpu, int address, int at, int left) {
        here(cpu, at, left);
        return cpu.load16(address);
    }

    static int load8(Cpu cpu, int address, int at, int left) {
        here(cpu, at, left);
        return cpu.load8(address);
    }

    static void store32(Cpu cpu, int address, int value, int at, int left) {
        here(cpu, at, left);
        cpu.store32(address, value);
    }

    static void store16(Cpu cpu, int address, int value, int at, int left) {
        here(cpu, at, left);
        cpu.store16(address, value);
    }

    static void store8(Cpu cpu, int address, int value, int at, int left) {
        here(cpu, at, left);
        cpu.store8(address, value);
    }

    /** The processor's flags; C and V from operands and sum. */
    static void flags(Cpu cpu, int n, int z, int a, int b, int sum) {
        cpu.n = n;
        cpu.z = z;
        cpu.c = carry(a, b, sum);
        cpu.v = (a ^ sum) & (b ^ sum);
    }

    /** The carry out of an addition. */
    static int carry(int a, int b, int sum) {
        return ((a & b) | ((a | b) & ~sum)) >>> 31;
    }

    /**
     * Lets the interpreter's method carry out an instruction; all state is in the processor.
     *
     * @return whether the region may go on; otherwise all is set to leave it
     */
    static boolean carryOut(Cpu cpu, Insn i, int it, int left) {
        here(cpu, i.address, left);
        cpu.pc = i.address + i.size;
        Interpreter.carryOut(cpu, i);
        if ((cpu.attention & Cpu.TRAP) != 0) {
            cpu.pc = i.address;
            cpu.it = it;
            return false;
        }
        if (cpu.attention != 0 || cpu.pc != i.address + i.size) {
            cpu.it = Condition.advance(it);
            return false;
        }
        return true;
    }

    /** A sum's Q. */
    static void noteOverflow(Cpu cpu, long sum) {
        cpu.q |= Products.overflows(sum) ? 1 : 0;
    }

    static int saturate(Cpu cpu, int value, int bits) {
        cpu.q |= Saturation.signedSaturates(value, bits) ? 1 : 0;
        return Saturation.signed(value, bits);
    }

    static int saturateUnsigned(Cpu cpu, int value, int bits) {
        cpu.q |= Saturation.unsignedSaturates(value, bits) ? 1 : 0;
        return Saturation.unsigned(value, bits);
    }

    static float single(Cpu cpu, int op, float d, float n, float m, int at, int left) {
        here(cpu, at, left);
        return Float.intBitsToFloat(Interpreter.single(
                cpu, op, Float.floatToRawIntBits(d), Float.floatToRawIntBits(n), Float.floatToRawIntBits(m)));
    }

    /** A product and a sum rounded once: the sum in a double, made odd where it is not exact, rounds to the right float. */
    static float fma(float addend, float first, float second) {
        double product = (double) first * second;
        double sum = product + addend;
        double part = sum - product;
        double error = (product - (sum - part)) + (addend - part);
        if (error != 0) {
            long bits = Double.doubleToRawLongBits(sum);
            if ((bits & 1) == 0) {
                bits += error > 0 == sum > 0 ? 1 : -1;
                return (float) Double.longBitsToDouble(bits);
            }
        }
        return (float) sum;
    }

    /**
     * Compares two floats.
     *
     * @return whether the region has to be left behind it
     */
    static boolean compare(Cpu cpu, float first, float second, boolean quietToo, int at, int left) {
        int before = cpu.fpscr;
        if ((before & FloatFormat.FZ) == 0) {
            int order = first == second ? 0x60000000 : first < second ? 0x80000000 : first > second ? 0x20000000 : 0;
            if (order != 0) {
                cpu.fpscr = (before & 0x0FFFFFFF) | order;
                return false;
            }
        }
        here(cpu, at, left);
        Interpreter.compare(cpu, Float.floatToRawIntBits(first), Float.floatToRawIntBits(second), quietToo);
        return cpu.attention != 0;
    }
}
