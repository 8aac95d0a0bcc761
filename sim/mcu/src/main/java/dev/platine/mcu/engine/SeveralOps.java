package dev.platine.mcu.engine;

import dev.platine.mcu.core.Cpu;
import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.Op;

/** Loads and stores of several registers, exclusive ones, and those that branch. */
final class SeveralOps {
    private SeveralOps() {}

    static void execute(Cpu cpu, Insn i) {
        int[] r = cpu.r;
        if (i.op < Op.LDR_UNPRIVILEGED) {
            LoadStoreOps.indexed(cpu, i);
            return;
        }
        if (i.op < Op.LDR_PC) {
            LoadStoreOps.unprivileged(cpu, i);
            return;
        }
        switch (i.op) {
            case Op.LDR_PC -> loadPc(cpu, i);
            case Op.LDM, Op.LDM_PC -> loadSeveral(cpu, i);
            case Op.STM -> storeSeveral(cpu, i);
            case Op.LDRD -> loadTwo(cpu, i);
            case Op.LDRD_LIT -> loadTwo(cpu, i, i.imm);
            case Op.STRD -> storeTwo(cpu, i);
            case Op.LDREX -> loadExclusive(cpu, i, r[i.n] + i.imm, 4);
            case Op.LDREXB -> loadExclusive(cpu, i, r[i.n], 1);
            case Op.LDREXH -> loadExclusive(cpu, i, r[i.n], 2);
            case Op.STREX -> storeExclusive(cpu, i, r[i.n] + i.imm, 4);
            case Op.STREXB -> storeExclusive(cpu, i, r[i.n], 1);
            case Op.STREXH -> storeExclusive(cpu, i, r[i.n], 2);
            case Op.CLREX -> cpu.exclusive = false;
            case Op.TBB -> tableBranch(cpu, i, cpu.load8(base(cpu, i) + r[i.m]));
            default -> tableBranch(cpu, i, cpu.load16(base(cpu, i) + (r[i.m] << 1)));
        }
    }

    private static boolean trapped(Cpu cpu) {
        return (cpu.attention & Cpu.TRAP) != 0;
    }

    private static int base(Cpu cpu, Insn i) {
        return i.n == 15 ? i.address + 4 : cpu.r[i.n];
    }

    private static void tableBranch(Cpu cpu, Insn i, int halfwords) {
        if (!trapped(cpu)) {
            cpu.pc = i.address + 4 + (halfwords << 1);
        }
    }

    private static void loadPc(Cpu cpu, Insn i) {
        int base = cpu.r[i.n];
        int address = switch (i.kind) {
            case Insn.LITERAL -> i.imm;
            case Insn.POST -> base;
            case Insn.BY_REGISTER -> base + (cpu.r[i.m] << i.imm);
            default -> base + i.imm;
        };
        int target = cpu.aligned(address, 4) ? cpu.load32(address) : 0;
        if (!trapped(cpu)) {
            if (i.kind == Insn.POST || i.kind == Insn.PRE) {
                cpu.r[i.n] = base + i.imm;
            }
            cpu.system.branch(cpu, target);
        }
    }

    private static void loadSeveral(Cpu cpu, Insn i) {
        int[] r = cpu.r;
        int count = Integer.bitCount(i.imm) * 4;
        int base = r[i.n];
        int address = (i.kind & Insn.DOWN) != 0 ? base - count : base;
        int moved = (i.kind & Insn.DOWN) != 0 ? base - count : base + count;
        if (!cpu.aligned(address, 4)) {
            return;
        }
        int target = 0;
        int kept = base;
        for (int list = i.imm; list != 0; list &= list - 1) {
            int register = Integer.numberOfTrailingZeros(list);
            int value = cpu.load32(address);
            if (trapped(cpu)) {
                r[i.n] = base;
                return;
            }
            if (register == 15) {
                target = value;
            } else if (register == i.n) {
                kept = value;
            } else {
                r[register] = register == 13 ? value & ~3 : value;
            }
            address += 4;
        }
        r[i.n] = (i.kind & Insn.WRITE_BACK) != 0 ? moved : kept;
        if (i.op == Op.LDM_PC) {
            cpu.system.branch(cpu, target);
        }
    }

    private static void storeSeveral(Cpu cpu, Insn i) {
        int[] r = cpu.r;
        int count = Integer.bitCount(i.imm) * 4;
        int base = r[i.n];
        int address = (i.kind & Insn.DOWN) != 0 ? base - count : base;
        if (!cpu.aligned(address, 4)) {
            return;
        }
        for (int list = i.imm; list != 0; list &= list - 1) {
            cpu.store32(address, r[Integer.numberOfTrailingZeros(list)]);
            if (trapped(cpu)) {
                return;
            }
            address += 4;
        }
        if ((i.kind & Insn.WRITE_BACK) != 0) {
            r[i.n] = (i.kind & Insn.DOWN) != 0 ? base - count : base + count;
        }
    }

    private static void loadTwo(Cpu cpu, Insn i) {
        int base = cpu.r[i.n];
        loadTwo(cpu, i, i.kind == Insn.POST ? base : base + i.imm);
        if (!trapped(cpu) && i.kind != Insn.OFFSET) {
            cpu.r[i.n] = base + i.imm;
        }
    }

    private static void loadTwo(Cpu cpu, Insn i, int address) {
        if (!cpu.aligned(address, 4)) {
            return;
        }
        int first = cpu.load32(address);
        int second = trapped(cpu) ? 0 : cpu.load32(address + 4);
        if (!trapped(cpu)) {
            cpu.r[i.d] = first;
            cpu.r[i.a] = second;
        }
    }

    private static void storeTwo(Cpu cpu, Insn i) {
        int base = cpu.r[i.n];
        int address = i.kind == Insn.POST ? base : base + i.imm;
        if (!cpu.aligned(address, 4)) {
            return;
        }
        cpu.store32(address, cpu.r[i.d]);
        if (!trapped(cpu)) {
            cpu.store32(address + 4, cpu.r[i.a]);
        }
        if (!trapped(cpu) && i.kind != Insn.OFFSET) {
            cpu.r[i.n] = base + i.imm;
        }
    }

    private static void loadExclusive(Cpu cpu, Insn i, int address, int size) {
        if (!cpu.aligned(address, size)) {
            return;
        }
        int value = size == 4 ? cpu.load32(address) : size == 2 ? cpu.load16(address) : cpu.load8(address);
        if (!trapped(cpu)) {
            cpu.exclusive = true;
            cpu.r[i.d] = value;
        }
    }

    /** This processor's monitor holds no address: any store-exclusive after a load-exclusive and before an exception or CLREX succeeds. */
    private static void storeExclusive(Cpu cpu, Insn i, int address, int size) {
        if (!cpu.aligned(address, size)) {
            return;
        }
        if (!cpu.exclusive) {
            cpu.r[i.d] = 1;
            return;
        }
        switch (size) {
            case 4 -> cpu.store32(address, cpu.r[i.a]);
            case 2 -> cpu.store16(address, cpu.r[i.a]);
            default -> cpu.store8(address, cpu.r[i.a]);
        }
        if (!trapped(cpu)) {
            cpu.exclusive = false;
            cpu.r[i.d] = 0;
        }
    }
}
