package dev.platine.mcu.engine;

import dev.platine.mcu.core.Cpu;
import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.Op;
import dev.platine.mcu.isa.Saturation;
import dev.platine.mcu.isa.Shifts;
import dev.platine.mcu.isa.Simd;

/** Parallel and saturating arithmetic. The numbers of the parallel operations go by kind, six forms each. */
final class SimdOps {
    private static final int FORMS = 6;

    private SimdOps() {}

    static void execute(Cpu cpu, Insn i) {
        if (i.op <= Op.UHSAX) {
            parallel(cpu, i);
        } else {
            other(cpu, i);
        }
    }

    private static void parallel(Cpu cpu, Insn i) {
        int kind = (i.op - Op.SADD8) / FORMS;
        int form = (i.op - Op.SADD8) % FORMS;
        int n = cpu.r[i.n];
        int m = cpu.r[i.m];
        cpu.r[i.d] = Simd.parallel(kind, form, n, m);
        if (kind == Simd.S || kind == Simd.U) {
            cpu.ge = Simd.parallelGe(kind, form, n, m);
        }
    }

    private static void other(Cpu cpu, Insn i) {
        int[] r = cpu.r;
        int n = r[i.n];
        int m = r[i.m];
        int turned = Integer.rotateRight(m, i.imm);
        switch (i.op) {
            case Op.SEL -> r[i.d] = Simd.sel(n, m, cpu.ge);
            case Op.QADD -> saturate(cpu, i.d, (long) m + n, 32);
            case Op.QSUB -> saturate(cpu, i.d, (long) m - n, 32);
            case Op.QDADD -> saturate(cpu, i.d, (long) m + doubled(cpu, n), 32);
            case Op.QDSUB -> saturate(cpu, i.d, (long) m - doubled(cpu, n), 32);
            case Op.SSAT_LSL -> saturate(cpu, i.d, n << i.kind, i.imm);
            case Op.SSAT_ASR -> saturate(cpu, i.d, Shifts.asr(n, i.kind), i.imm);
            case Op.USAT_LSL -> saturateUnsigned(cpu, i.d, n << i.kind, i.imm);
            case Op.USAT_ASR -> saturateUnsigned(cpu, i.d, Shifts.asr(n, i.kind), i.imm);
            case Op.SSAT16 -> {
                cpu.q |= Saturation.ssat16Saturates(n, i.imm) ? 1 : 0;
                r[i.d] = Saturation.ssat16(n, i.imm);
            }
            case Op.USAT16 -> {
                cpu.q |= Saturation.usat16Saturates(n, i.imm) ? 1 : 0;
                r[i.d] = Saturation.usat16(n, i.imm);
            }
            case Op.PKHBT -> r[i.d] = (n & 0xFFFF) | (m << i.imm & 0xFFFF0000);
            case Op.PKHTB -> r[i.d] = (n & 0xFFFF0000) | (Shifts.asr(m, i.imm) & 0xFFFF);
            case Op.SXTB16 -> r[i.d] = Simd.sxtab16(0, turned);
            case Op.UXTB16 -> r[i.d] = Simd.uxtab16(0, turned);
            case Op.SXTAB16 -> r[i.d] = Simd.sxtab16(n, turned);
            case Op.UXTAB16 -> r[i.d] = Simd.uxtab16(n, turned);
            case Op.USAD8 -> r[i.d] = Simd.usada8(n, m, 0);
            default -> r[i.d] = Simd.usada8(n, m, r[i.a]);
        }
    }

    private static int doubled(Cpu cpu, int value) {
        long twice = 2L * value;
        cpu.q |= Saturation.signedSaturates(twice, 32) ? 1 : 0;
        return Saturation.signed(twice, 32);
    }

    private static void saturate(Cpu cpu, int d, long value, int bits) {
        cpu.q |= Saturation.signedSaturates(value, bits) ? 1 : 0;
        cpu.r[d] = Saturation.signed(value, bits);
    }

    private static void saturateUnsigned(Cpu cpu, int d, long value, int bits) {
        cpu.q |= Saturation.unsignedSaturates(value, bits) ? 1 : 0;
        cpu.r[d] = Saturation.unsigned(value, bits);
    }
}
