package dev.platine.mcu.engine;

import dev.platine.mcu.core.Cpu;
import dev.platine.mcu.isa.Float32;
import dev.platine.mcu.isa.FloatConvert;
import dev.platine.mcu.isa.FloatFormat;
import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.Op;

/** Floating-point arithmetic, conversions, moves, loads and stores. */
final class FloatOps {
    private static final int FLAGS = 0xF0000000;
    private static final int WRITABLE = 0xF7C0009F;

    private FloatOps() {}

    private static boolean ready(Cpu cpu) {
        if (!cpu.floatReady) {
            cpu.system.prepareFloat(cpu);
        }
        return (cpu.attention & Cpu.TRAP) == 0;
    }

    /** A result into its register, its flags into FPSCR. */
    private static void set(Cpu cpu, int register, long result) {
        cpu.s[register] = (int) result;
        raise(cpu, (int) (result >>> 32));
    }

    private static void raise(Cpu cpu, int flags) {
        int before = cpu.fpscr;
        cpu.fpscr = before | flags;
        if ((flags & ~before & Cpu.FLOAT_INTERRUPT) != 0) {
            cpu.system.floatFlags();
        }
    }

    /** A part of an operation that is rounded on its own. */
    private static int part(Cpu cpu, long result) {
        raise(cpu, (int) (result >>> 32));
        return (int) result;
    }

    static void arithmetic(Cpu cpu, Insn i) {
        if (ready(cpu)) {
            cpu.s[i.d] = i.op == Op.VMOV_IMM ? i.imm : arithmetic(cpu, i.op, cpu.s[i.d], cpu.s[i.n], cpu.s[i.m]);
        }
    }

    /** A result; its flags go into FPSCR. */
    static int arithmetic(Cpu cpu, int op, int d, int n, int m) {
        int control = cpu.fpscr;
        return switch (op) {
            case Op.VADD -> part(cpu, Float32.add(n, m, control));
            case Op.VSUB -> part(cpu, Float32.sub(n, m, control));
            case Op.VMUL -> part(cpu, Float32.mul(n, m, control));
            case Op.VNMUL -> Float32.neg(part(cpu, Float32.mul(n, m, control)));
            case Op.VMLA -> part(cpu, Float32.add(d, part(cpu, Float32.mul(n, m, control)), control));
            case Op.VMLS -> part(cpu, Float32.add(d, Float32.neg(part(cpu, Float32.mul(n, m, control))), control));
            case Op.VNMLA ->
                part(cpu, Float32.add(Float32.neg(d), Float32.neg(part(cpu, Float32.mul(n, m, control))), control));
            case Op.VNMLS -> part(cpu, Float32.add(Float32.neg(d), part(cpu, Float32.mul(n, m, control)), control));
            case Op.VDIV -> part(cpu, Float32.div(n, m, control));
            case Op.VFMA -> part(cpu, Float32.fma(d, n, m, control));
            case Op.VFMS -> part(cpu, Float32.fma(d, Float32.neg(n), m, control));
            case Op.VFNMA -> part(cpu, Float32.fma(Float32.neg(d), Float32.neg(n), m, control));
            case Op.VFNMS -> part(cpu, Float32.fma(Float32.neg(d), n, m, control));
            case Op.VSQRT -> part(cpu, Float32.sqrt(m, control));
            case Op.VABS -> Float32.abs(m);
            case Op.VNEG -> Float32.neg(m);
            default -> m;
        };
    }

    static void execute(Cpu cpu, Insn i) {
        if (!ready(cpu)) {
            return;
        }
        if (i.op < Op.VCVT_F32_S32) {
            compare(cpu, i);
        } else if (i.op < Op.VMOV_TO_CORE) {
            convert(cpu, i);
        } else if (i.op < Op.VLDR) {
            move(cpu, i);
        } else {
            FloatMemoryOps.execute(cpu, i);
        }
    }

    private static void compare(Cpu cpu, Insn i) {
        boolean zero = i.op == Op.VCMP_ZERO || i.op == Op.VCMPE_ZERO;
        boolean quietToo = i.op == Op.VCMPE || i.op == Op.VCMPE_ZERO;
        compare(cpu, cpu.s[i.d], zero ? 0 : cpu.s[i.m], quietToo);
    }

