package dev.platine.mcu.engine.compiler;

import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.Op;
import dev.platine.mcu.isa.Simd;
import org.objectweb.asm.Opcodes;

/** Parallel arithmetic, products of halfwords, saturation: mostly the pure operations on the registers in locals. */
final class DspCode {
    private static final int FORMS = 6;

    private DspCode() {}

    static void parallel(Body body, Step step) {
        Insn i = step.insn();
        int kind = (i.op - Op.SADD8) / FORMS;
        int form = (i.op - Op.SADD8) % FORMS;
        boolean setsGe = kind == Simd.S || kind == Simd.U;
        if (setsGe) {
            body.cpu();
            operands(body, i, kind, form);
            body.isa("Simd", "parallelGe", "(IIII)I");
        }
        operands(body, i, kind, form);
        body.isa("Simd", "parallel", "(IIII)I");
        body.setReg(i.d);
        if (setsGe) {
            body.put("ge");
        }
    }

    private static void operands(Body body, Insn i, int kind, int form) {
        body.push(kind);
        body.push(form);
        body.reg(i.n);
        body.reg(i.m);
    }

    private static void turned(Body body, Insn i) {
        body.reg(i.m);
        if (i.imm != 0) {
            body.push(i.imm);
            body.call("java/lang/Integer", "rotateRight", "(II)I");
        }
    }

    /** SEL, packing, extensions of two bytes, sums of differences. */
    static void pack(Body body, Step step) {
        Insn i = step.insn();
        switch (i.op) {
            case Op.SEL -> {
                body.reg(i.n);
                body.reg(i.m);
                body.get("ge");
                body.isa("Simd", "sel", "(III)I");
            }
            case Op.PKHBT ->
                halves(body, i, 0xFFFF, () -> {
                    body.push(i.imm);
                    body.op(Opcodes.ISHL);
                });
            case Op.PKHTB ->
                halves(body, i, 0xFFFF0000, () -> {
                    body.push(Math.min(i.imm, 31));
                    body.op(Opcodes.ISHR);
                });
            case Op.USAD8, Op.USADA8 -> {
                body.reg(i.n);
                body.reg(i.m);
                if (i.op == Op.USAD8) {
                    body.push(0);
                } else {
                    body.reg(i.a);
                }
                body.isa("Simd", "usada8", "(III)I");
            }
            default -> {
                if (i.op == Op.SXTB16 || i.op == Op.UXTB16) {
                    body.push(0);
                } else {
                    body.reg(i.n);
                }
                turned(body, i);
                boolean signed = i.op == Op.SXTB16 || i.op == Op.SXTAB16;
                body.isa("Simd", signed ? "sxtab16" : "uxtab16", "(II)I");
            }
        }
        body.setReg(i.d);
    }

    private static void halves(Body body, Insn i, int ofFirst, Runnable shift) {
        body.reg(i.n);
        body.push(ofFirst);
        body.op(Opcodes.IAND);
        body.reg(i.m);
        shift.run();
        body.push(~ofFirst);
        body.op(Opcodes.IAND, Opcodes.IOR);
    }

    /** SMULxy, SMLAxy, SMLALxy, SMULWy, SMLAWy, SMUAD and its kin. */
    static void product(Body body, Step step) {
        Insn i = step.insn();
        if (i.op >= Op.SMMUL && i.op <= Op.SMMLSR) {
            upperHalf(body, i);
            return;
        }
        boolean isLong = i.op >= Op.SMLALBB;
        if (isLong) {
            MoreDataCode.both(body, i);
        }
        longProduct(body, i);
        if (isLong) {
            body.op(Opcodes.LADD);
            MoreDataCode.setBoth(body, i);
        } else if (i.op <= Op.SMULTT || i.op == Op.SMULWB || i.op == Op.SMULWT) {
            body.op(Opcodes.L2I);
            body.setReg(i.d);
        } else {
            boolean sums = i.op < Op.SMUAD || i.op >= Op.SMLAD;
            if (sums) {
                body.reg(i.a);
                body.op(Opcodes.I2L, Opcodes.LADD);
            }
            body.op(Opcodes.DUP2);
            body.cpu();
            body.op(Opcodes.DUP_X2, Opcodes.POP);
            body.reach("noteOverflow", "(L" + Code.CPU_CLASS + ";J)V");
            body.op(Opcodes.L2I);
            body.setReg(i.d);
        }
    }

    private static void longProduct(Body body, Insn i) {
        body.reg(i.n);
        body.reg(i.m);
        if (i.op <= Op.SMLATT || (i.op >= Op.SMLALBB && i.op <= Op.SMLALTT)) {
            int which = i.op <= Op.SMULTT ? i.op - Op.SMULBB : i.op <= Op.SMLATT ? i.op - Op.SMLABB : i.op - Op.SMLALBB;
            body.push(which >> 1);
            body.push(which & 1);
            body.isa("Products", "smul", "(IIZZ)I");
            body.op(Opcodes.I2L);
            return;
        }
        if (i.op <= Op.SMLAWT) {
            body.push(i.op == Op.SMULWT || i.op == Op.SMLAWT ? 1 : 0);
            body.isa("Products", "smulw", "(IIZ)I");
            body.op(Opcodes.I2L);
            return;
        }
        boolean crossed = i.op == Op.SMUADX
                || i.op == Op.SMUSDX
                || i.op == Op.SMLADX
                || i.op == Op.SMLSDX
                || i.op == Op.SMLALDX
                || i.op == Op.SMLSLDX;
        if (crossed) {
            body.push(16);
            body.call("java/lang/Integer", "rotateRight", "(II)I");
        }
        boolean sum = i.op == Op.SMUAD
                || i.op == Op.SMUADX
                || i.op == Op.SMLAD
                || i.op == Op.SMLADX
                || i.op == Op.SMLALD
                || i.op == Op.SMLALDX;
        body.isa("Products", sum ? "smuad" : "smusd", "(II)J");
    }

    private static void upperHalf(Body body, Insn i) {
        boolean subtracts = i.op >= Op.SMMLS;
        body.reg(i.n);
        body.reg(i.m);
        if (i.op <= Op.SMMULR) {
            body.push(0);
        } else {
            body.reg(i.a);
        }
        body.push((i.op - Op.SMMUL) & 1);
        body.isa("Products", subtracts ? "smmls" : "smmla", "(IIIZ)I");
        body.setReg(i.d);
    }

    /** SSAT and USAT. */
    static void saturate(Body body, Step step) {
        Insn i = step.insn();
        body.cpu();
        body.reg(i.n);
        switch (i.op) {
            case Op.SSAT_LSL, Op.USAT_LSL -> {
                body.push(i.kind);
                body.op(Opcodes.ISHL);
            }
            default -> {
                body.push(Math.min(i.kind, 31));
                body.op(Opcodes.ISHR);
            }
        }
        body.push(i.imm);
        boolean signed = i.op == Op.SSAT_LSL || i.op == Op.SSAT_ASR;
        body.reach(signed ? "saturate" : "saturateUnsigned", "(L" + Code.CPU_CLASS + ";II)I");
        body.setReg(i.d);
    }
}
