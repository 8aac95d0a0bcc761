package dev.platine.mcu.engine;

import dev.platine.mcu.core.Cpu;
import dev.platine.mcu.core.Fault;
import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.Op;

/** Calls, waits, special registers, and what is not an instruction. */
final class SystemOps {
    private SystemOps() {}

    static void execute(Cpu cpu, Insn i) {
        switch (i.op) {
            case Op.SVC -> cpu.system.supervisorCall(cpu);
            case Op.BKPT -> cpu.system.breakpoint(cpu, i.imm);
            case Op.CPS -> cpu.system.interruptsEnabled(cpu, (i.word & 0x10) == 0, (i.imm & 2) != 0, (i.imm & 1) != 0);
            case Op.MRS -> cpu.r[i.d] = cpu.system.special(cpu, i.imm);
            case Op.MSR -> cpu.system.special(cpu, i.imm, i.kind, cpu.r[i.n]);
            case Op.WFI -> cpu.system.sleep(cpu, false);
            case Op.WFE -> cpu.system.sleep(cpu, true);
            case Op.SEV -> cpu.system.sendEvent();
            case Op.DMB, Op.DSB, Op.ISB -> {}
            case Op.MARKED -> cpu.trap(Fault.MARKED, i.address);
            case Op.NO_COPROCESSOR -> cpu.trap(Fault.NO_COPROCESSOR, i.address);
            case Op.WRITE_SP -> {
                Groups.execute(cpu, i.plain());
                cpu.r[13] &= ~3;
            }
            default -> undefined(cpu, i);
        }
    }

    private static void undefined(Cpu cpu, Insn i) {
        boolean coprocessor = i.row.is(dev.platine.mcu.isa.Row.Trait.FLOAT);
        if (coprocessor && !cpu.floatReady) {
            cpu.system.prepareFloat(cpu);
        }
        if ((cpu.attention & Cpu.TRAP) == 0) {
            cpu.trap(Fault.UNDEFINED, i.address);
        }
    }
}
