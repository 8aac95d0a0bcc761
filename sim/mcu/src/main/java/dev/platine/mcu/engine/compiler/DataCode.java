package dev.platine.mcu.engine.compiler;

import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.Op;
import dev.platine.mcu.isa.Shifts;
import org.objectweb.asm.Opcodes;

/** Data processing, moves, shifts, comparisons. The numbers of these operations go by family: three forms, each without and with flags. */
final class DataCode {
    private static final int FORMS = 6;

    private DataCode() {}

    /** AND to MVN. */
    static void family(Body body, Step step) {
        Insn i = step.insn();
        int form = (i.op - Op.AND_IMM) % FORMS / 2;
        boolean flags = (i.op - Op.AND_IMM) % 2 != 0;
        int family = i.op - (i.op - Op.AND_IMM) % FORMS;
        if (family >= Op.ADD_IMM && family <= Op.RSB_IMM) {
            if (flags) {
                arithmeticWithFlags(body, i, family, form);
            } else {
                arithmetic(body, i, family, form);
            }
            body.setReg(i.d);
        } else {
            logical(body, i, family, form);
            if (flags) {
                carry(body, i, form);
                body.flags.result();
            }
            body.setReg(i.d);
        }
    }

    /** The second operand onto the stack. */
    private static void second(Body body, Insn i, int form) {
        switch (form) {
            case 0 -> body.push(i.imm);
            case 1 -> body.reg(i.m);
            default -> shifted(body, i);
        }
    }

    private static void shifted(Body body, Insn i) {
        body.reg(i.m);
        constantShift(body, i.kind, i.imm);
    }

    /** Shifts the stack's top by a known amount. */
    private static void constantShift(Body body, int kind, int amount) {
        switch (kind) {
            case Shifts.LSL -> {
                if (amount >= 32) {
                    body.op(Opcodes.POP);
                    body.push(0);
                } else if (amount != 0) {
                    body.push(amount);
                    body.op(Opcodes.ISHL);
                }
            }
            case Shifts.LSR -> {
                if (amount >= 32) {
                    body.op(Opcodes.POP);
                    body.push(0);
                } else if (amount != 0) {
                    body.push(amount);
                    body.op(Opcodes.IUSHR);
                }
            }
            case Shifts.ASR -> {
                if (amount != 0) {
                    body.push(Math.min(amount, 31));
                    body.op(Opcodes.ISHR);
                }
            }
            case Shifts.ROR -> {
                body.push(amount);
                body.call("java/lang/Integer", "rotateRight", "(II)I");
            }
            default -> {
                body.push(1);
                body.op(Opcodes.IUSHR);
                body.flags.pushCarry();
                body.push(31);
                body.op(Opcodes.ISHL, Opcodes.IOR);
            }
        }
    }

    /** C of a shift by a known amount, from the register, which is unchanged yet. */
    private static void constantShiftCarry(Body body, int register, int kind, int amount) {
        if (kind != Shifts.RRX && amount == 0) {
            return;
        }
        int bit = switch (kind) {
            case Shifts.LSL -> 32 - amount;
            case Shifts.RRX -> 0;
            case Shifts.ASR -> Math.min(amount, 32) - 1;
            default -> amount - 1;
        };
        if (bit < 0 || bit > 31) {
            body.push(0);
        } else {
            body.reg(register);
            body.push(bit);
            body.op(Opcodes.IUSHR);
            body.push(1);
            body.op(Opcodes.IAND);
        }
        body.flags.carry();
    }

    private static void carry(Body body, Insn i, int form) {
        if (form == 0 && i.carry >= 0) {
            body.push(i.carry);
            body.flags.carry();
        } else if (form == 2) {
            constantShiftCarry(body, i.m, i.kind, i.imm);
        }
    }

    private static void logical(Body body, Insn i, int family, int form) {
        if (family != Op.MVN_IMM) {
            body.reg(i.n);
        }
        second(body, i, form);
        if (family == Op.BIC_IMM || family == Op.ORN_IMM || family == Op.MVN_IMM) {
            body.push(-1);
            body.op(Opcodes.IXOR);
        }
        switch (family) {
            case Op.AND_IMM, Op.BIC_IMM -> body.op(Opcodes.IAND);
            case Op.ORR_IMM, Op.ORN_IMM -> body.op(Opcodes.IOR);
            case Op.EOR_IMM -> body.op(Opcodes.IXOR);
            default -> {}
        }
    }

    private static void arithmetic(Body body, Insn i, int family, int form) {
        switch (family) {
            case Op.ADD_IMM -> {
                body.reg(i.n);
                second(body, i, form);
                body.op(Opcodes.IADD);
            }
            case Op.SUB_IMM -> {
                body.reg(i.n);
                second(body, i, form);
                body.op(Opcodes.ISUB);
            }
            case Op.RSB_IMM -> {
                second(body, i, form);
                body.reg(i.n);
                body.op(Opcodes.ISUB);
            }
            default -> {
                body.reg(i.n);
                second(body, i, form);
                if (family == Op.SBC_IMM) {
                    body.push(-1);
                    body.op(Opcodes.IXOR);
                }
                body.op(Opcodes.IADD);
                body.flags.pushCarry();
                body.op(Opcodes.IADD);
            }
        }
    }

