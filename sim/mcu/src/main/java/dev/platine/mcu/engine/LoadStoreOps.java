package dev.platine.mcu.engine;

import dev.platine.mcu.core.Cpu;
import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.Op;

/** Loads and stores of one register. The numbers of these operations go by what is loaded or stored. */
final class LoadStoreOps {
    private static final int STORES = 5;

    private LoadStoreOps() {}

    /** With an offset, by register, or literal. */
    static void execute(Cpu cpu, Insn i) {
        int[] r = cpu.r;
        if (i.op >= Op.LDR_LIT) {
            load(cpu, i.op - Op.LDR_LIT, i.d, i.imm);
            return;
        }
        int what = (i.op - Op.LDR_IMM) / 2;
        boolean byRegister = (i.op - Op.LDR_IMM) % 2 != 0;
        access(cpu, what, i.d, r[i.n] + (byRegister ? r[i.m] << i.imm : i.imm));
    }

    /** With writing back, before or after. */
    static void indexed(Cpu cpu, Insn i) {
        int base = cpu.r[i.n];
        int moved = base + i.imm;
        int what = i.op - Op.LDR_INDEXED;
        if (what >= STORES) {
            access(cpu, what, i.d, i.kind == Insn.PRE ? moved : base);
            if ((cpu.attention & Cpu.TRAP) == 0) {
                cpu.r[i.n] = moved;
            }
            return;
        }
        int value = value(cpu, what, i.kind == Insn.PRE ? moved : base);
        if ((cpu.attention & Cpu.TRAP) == 0) {
            cpu.r[i.n] = moved;
            cpu.r[i.d] = value;
        }
    }

    /** As without privilege. */
    static void unprivileged(Cpu cpu, Insn i) {
        int address = cpu.r[i.n] + i.imm;
        int what = i.op - Op.LDR_UNPRIVILEGED;
        int size = size(what);
        if (what >= STORES) {
            cpu.slowStore(address, size, cpu.r[i.d], true);
            return;
        }
        int value = cpu.slowLoad(address, size, true);
        if ((cpu.attention & Cpu.TRAP) == 0) {
            cpu.r[i.d] = what == 3 ? (byte) value : what == 4 ? (short) value : value;
        }
    }

    private static int size(int what) {
        return switch (what) {
            case 0, 5 -> 4;
            case 1, 3, 6 -> 1;
            default -> 2;
        };
    }

    private static void access(Cpu cpu, int what, int d, int address) {
        switch (what) {
            case 5 -> cpu.store32(address, cpu.r[d]);
            case 6 -> cpu.store8(address, cpu.r[d]);
            case 7 -> cpu.store16(address, cpu.r[d]);
            default -> load(cpu, what, d, address);
        }
    }

    private static void load(Cpu cpu, int what, int d, int address) {
        int value = value(cpu, what, address);
        if ((cpu.attention & Cpu.TRAP) == 0) {
            cpu.r[d] = value;
        }
    }

    private static int value(Cpu cpu, int what, int address) {
        return switch (what) {
            case 0 -> cpu.load32(address);
            case 1 -> cpu.load8(address);
            case 2 -> cpu.load16(address);
            case 3 -> (byte) cpu.load8(address);
            default -> (short) cpu.load16(address);
        };
    }
}
