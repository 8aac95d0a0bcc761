package dev.platine.mcu.engine;

import dev.platine.mcu.core.Cpu;
import dev.platine.mcu.core.Fault;
import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.Op;
import dev.platine.mcu.isa.Row;

/** Loads and stores of floating-point registers. */
final class FloatMemoryOps {
    private FloatMemoryOps() {}

    static void execute(Cpu cpu, Insn i) {
        boolean load = i.op == Op.VLDR || i.op == Op.VLDM;
        int base = i.n == 15 ? i.address + 4 & ~3 : cpu.r[i.n];
        if (i.op == Op.VLDR || i.op == Op.VSTR) {
            transfer(cpu, load, i.d, i.row.is(Row.Trait.DOUBLE) ? 2 : 1, base + i.imm);
            return;
        }
        int words = i.row.is(Row.Trait.DOUBLE) ? i.imm & ~1 : i.imm;
        if (i.imm == 0 || i.d + words > 32) {
            cpu.trap(Fault.UNDEFINED, i.address);
            return;
        }
        boolean down = (i.kind & Insn.DOWN) != 0;
        int moved = down ? base - 4 * i.imm : base + 4 * i.imm;
        transfer(cpu, load, i.d, words, down ? moved : base);
        if ((i.kind & Insn.WRITE_BACK) != 0 && (cpu.attention & Cpu.TRAP) == 0) {
            cpu.r[i.n] = moved;
        }
    }

    private static void transfer(Cpu cpu, boolean load, int first, int words, int address) {
        if (!cpu.aligned(address, 4)) {
            return;
        }
        for (int k = 0; k < words; k++) {
            if (load) {
                int value = cpu.load32(address + 4 * k);
                if ((cpu.attention & Cpu.TRAP) != 0) {
                    return;
                }
                cpu.s[first + k] = value;
            } else {
                cpu.store32(address + 4 * k, cpu.s[first + k]);
                if ((cpu.attention & Cpu.TRAP) != 0) {
                    return;
                }
            }
        }
    }
}
