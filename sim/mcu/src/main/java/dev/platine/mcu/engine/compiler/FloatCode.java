package dev.platine.mcu.engine.compiler;

import dev.platine.mcu.isa.FloatFormat;
import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.Op;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * Floating point. The computer's own arithmetic is used where FPSCR wants rounding to nearest without flushing, the inexact flag is up
 * already, and the result is normal and not the smallest: then it raises no flag. Everything else goes to the interpreter's operation.
 */
final class FloatCode {
    private static final int MODES = 3 << 22 | FloatFormat.FZ;
    private static final int CONTROL = MODES | FloatFormat.IXC;
    private static final int SMALLEST = 0x01000000;
    private static final int SPAN = 0x7F800000 - SMALLEST;
    private static final String SLOW = "(L" + Code.CPU_CLASS + ";IFFFII)F";

    private FloatCode() {}

    /** Whether FPSCR wants what the computer's arithmetic does. */
    static boolean isPlain(int fpscr) {
        return (fpscr & MODES) == 0;
    }

    /** Leaves if the unit has to be made ready first. */
    static void ready(Body body, Step step) {
        if (!body.floatReady) {
            body.get("floatReady", "Z");
            body.jump(Opcodes.IFEQ, body.leaveBefore(step));
            body.floatReady = true;
        }
    }

    /** Leaves if FPSCR does not let the computer's arithmetic be used; what may change that asks anew. */
    private static void plainControl(Body body, Step step) {
        if (body.floatPlain) {
            return;
        }
        body.floatPlain = true;
        Label slow = body.leaveBefore(step);
        body.get("fpscr");
        body.push(CONTROL);
        body.op(Opcodes.IAND);
        body.push(FloatFormat.IXC);
        body.jump(Opcodes.IF_ICMPNE, slow);
    }

    /** Jumps if the number in a local is not far inside the range of normal ones. */
    private static void inside(Body body, int local, Label slow) {
        body.out.visitVarInsn(Opcodes.FLOAD, local);
        body.toBits();
        body.push(Integer.MAX_VALUE);
        body.op(Opcodes.IAND);
        body.push(Integer.MIN_VALUE - SMALLEST);
        body.op(Opcodes.IADD);
        body.push(Integer.MIN_VALUE + SPAN);
        body.jump(Opcodes.IF_ICMPGE, slow);
    }

    /** Jumps if the number in the first local is none: a sum that is not too large raises nothing new, however small it is. */
    private static void finite(Body body, Label slow) {
        kept(body, Code.F0);
        body.call("java/lang/Math", "abs", "(F)F");
        body.out.visitLdcInsn(Float.MAX_VALUE);
        body.op(Opcodes.FCMPG);
        body.jump(Opcodes.IFGT, slow);
    }

    private static void keep(Body body, int local) {
        body.out.visitVarInsn(Opcodes.FSTORE, local);
    }

    private static void kept(Body body, int local) {
        body.out.visitVarInsn(Opcodes.FLOAD, local);
    }

    /** Products are often zero, which is out of the ordinary for the short form. */
    private static boolean isProduct(int op) {
        return op >= Op.VMUL && op <= Op.VFNMS && op != Op.VDIV;
    }

    static void arithmetic(Body body, Step step) {
        ready(body, step);
        Insn i = step.insn();
        boolean far = isProduct(i.op) || body.isFar(step);
        Label slow = far ? new Label() : body.leaveFar(step);
        if (far && !body.windows.floatsPlainly()) {
            body.go(slow);
            slowly(body, step, slow);
            return;
        }
        plainControl(body, step);
        switch (i.op) {
            case Op.VMLA, Op.VMLS, Op.VNMLA, Op.VNMLS -> {
                body.single(i.n);
                body.single(i.m);
                body.op(Opcodes.FMUL);
                keep(body, Code.F1);
                inside(body, Code.F1, slow);
                body.single(i.d);
                if (i.op == Op.VNMLA || i.op == Op.VNMLS) {
                    body.op(Opcodes.FNEG);
                }
                kept(body, Code.F1);
                body.op(i.op == Op.VMLA || i.op == Op.VNMLS ? Opcodes.FADD : Opcodes.FSUB);
            }
            case Op.VFMA, Op.VFMS, Op.VFNMA, Op.VFNMS -> {
                body.single(i.d);
                if (i.op == Op.VFNMA || i.op == Op.VFNMS) {
                    body.op(Opcodes.FNEG);
                }
                body.single(i.n);
                if (i.op == Op.VFMS || i.op == Op.VFNMA) {
                    body.op(Opcodes.FNEG);
                }
                body.single(i.m);
                body.reach("fma", "(FFF)F");
            }
            case Op.VSQRT -> {
                body.single(i.m);
                body.op(Opcodes.F2D);
                body.call("java/lang/Math", "sqrt", "(D)D");
                body.op(Opcodes.D2F);
            }
            default -> {
                body.single(i.n);
                body.single(i.m);
                body.op(
                        switch (i.op) {
                            case Op.VADD -> Opcodes.FADD;
                            case Op.VSUB -> Opcodes.FSUB;
                            case Op.VDIV -> Opcodes.FDIV;
                            default -> Opcodes.FMUL;
                        });
            }
        }
        keep(body, Code.F0);
        if (i.op == Op.VADD || i.op == Op.VSUB) {
            finite(body, slow);
        } else {
            inside(body, Code.F0, slow);
        }
        kept(body, Code.F0);
        if (i.op == Op.VNMUL) {
            body.op(Opcodes.FNEG);
        }
        body.setSingle(i.d);
        if (far) {
            slowly(body, step, slow);
        }
    }

