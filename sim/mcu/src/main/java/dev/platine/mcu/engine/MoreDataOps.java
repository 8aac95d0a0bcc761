package dev.platine.mcu.engine;

import dev.platine.mcu.core.Cpu;
import dev.platine.mcu.core.Fault;
import dev.platine.mcu.isa.Alu;
import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.Op;

/** Extensions, bit fields, long multiplications, division. */
final class MoreDataOps {
    private MoreDataOps() {}

    static void execute(Cpu cpu, Insn i) {
        int[] r = cpu.r;
        int n = r[i.n];
        int m = r[i.m];
        int turned = Integer.rotateRight(m, i.imm);
        switch (i.op) {
            case Op.MOVT -> r[i.d] = Alu.movt(r[i.d], i.imm);
            case Op.SXTB -> r[i.d] = (byte) turned;
            case Op.SXTH -> r[i.d] = (short) turned;
            case Op.UXTB -> r[i.d] = turned & 0xFF;
            case Op.UXTH -> r[i.d] = turned & 0xFFFF;
            case Op.SXTAB -> r[i.d] = n + (byte) turned;
            case Op.SXTAH -> r[i.d] = n + (short) turned;
            case Op.UXTAB -> r[i.d] = n + (turned & 0xFF);
            case Op.UXTAH -> r[i.d] = n + (turned & 0xFFFF);
            case Op.CLZ -> r[i.d] = Integer.numberOfLeadingZeros(m);
            case Op.RBIT -> r[i.d] = Integer.reverse(m);
            case Op.REV -> r[i.d] = Integer.reverseBytes(m);
            case Op.REV16 -> r[i.d] = Alu.rev16(m);
            case Op.REVSH -> r[i.d] = Alu.revsh(m);
            case Op.SBFX -> r[i.d] = Alu.sbfx(n, i.imm, i.kind);
            case Op.UBFX -> r[i.d] = Alu.ubfx(n, i.imm, i.kind);
            case Op.BFI -> field(cpu, i, m);
            case Op.BFC -> field(cpu, i, 0);
            case Op.MLA -> r[i.d] = n * m + r[i.a];
            case Op.MLS -> r[i.d] = r[i.a] - n * m;
            case Op.SDIV, Op.UDIV -> divide(cpu, i, n, m);
            case Op.UMULL -> set(r, i, Alu.umull(n, m));
            case Op.SMULL -> set(r, i, (long) n * m);
            case Op.UMLAL -> set(r, i, Alu.umull(n, m) + both(r, i));
            case Op.SMLAL -> set(r, i, (long) n * m + both(r, i));
            default -> set(r, i, Alu.umull(n, m) + (r[i.d] & 0xFFFFFFFFL) + (r[i.a] & 0xFFFFFFFFL));
        }
    }

    private static void field(Cpu cpu, Insn i, int value) {
        if (i.kind < 1) {
            cpu.trap(Fault.UNDEFINED, i.address);
        } else {
            cpu.r[i.d] = Alu.bfi(cpu.r[i.d], value, i.imm, i.kind);
        }
    }

    private static void divide(Cpu cpu, Insn i, int n, int m) {
        if (m == 0 && cpu.system.trapsDivision()) {
            cpu.trap(Fault.DIVISION, i.address);
        } else {
            cpu.r[i.d] = i.op == Op.SDIV ? Alu.sdiv(n, m) : Alu.udiv(n, m);
        }
    }

    /** The long number in the two destination registers. */
    static long both(int[] r, Insn i) {
        return (long) r[i.a] << 32 | (r[i.d] & 0xFFFFFFFFL);
    }

    static void set(int[] r, Insn i, long value) {
        r[i.d] = (int) value;
        r[i.a] = (int) (value >>> 32);
    }
}
