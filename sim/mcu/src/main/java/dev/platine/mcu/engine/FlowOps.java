package dev.platine.mcu.engine;

import dev.platine.mcu.core.Cpu;
import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.Op;

/** Branches and IT. */
final class FlowOps {
    private FlowOps() {}

    static void execute(Cpu cpu, Insn i) {
        int[] r = cpu.r;
        switch (i.op) {
            case Op.B -> cpu.pc = i.imm;
            case Op.B_COND -> cpu.pc = Flags.holds(cpu, i.kind) ? i.imm : cpu.pc;
            case Op.CBZ -> cpu.pc = r[i.n] == 0 ? i.imm : cpu.pc;
            case Op.CBNZ -> cpu.pc = r[i.n] != 0 ? i.imm : cpu.pc;
            case Op.BL -> {
                r[14] = cpu.pc | 1;
                cpu.pc = i.imm;
            }
            case Op.BX -> cpu.system.branch(cpu, r[i.m]);
            case Op.BLX -> {
                int target = r[i.m];
                r[14] = cpu.pc | 1;
                cpu.system.branchTo(cpu, target);
            }
            case Op.MOV_PC -> cpu.pc = r[i.m] & ~1;
            case Op.ADD_PC -> cpu.pc = i.imm + r[i.m] & ~1;
            case Op.IT -> cpu.it = i.imm;
            default -> {}
        }
    }
}
