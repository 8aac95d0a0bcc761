package dev.platine.mcu.engine.compiler;

import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.Op;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Loads and stores of several registers in the RAM; elsewhere the interpreter does them. */
final class SeveralCode {
    private static final int SP = 13;
    private static final int PC = 15;

    private SeveralCode() {}

    /** The first address's offset into {@link Code#T1}, if all words are in the RAM. */
    static void range(Body body, int words, Label not) {
        Memory ram = body.windows.ram();
        if (ram == null || words == 0) {
            body.go(not);
            return;
        }
        MemoryCode.offsetInRam(body, 4, not);
        if (words > 1) {
            body.load(Code.T1);
            body.push(4 * (words - 1));
            body.op(Opcodes.IADD);
            body.push(ram.sizeBytes());
            body.jump(Opcodes.IF_ICMPGE, not);
        }
    }

    static void outsideCode(Body body, int words, Label not) {
        if (!body.windows.holdsCode()) {
            return;
        }
        Label free = new Label();
        body.load(Code.T1);
        body.push(body.windows.codeFrom() - 4 * words);
        body.jump(Opcodes.IF_ICMPLE, free);
        body.load(Code.T1);
        body.push(body.windows.codeTo());
        body.jump(Opcodes.IF_ICMPLT, not);
        body.place(free);
    }

    private static int start(Body body, Insn i) {
        int words = Integer.bitCount(i.imm);
        body.reg(i.n);
        if ((i.kind & Insn.DOWN) != 0) {
            MemoryCode.offset(body, -4 * words);
        }
        body.store(Code.T0);
        return words;
    }

    private static void moveBase(Body body, Insn i, int words) {
        body.load(Code.T0);
        if ((i.kind & Insn.DOWN) == 0) {
            MemoryCode.offset(body, 4 * words);
        }
        body.setReg(i.n);
    }

    static void store(Body body, Step step) {
        Insn i = step.insn();
        Label leave = body.leaveBefore(step);
        int words = start(body, i);
        range(body, words, leave);
        outsideCode(body, words, leave);
        int k = 0;
        for (int list = i.imm; list != 0; list &= list - 1) {
            int register = Integer.numberOfTrailingZeros(list);
            MemoryCode.storeToRam(body, 4, 4 * k++, () -> body.reg(register));
        }
        if ((i.kind & Insn.WRITE_BACK) != 0) {
            moveBase(body, i, words);
        }
    }

    static void load(Body body, Step step) {
        Label leave = body.leaveBefore(step);
        int words = start(body, step.insn());
        range(body, words, leave);
        loadRegisters(body, step.insn(), words);
    }

    private static void loadRegisters(Body body, Insn i, int words) {
        boolean keptBase = false;
        int k = 0;
        for (int list = i.imm & 0x7FFF; list != 0; list &= list - 1) {
            int register = Integer.numberOfTrailingZeros(list);
            MemoryCode.fetchFromRam(body, 4, 4 * k++);
            if (register == i.n) {
                body.store(Code.T2);
                keptBase = true;
            } else {
                if (register == SP) {
                    body.push(~3);
                    body.op(Opcodes.IAND);
                }
                body.setReg(register);
            }
        }
        if ((i.kind & Insn.WRITE_BACK) != 0) {
            moveBase(body, i, words);
        } else if (keptBase) {
            body.load(Code.T2);
            body.setReg(i.n);
        }
    }

    /** A return by POP, mostly. */
    static void loadWithPc(Body body, Step step) {
        Insn i = step.insn();
        Label leave = body.leaveBefore(step);
        int words = start(body, i);
        body.load(Code.T0);
        body.store(Code.T3);
        range(body, words, leave);
        MemoryCode.fetchFromRam(body, 4, 4 * (words - 1));
        body.store(Code.T0);
        Flow.checkTarget(body, leave);
        body.load(Code.T0);
        body.store(Code.PC);
        body.load(Code.T3);
        body.store(Code.T0);
        loadRegisters(body, i, words);
        body.load(Code.PC);
        Flow.anywhere(body);
    }

    static void loadPc(Body body, Step step) {
        Insn i = step.insn();
        Label leave = body.leaveBefore(step);
        if (i.op != Op.LDR_PC || i.n == PC || i.kind == Insn.LITERAL) {
            body.go(leave);
            return;
        }
        body.reg(i.n);
        switch (i.kind) {
            case Insn.POST -> {}
            case Insn.BY_REGISTER -> {
                body.reg(i.m);
                body.push(i.imm);
                body.op(Opcodes.ISHL, Opcodes.IADD);
            }
            default -> MemoryCode.offset(body, i.imm);
        }
        body.store(Code.T0);
        range(body, 1, leave);
        MemoryCode.fetchFromRam(body, 4, 0);
        body.store(Code.T0);
        Flow.checkTarget(body, leave);
        if (i.kind == Insn.POST || i.kind == Insn.PRE) {
            body.reg(i.n);
            MemoryCode.offset(body, i.imm);
            body.setReg(i.n);
        }
        body.load(Code.T0);
        Flow.anywhere(body);
    }

    /** LDRD and STRD. */
    static void two(Body body, Step step) {
        Insn i = step.insn();
        if (i.n == PC) {
            body.carryOut(step);
            return;
        }
        Label leave = body.leaveBefore(step);
        body.reg(i.n);
        if (i.kind != Insn.POST) {
            MemoryCode.offset(body, i.imm);
        }
        body.store(Code.T0);
        range(body, 2, leave);
        if (i.op == Op.STRD) {
            outsideCode(body, 2, leave);
            MemoryCode.storeToRam(body, 4, 0, () -> body.reg(i.d));
            MemoryCode.storeToRam(body, 4, 4, () -> body.reg(i.a));
        } else {
            MemoryCode.fetchFromRam(body, 4, 0);
            body.store(Code.T2);
            MemoryCode.fetchFromRam(body, 4, 4);
            body.store(Code.T3);
        }
        Runnable move = () -> {
            if (i.kind != Insn.OFFSET) {
                body.reg(i.n);
                MemoryCode.offset(body, i.imm);
                body.setReg(i.n);
            }
        };
        if (i.op == Op.STRD) {
            move.run();
        } else {
            // The interpreter writes the two registers first, then the base.
            body.load(Code.T2);
            body.reg(i.n);
            body.store(Code.T0);
            body.setReg(i.d);
            body.load(Code.T3);
            body.setReg(i.a);
            if (i.kind != Insn.OFFSET) {
                body.load(Code.T0);
                MemoryCode.offset(body, i.imm);
                body.setReg(i.n);
            }
        }
    }
}
