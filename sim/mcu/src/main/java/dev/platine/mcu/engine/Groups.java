package dev.platine.mcu.engine;

import dev.platine.mcu.core.Cpu;
import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.Op;

/** Finds the group that carries out an instruction. Together the groups know every operation. */
final class Groups {
    private Groups() {}

    /**
     * Carries out one instruction. Before, {@link Cpu#pc} is behind it; afterwards, where to go on. After a trap the registers it would
     * have written are as before, and {@link Cpu#pc} has no meaning.
     */
    static void execute(Cpu cpu, Insn i) {
        int op = i.op;
        if (op <= Op.CMP_SHIFTED) {
            DataOps.execute(cpu, i);
        } else if (op <= Op.NOP) {
            FlowOps.execute(cpu, i);
        } else if (op <= Op.LDRSH_LIT) {
            LoadStoreOps.execute(cpu, i);
        } else if (op <= Op.UMAAL) {
            MoreDataOps.execute(cpu, i);
        } else if (op <= Op.TBH) {
            SeveralOps.execute(cpu, i);
        } else if (op <= Op.USADA8) {
            SimdOps.execute(cpu, i);
        } else if (op <= Op.SMLSLDX) {
            ProductOps.execute(cpu, i);
        } else if (op <= Op.VMOV_IMM) {
            FloatOps.arithmetic(cpu, i);
        } else if (op <= Op.VSTM) {
            FloatOps.execute(cpu, i);
        } else {
            SystemOps.execute(cpu, i);
        }
    }
}