    /** Writes the operation's slow form, and goes on behind it. */
    private static void slowly(Body body, Step step, Label slow) {
        Insn i = step.insn();
        Label done = new Label();
        body.place(done);
        int rest = body.rest();
        boolean carryKnown = body.flags.carryKnown();
        body.later(() -> {
            body.place(slow);
            body.cpu();
            body.push(i.op);
            body.single(i.d);
            body.single(i.n);
            body.single(i.m);
            body.push(i.address);
            body.load(Code.LEFT);
            MemoryCode.offset(body, rest);
            body.reach("single", SLOW);
            keep(body, Code.F0);
            MemoryCode.finish(body, step, rest, carryKnown, done, () -> {
                kept(body, Code.F0);
                body.setSingle(i.d);
            });
        });
    }

    /** VABS, VNEG, VMOV between floating-point registers. */
    static void sign(Body body, Step step) {
        ready(body, step);
        Insn i = step.insn();
        if (i.op == Op.VMOV_REG) {
            body.single(i.m);
            body.setSingle(i.d);
            return;
        }
        body.bits(i.m);
        body.push(i.op == Op.VABS ? Integer.MAX_VALUE : Integer.MIN_VALUE);
        body.op(i.op == Op.VABS ? Opcodes.IAND : Opcodes.IXOR);
        body.setBits(i.d);
    }

    static void constant(Body body, Step step) {
        ready(body, step);
        body.push(step.insn().imm);
        body.setBits(step.insn().d);
    }

    static void compare(Body body, Step step) {
        ready(body, step);
        Insn i = step.insn();
        body.cpu();
        body.single(i.d);
        if (i.op == Op.VCMP_ZERO || i.op == Op.VCMPE_ZERO) {
            body.op(Opcodes.FCONST_0);
        } else {
            body.single(i.m);
        }
        body.push(i.op == Op.VCMPE || i.op == Op.VCMPE_ZERO ? 1 : 0);
        body.push(i.address);
        body.pushLeft();
        body.reach("compare", "(L" + Code.CPU_CLASS + ";FFZII)Z");
        Label asked = new Label();
        body.jump(Opcodes.IFNE, asked);
        int rest = body.rest();
        boolean carryKnown = body.flags.carryKnown();
        body.later(() -> {
            body.place(asked);
            body.out.visitIincInsn(Code.LEFT, rest);
            body.leaveAt(step.next(), step.itAfter(), carryKnown);
        });
    }

    /** VMRS APSR_nzcv, FPSCR. */
    static void flags(Body body, Step step) {
        ready(body, step);
        body.get("fpscr");
        body.store(Code.N);
        body.load(Code.N);
        body.push(-1);
        body.op(Opcodes.IXOR);
        body.push(1 << 30);
        body.op(Opcodes.IAND);
        body.store(Code.Z);
        body.load(Code.N);
        body.push(2);
        body.op(Opcodes.ISHL);
        body.push(31);
        body.op(Opcodes.ISHR);
        body.store(Code.A);
        body.load(Code.A);
        body.store(Code.B);
        body.load(Code.A);
        body.load(Code.N);
        body.push(3);
        body.op(Opcodes.ISHL);
        body.push(31);
        body.op(Opcodes.ISHR, Opcodes.IXOR);
        body.store(Code.SUM);
        body.flags.fetched();
    }

    static void convert(Body body, Step step) {
        ready(body, step);
        Insn i = step.insn();
        boolean far = body.isFar(step);
        Label slow = far ? new Label() : body.leaveFar(step);
        if (far && !body.windows.floatsPlainly()) {
            body.go(slow);
            slowly(body, step, slow);
            return;
        }
        plainControl(body, step);
        switch (i.op) {
            case Op.VCVT_F32_S32 -> {
                body.bits(i.m);
                body.op(Opcodes.I2F);
                body.setSingle(i.d);
            }
            case Op.VCVT_F32_U32 -> {
                body.bits(i.m);
                body.op(Opcodes.I2L);
                body.out.visitLdcInsn(0xFFFFFFFFL);
                body.op(Opcodes.LAND, Opcodes.L2F);
                body.setSingle(i.d);
            }
            default -> {
                boolean signed = i.op == Op.VCVT_S32_F32;
                body.single(i.m);
                body.out.visitLdcInsn(signed ? -0x1p31f : 0f);
                body.op(Opcodes.FCMPL);
                body.jump(Opcodes.IFLT, slow);
                body.single(i.m);
                body.out.visitLdcInsn(signed ? 0x1p31f : 0x1p32f);
                body.op(Opcodes.FCMPG);
                body.jump(Opcodes.IFGE, slow);
                body.single(i.m);
                if (signed) {
                    body.op(Opcodes.F2I);
                } else {
                    body.op(Opcodes.F2L, Opcodes.L2I);
                }
                body.setBits(i.d);
            }
        }
        if (far) {
            slowly(body, step, slow);
        }
    }

    static void move(Body body, Step step) {
        ready(body, step);
        Insn i = step.insn();
        switch (i.op) {
            case Op.VMOV_TO_CORE -> {
                body.bits(i.n + i.kind);
                body.setReg(i.d);
            }
            case Op.VMOV_FROM_CORE -> {
                body.reg(i.d);
                body.setBits(i.n + i.kind);
            }
            case Op.VMOV_TWO_TO_CORE -> {
                body.bits(i.m);
                body.setReg(i.d);
                body.bits(i.m + 1 & 31);
                body.setReg(i.a);
            }
            default -> {
                body.reg(i.d);
                body.setBits(i.m);
                body.reg(i.a);
                body.setBits(i.m + 1 & 31);
            }
        }
    }
}