    private static void arithmeticWithFlags(Body body, Insn i, int family, int form) {
        switch (family) {
            case Op.ADD_IMM -> addition(body, i, form);
            case Op.SUB_IMM -> difference(body, i, form);
            case Op.RSB_IMM -> {
                second(body, i, form);
                body.store(Code.T1);
                body.reg(i.n);
                body.store(Code.T2);
                body.load(Code.T1);
                body.store(Code.A);
                inverted(body, Code.T2);
                body.load(Code.T1);
                body.load(Code.T2);
                body.op(Opcodes.ISUB);
                body.flags.sum(true);
            }
            default -> {
                body.flags.pushCarry();
                body.store(Code.T1);
                second(body, i, form);
                if (family == Op.SBC_IMM) {
                    body.push(-1);
                    body.op(Opcodes.IXOR);
                }
                body.store(Code.B);
                body.reg(i.n);
                body.store(Code.A);
                body.load(Code.A);
                body.load(Code.B);
                body.op(Opcodes.IADD);
                body.load(Code.T1);
                body.op(Opcodes.IADD);
                body.flags.sum(false);
            }
        }
    }

    private static void inverted(Body body, int local) {
        body.load(local);
        body.push(-1);
        body.op(Opcodes.IXOR);
        body.store(Code.B);
    }

    private static void addition(Body body, Insn i, int form) {
        second(body, i, form);
        body.store(Code.B);
        body.reg(i.n);
        body.store(Code.A);
        body.load(Code.A);
        body.load(Code.B);
        body.op(Opcodes.IADD);
        body.flags.sum(false);
    }

    private static void difference(Body body, Insn i, int form) {
        second(body, i, form);
        body.store(Code.T1);
        body.reg(i.n);
        body.store(Code.A);
        if (form == 0) {
            body.push(~i.imm);
            body.store(Code.B);
            body.load(Code.A);
            body.push(i.imm);
        } else {
            inverted(body, Code.T1);
            body.load(Code.A);
            body.load(Code.T1);
        }
        body.op(Opcodes.ISUB);
        body.flags.sum(true);
    }

    /** MOV, the shifts, MUL. */
    static void move(Body body, Step step) {
        Insn i = step.insn();
        boolean flags = (i.op - Op.MOV_IMM) % 2 != 0;
        int op = flags ? i.op - 1 : i.op;
        switch (op) {
            case Op.MOV_IMM -> {
                body.push(i.imm);
                if (flags && i.carry >= 0) {
                    body.push(i.carry);
                    body.flags.carry();
                }
            }
            case Op.MOV_REG -> body.reg(i.m);
            case Op.MUL -> {
                body.reg(i.n);
                body.reg(i.m);
                body.op(Opcodes.IMUL);
            }
            default -> {
                if (op >= Op.LSL_REG) {
                    shiftByRegister(body, i, (op - Op.LSL_REG) / 2, flags);
                } else {
                    int kind = (op - Op.LSL_IMM) / 2;
                    body.reg(i.m);
                    constantShift(body, kind, i.imm);
                    if (flags) {
                        constantShiftCarry(body, i.m, kind, i.imm);
                    }
                }
            }
        }
        if (flags) {
            body.flags.result();
        }
        body.setReg(i.d);
    }

    private static void shiftByRegister(Body body, Insn i, int kind, boolean flags) {
        String name = switch (kind) {
            case Shifts.LSL -> "lsl";
            case Shifts.LSR -> "lsr";
            case Shifts.ASR -> "asr";
            default -> "ror";
        };
        body.reg(i.n);
        amount(body, i);
        body.isa("Shifts", name, "(II)I");
        if (flags) {
            body.reg(i.n);
            amount(body, i);
            body.flags.pushCarry();
            body.isa("Shifts", name + "Carry", "(III)I");
            body.flags.carry();
        }
    }

    private static void amount(Body body, Insn i) {
        body.reg(i.m);
        body.push(0xFF);
        body.op(Opcodes.IAND);
    }

    /** TST to CMP. */
    static void compare(Body body, Step step) {
        Insn i = step.insn();
        int form = (i.op - Op.TST_IMM) % 3;
        switch (i.op - form) {
            case Op.TST_IMM -> test(body, i, form, Op.AND_IMM);
            case Op.TEQ_IMM -> test(body, i, form, Op.EOR_IMM);
            case Op.CMN_IMM -> {
                addition(body, i, form);
                body.op(Opcodes.POP);
            }
            default -> {
                difference(body, i, form);
                body.op(Opcodes.POP);
            }
        }
    }

    private static void test(Body body, Insn i, int form, int family) {
        logical(body, i, family, form);
        carry(body, i, form);
        body.flags.result();
        body.op(Opcodes.POP);
    }
}
