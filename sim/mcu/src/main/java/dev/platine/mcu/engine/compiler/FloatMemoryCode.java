package dev.platine.mcu.engine.compiler;

import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.Op;
import dev.platine.mcu.isa.Row;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Loads and stores of floating-point registers: one anywhere, several in the RAM. */
final class FloatMemoryCode {
    private static final int PC = 15;

    private FloatMemoryCode() {}

    static void write(Body body, Step step) {
        Insn i = step.insn();
        boolean single = i.op == Op.VLDR || i.op == Op.VSTR;
        boolean isDouble = i.row.is(Row.Trait.DOUBLE);
        if (i.n == PC && (!single || i.op == Op.VSTR)) {
            body.carryOut(step);
        } else if (single) {
            FloatCode.ready(body, step);
            one(body, step, isDouble ? 2 : 1);
        } else {
            int words = isDouble ? i.imm & ~1 : i.imm;
            if (i.imm == 0 || i.d + words > 32 || words == 0) {
                body.carryOut(step);
                return;
            }
            FloatCode.ready(body, step);
            several(body, step, words);
        }
    }

    private static void one(Body body, Step step, int words) {
        Insn i = step.insn();
        if (i.n == PC) {
            literal(body, step, words);
            return;
        }
        body.reg(i.n);
        MemoryCode.offset(body, i.imm);
        if (words == 2) {
            body.store(Code.T0);
            transfer(body, step, 2);
            return;
        }
        if (body.isFar(step)) {
            body.store(Code.T0);
            body.load(Code.T0);
            body.push(3);
            body.op(Opcodes.IAND);
            body.jump(Opcodes.IFNE, body.leaveBefore(step));
            body.load(Code.T0);
        }
        if (i.op == Op.VLDR) {
            MemoryCode.load(body, step, 0, () -> body.setBits(i.d));
        } else {
            MemoryCode.store(body, step, 4, () -> body.bits(i.d), () -> {});
        }
    }

    private static void literal(Body body, Step step, int words) {
        Insn i = step.insn();
        Memory memory = body.windows.code();
        int address = (i.address + 4 & ~3) + i.imm;
        if (memory.writable() || !memory.contains(address, 4 * words) || (address & 3) != 0) {
            body.carryOut(step);
            return;
        }
        body.shape.dependsOn(address, 4 * words);
        for (int k = 0; k < words; k++) {
            body.push((int) memory.read(address + 4 * k, 4));
            body.setBits(i.d + k);
        }
    }

    private static void several(Body body, Step step, int words) {
        Insn i = step.insn();
        body.reg(i.n);
        boolean down = (i.kind & Insn.DOWN) != 0;
        MemoryCode.offset(body, down ? -4 * i.imm : 0);
        body.store(Code.T0);
        transfer(body, step, words);
        if ((i.kind & Insn.WRITE_BACK) != 0) {
            body.load(Code.T0);
            MemoryCode.offset(body, down ? 0 : 4 * i.imm);
            body.setReg(i.n);
        }
    }

    private static void transfer(Body body, Step step, int words) {
        Insn i = step.insn();
        Label leave = body.leaveBefore(step);
        SeveralCode.range(body, words, leave);
        boolean load = i.op == Op.VLDR || i.op == Op.VLDM;
        if (!load) {
            SeveralCode.outsideCode(body, words, leave);
        }
        for (int k = 0; k < words; k++) {
            int register = i.d + k;
            if (load) {
                MemoryCode.fetchFromRam(body, 4, 4 * k);
                body.setBits(register);
            } else {
                MemoryCode.storeToRam(body, 4, 4 * k, () -> body.bits(register));
            }
        }
    }
}