    static void compare(Cpu cpu, int first, int second, boolean quietToo) {
        long result = Float32.compare(first, second, quietToo, cpu.fpscr);
        cpu.fpscr = (cpu.fpscr & ~FLAGS) | (int) result;
        raise(cpu, (int) (result >>> 32));
    }

    private static void convert(Cpu cpu, Insn i) {
        int control = cpu.fpscr;
        int m = cpu.s[i.m];
        int mode = FloatFormat.mode(control);
        switch (i.op) {
            case Op.VCVT_F32_S32, Op.VCVT_F32_U32, Op.VCVT_S32_F32, Op.VCVT_U32_F32 ->
                cpu.s[i.d] = converted(cpu, i.op, m);
            case Op.VCVTR_S32_F32 -> set(cpu, i.d, FloatConvert.toFixed(m, 32, false, 0, mode, control));
            case Op.VCVTR_U32_F32 -> set(cpu, i.d, FloatConvert.toFixed(m, 32, true, 0, mode, control));
            case Op.VCVT_FIXED_TO_FLOAT -> set(cpu, i.d, fromFixed(cpu.s[i.d], i, control));
            case Op.VCVT_FLOAT_TO_FIXED -> set(cpu, i.d, toFixed(cpu.s[i.d], i, control));
            case Op.VCVTB_F32_F16 -> set(cpu, i.d, FloatConvert.fromHalf(m & 0xFFFF, control));
            case Op.VCVTT_F32_F16 -> set(cpu, i.d, FloatConvert.fromHalf(m >>> 16, control));
            case Op.VCVTB_F16_F32 -> {
                int half = part(cpu, FloatConvert.toHalf(m, control));
                cpu.s[i.d] = (cpu.s[i.d] & 0xFFFF0000) | half;
            }
            default -> {
                int half = part(cpu, FloatConvert.toHalf(m, control));
                cpu.s[i.d] = (cpu.s[i.d] & 0xFFFF) | half << 16;
            }
        }
    }

    /** A number converted between an integer and a float; its flags go into FPSCR. */
    static int converted(Cpu cpu, int op, int m) {
        int control = cpu.fpscr;
        return switch (op) {
            case Op.VCVT_F32_S32 -> part(cpu, FloatConvert.fromFixed(m, 0, control));
            case Op.VCVT_F32_U32 -> part(cpu, FloatConvert.fromFixed(m & 0xFFFFFFFFL, 0, control));
            case Op.VCVT_S32_F32 -> part(cpu, FloatConvert.toFixed(m, 32, false, 0, FloatFormat.ZERO, control));
            default -> part(cpu, FloatConvert.toFixed(m, 32, true, 0, FloatFormat.ZERO, control));
        };
    }

    private static long fromFixed(int value, Insn i, int control) {
        boolean halfword = (i.kind & 1) != 0;
        boolean unsigned = (i.kind & 2) != 0;
        long number = halfword ? (unsigned ? value & 0xFFFF : (short) value) : unsigned ? value & 0xFFFFFFFFL : value;
        return FloatConvert.fromFixed(number, i.imm, control & ~(3 << 22));
    }

    private static long toFixed(int value, Insn i, int control) {
        int bits = (i.kind & 1) != 0 ? 16 : 32;
        return FloatConvert.toFixed(value, bits, (i.kind & 2) != 0, i.imm, FloatFormat.ZERO, control);
    }

    private static void move(Cpu cpu, Insn i) {
        int[] r = cpu.r;
        int[] s = cpu.s;
        switch (i.op) {
            case Op.VMOV_TO_CORE -> r[i.d] = s[i.n + i.kind];
            case Op.VMOV_FROM_CORE -> s[i.n + i.kind] = r[i.d];
            case Op.VMOV_TWO_TO_CORE -> {
                r[i.d] = s[i.m];
                r[i.a] = s[i.m + 1 & 31];
            }
            case Op.VMOV_TWO_FROM_CORE -> {
                s[i.m] = r[i.d];
                s[i.m + 1 & 31] = r[i.a];
            }
            case Op.VMRS -> r[i.d] = cpu.fpscr;
            case Op.VMRS_FLAGS -> cpu.flags((cpu.fpscr & FLAGS) | cpu.q << 27);
            default -> {
                cpu.fpscr = r[i.d] & WRITABLE;
                cpu.system.floatFlags();
            }
        }
    }
}
