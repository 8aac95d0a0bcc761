package dev.platine.mcu.engine.compiler;

import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.Op;
import org.objectweb.asm.Opcodes;

/** Extensions, bit fields, long multiplications, division. */
final class MoreDataCode {
    private MoreDataCode() {}

    private static void turned(Body body, Insn i) {
        body.reg(i.m);
        if (i.imm != 0) {
            body.push(i.imm);
            body.call("java/lang/Integer", "rotateRight", "(II)I");
        }
    }

    static void extend(Body body, Step step) {
        Insn i = step.insn();
        boolean adds = i.op >= Op.SXTAB;
        if (adds) {
            body.reg(i.n);
        }
        turned(body, i);
        switch (i.op) {
            case Op.SXTB, Op.SXTAB -> body.op(Opcodes.I2B);
            case Op.SXTH, Op.SXTAH -> body.op(Opcodes.I2S);
            case Op.UXTB, Op.UXTAB -> {
                body.push(0xFF);
                body.op(Opcodes.IAND);
            }
            default -> {
                body.push(0xFFFF);
                body.op(Opcodes.IAND);
            }
        }
        if (adds) {
            body.op(Opcodes.IADD);
        }
        body.setReg(i.d);
    }

    static void one(Body body, Step step) {
        Insn i = step.insn();
        body.reg(i.m);
        switch (i.op) {
            case Op.CLZ -> body.call("java/lang/Integer", "numberOfLeadingZeros", "(I)I");
            case Op.RBIT -> body.call("java/lang/Integer", "reverse", "(I)I");
            case Op.REV -> body.call("java/lang/Integer", "reverseBytes", "(I)I");
            case Op.REV16 -> body.isa("Alu", "rev16", "(I)I");
            default -> body.isa("Alu", "revsh", "(I)I");
        }
        body.setReg(i.d);
    }

    static void field(Body body, Step step) {
        Insn i = step.insn();
        switch (i.op) {
            case Op.MOVT -> {
                body.reg(i.d);
                body.push(i.imm);
                body.isa("Alu", "movt", "(II)I");
            }
            case Op.SBFX, Op.UBFX -> {
                body.reg(i.n);
                body.push(i.imm);
                body.push(i.kind);
                body.isa("Alu", i.op == Op.SBFX ? "sbfx" : "ubfx", "(III)I");
            }
            default -> {
                if (i.kind < 1) {
                    body.carryOut(step);
                    return;
                }
                body.reg(i.d);
                if (i.op == Op.BFI) {
                    body.reg(i.m);
                } else {
                    body.push(0);
                }
                body.push(i.imm);
                body.push(i.kind);
                body.isa("Alu", "bfi", "(IIII)I");
            }
        }
        body.setReg(i.d);
    }

    static void multiply(Body body, Step step) {
        Insn i = step.insn();
        if (i.op == Op.MLS) {
            body.reg(i.a);
        }
        body.reg(i.n);
        body.reg(i.m);
        body.op(Opcodes.IMUL);
        if (i.op == Op.MLS) {
            body.op(Opcodes.ISUB);
        } else {
            body.reg(i.a);
            body.op(Opcodes.IADD);
        }
        body.setReg(i.d);
    }

    static void divide(Body body, Step step) {
        Insn i = step.insn();
        body.reg(i.m);
        body.jump(Opcodes.IFEQ, body.leaveBefore(step));
        body.reg(i.n);
        body.reg(i.m);
        body.isa("Alu", i.op == Op.SDIV ? "sdiv" : "udiv", "(II)I");
        body.setReg(i.d);
    }

    private static void wide(Body body, int register, boolean signed) {
        body.reg(register);
        body.op(Opcodes.I2L);
        if (!signed) {
            body.out.visitLdcInsn(0xFFFFFFFFL);
            body.op(Opcodes.LAND);
        }
    }

    static void multiplyLong(Body body, Step step) {
        Insn i = step.insn();
        boolean signed = i.op == Op.SMULL || i.op == Op.SMLAL;
        wide(body, i.n, signed);
        wide(body, i.m, signed);
        body.op(Opcodes.LMUL);
        if (i.op == Op.UMLAL || i.op == Op.SMLAL) {
            both(body, i);
            body.op(Opcodes.LADD);
        } else if (i.op == Op.UMAAL) {
            wide(body, i.d, false);
            body.op(Opcodes.LADD);
            wide(body, i.a, false);
            body.op(Opcodes.LADD);
        }
        setBoth(body, i);
    }

    /** The long number in the two destination registers, onto the stack. */
    static void both(Body body, Insn i) {
        wide(body, i.a, true);
        body.push(32);
        body.op(Opcodes.LSHL);
        wide(body, i.d, false);
        body.op(Opcodes.LOR);
    }

    /** The long number on the stack's top into the two destination registers. */
    static void setBoth(Body body, Insn i) {
        body.op(Opcodes.DUP2, Opcodes.L2I);
        body.setReg(i.d);
        body.push(32);
        body.op(Opcodes.LUSHR, Opcodes.L2I);
        body.setReg(i.a);
    }

    /** An instruction that also clears the lower bits of SP: moves and sums, which stack pointers are made by. */
    static void writeSp(Body body, Step step) {
        Insn plain = step.insn().plain();
        Intrinsic intrinsic = plain.op <= Op.MUL_S ? body.intrinsic(plain.op) : null;
        if (intrinsic == null) {
            body.carryOut(step);
            return;
        }
        intrinsic.write(body, new Step(plain, step.it()));
        body.reg(13);
        body.push(~3);
        body.op(Opcodes.IAND);
        body.setReg(13);
    }
}
