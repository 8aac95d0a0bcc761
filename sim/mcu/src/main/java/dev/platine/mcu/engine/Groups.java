package dev.platine.mcu.engine;

import dev.platine.mcu.core.Cpu;
import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.Op;

/** Finds the group that carries out an instruction. Together the groups know every operation. */
final class Groups {
    /** The last operation of each group. */
    private static final int[] LAST = {
        Op.CMP_SHIFTED, Op.NOP, Op.LDRSH_LIT, Op.UMAAL, Op.TBH, Op.USADA8, Op.SMLSLDX, Op.VMOV_IMM, Op.VSTM
    };

    private static final byte[] GROUPS = groups();

    private Groups() {}

    /**
     * Carries out one instruction. Before, {@link Cpu#pc} is behind it; afterwards, where to go on. After a trap the registers it would
     * have written are as before, and {@link Cpu#pc} has no meaning.
     */
    static void execute(Cpu cpu, Insn i) {
        switch (GROUPS[i.op]) {
            case 0 -> DataOps.execute(cpu, i);
            case 1 -> FlowOps.execute(cpu, i);
            case 2 -> LoadStoreOps.execute(cpu, i);
            case 3 -> MoreDataOps.execute(cpu, i);
            case 4 -> SeveralOps.execute(cpu, i);
            case 5 -> SimdOps.execute(cpu, i);
            case 6 -> ProductOps.execute(cpu, i);
            case 7 -> FloatOps.arithmetic(cpu, i);
            case 8 -> FloatOps.execute(cpu, i);
            default -> SystemOps.execute(cpu, i);
        }
    }

    private static byte[] groups() {
        byte[] groups = new byte[Op.COUNT];
        byte group = 0;
        for (int op = 0; op < Op.COUNT; op++) {
            groups[op] = group;
            if (op == LAST[Math.min(group, LAST.length - 1)]) {
                group++;
            }
        }
        return groups;
    }
}
