package dev.platine.mcu.engine.compiler;

import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.core.Cpu;
import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.Op;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Loads and stores of one value: the RAM in line, everything else by a call after which the region may have to be left. */
final class MemoryCode {
    private static final int STORES = 5;
    private static final String INTO = "L" + Code.CPU_CLASS + ";";

    private MemoryCode() {}

    private static int size(int what) {
        return switch (what) {
            case 0, 5 -> 4;
            case 1, 3, 6 -> 1;
            default -> 2;
        };
    }

    /** With an offset or by register. */
    static void plain(Body body, Step step) {
        Insn i = step.insn();
        body.reg(i.n);
        if ((i.op - Op.LDR_IMM) % 2 == 0) {
            offset(body, i.imm);
        } else {
            body.reg(i.m);
            if (i.imm != 0) {
                body.push(i.imm);
                body.op(Opcodes.ISHL);
            }
            body.op(Opcodes.IADD);
        }
        int what = (i.op - Op.LDR_IMM) / 2;
        if (what >= STORES) {
            store(body, step, size(what), () -> body.reg(i.d), () -> {});
        } else {
            load(body, step, what, () -> body.setReg(i.d));
        }
    }

    static void offset(Body body, int by) {
        if (by != 0) {
            body.push(by);
            body.op(Opcodes.IADD);
        }
    }

    /** With writing back, before or after. */
    static void indexed(Body body, Step step) {
        Insn i = step.insn();
        body.reg(i.n);
        if (i.kind == Insn.PRE) {
            offset(body, i.imm);
        }
        Runnable move = () -> {
            body.reg(i.n);
            offset(body, i.imm);
            body.setReg(i.n);
        };
        int what = i.op - Op.LDR_INDEXED;
        if (what >= STORES) {
            store(body, step, size(what), () -> body.reg(i.d), move);
        } else {
            load(body, step, what, () -> {
                move.run();
                body.setReg(i.d);
            });
        }
    }

    /** From an address that is known. */
    static void literal(Body body, Step step) {
        Insn i = step.insn();
        Memory memory = body.windows.code();
        int what = i.op - Op.LDR_LIT;
        int size = size(what);
        if (!memory.writable() && memory.contains(i.imm, size)) {
            int value = (int) memory.read(i.imm, size);
            body.shape.dependsOn(i.imm, size);
            body.push(what == 3 ? (byte) value : what == 4 ? (short) value : value);
            body.setReg(i.d);
            return;
        }
        body.push(i.imm);
        load(body, step, what, () -> body.setReg(i.d));
    }

    /** Loads from the address on the stack; {@code effect} takes the value from there. */
    static void load(Body body, Step step, int what, Runnable effect) {
        int size = size(what);
        if (!body.isFar(step)) {
            nearOffset(body, size, body.leaveFar(step));
            fetchFromRam(body, size, 0);
            extend(body, what);
            effect.run();
            return;
        }
        body.store(Code.T0);
        Label slow = new Label();
        Label done = new Label();
        if (body.windows.ram() != null) {
            offsetInRam(body, size, slow);
            fetchFromRam(body, size, 0);
            extend(body, what);
            effect.run();
        } else {
            body.go(slow);
        }
        body.place(done);
        body.later(slowLoad(body, step, what, effect, slow, done));
    }

    private static Runnable slowLoad(Body body, Step step, int what, Runnable effect, Label slow, Label done) {
        int size = size(what);
        int rest = body.rest();
        boolean carryKnown = body.flags.carryKnown();
        return () -> {
            body.place(slow);
            body.cpu();
            body.load(Code.T0);
            body.push(step.insn().address);
            pushLeft(body, rest);
            body.reach("load" + size * 8, "(" + INTO + "III)I");
            extend(body, what);
            body.store(Code.T2);
            finish(body, step, rest, carryKnown, done, () -> {
                body.load(Code.T2);
                effect.run();
            });
        };
    }

    private static void pushLeft(Body body, int rest) {
        body.load(Code.LEFT);
        offset(body, rest);
    }

    /** Behind a call: goes on, or leaves before or behind the instruction. */
    static void finish(Body body, Step step, int rest, boolean carryKnown, Label done, Runnable effect) {
        Label asked = new Label();
        Label trapped = new Label();
        body.get("attention");
        body.jump(Opcodes.IFNE, asked);
        effect.run();
        body.go(done);
        body.place(asked);
        body.out.visitIincInsn(Code.LEFT, rest);
        body.get("attention");
        body.push(Cpu.TRAP);
        body.op(Opcodes.IAND);
        body.jump(Opcodes.IFNE, trapped);
        effect.run();
        body.leaveAt(step.next(), step.itAfter(), carryKnown);
        body.place(trapped);
        body.leaveAt(step.insn().address, step.it(), carryKnown);
    }

    /** Stores to the address on the stack. */
    static void store(Body body, Step step, int size, Runnable value, Runnable effect) {
        if (!body.isFar(step)) {
            Label leave = body.leaveFar(step);
            nearOffset(body, size, leave);
            outsideCode(body, leave);
            storeToRam(body, size, 0, value);
            effect.run();
            return;
        }
        body.store(Code.T0);
        Label slow = new Label();
        Label done = new Label();
        if (body.windows.ram() != null) {
            offsetInRam(body, size, slow);
            outsideCode(body, slow);
            storeToRam(body, size, 0, value);
            effect.run();
        } else {
            body.go(slow);
        }
        body.place(done);
        body.floatReady = false;
        int rest = body.rest();
        boolean carryKnown = body.flags.carryKnown();
        body.later(() -> {
            body.place(slow);
            body.cpu();
            body.load(Code.T0);
            value.run();
            body.push(step.insn().address);
            pushLeft(body, rest);
            body.reach("store" + size * 8, "(" + INTO + "IIII)V");
            finish(body, step, rest, carryKnown, done, effect);
        });
    }

    /** Puts the offset in the RAM of the address in {@link Code#T0} into {@link Code#T1}; jumps if it is not there, or not aligned. */
    static void offsetInRam(Body body, int size, Label not) {
        body.load(Code.T0);
        nearOffset(body, size, not);
    }

    /** The same of the address on the stack. */
    private static void nearOffset(Body body, int size, Label not) {
        Memory ram = body.windows.ram();
        offset(body, ram == null ? 0 : -ram.base());
        body.op(Opcodes.DUP);
        body.store(Code.T1);
        body.push(~(body.windows.mask() & -size));
        body.op(Opcodes.IAND);
        body.jump(Opcodes.IFNE, not);
        if (ram != null && !body.windows.isRound()) {
            body.load(Code.T1);
            body.push(ram.sizeBytes());
            body.jump(Opcodes.IF_ICMPGE, not);
        }
    }

    /** Jumps if the offset in {@link Code#T1} is among those that hold code. */
    static void outsideCode(Body body, Label not) {
        if (!body.windows.holdsCode()) {
            return;
        }
        Label free = new Label();
        body.load(Code.T1);
        body.push(body.windows.codeFrom());
        body.jump(Opcodes.IF_ICMPLT, free);
        body.load(Code.T1);
        body.push(body.windows.codeTo());
        body.jump(Opcodes.IF_ICMPLT, not);
        body.place(free);
    }

    /** The value at {@link Code#T1} and so much more, onto the stack; halfwords with their sign, bytes too. */
    static void fetchFromRam(Body body, int size, int plus) {
        body.access.fetch(body, size, plus);
    }

    static void storeToRam(Body body, int size, int plus, Runnable value) {
        body.access.store(body, size, plus, value);
    }

    private static void extend(Body body, int what) {
        switch (what) {
            case 1 -> {
                body.push(0xFF);
                body.op(Opcodes.IAND);
            }
            case 2 -> {
                body.push(0xFFFF);
                body.op(Opcodes.IAND);
            }
            case 3 -> body.op(Opcodes.I2B);
            case 4 -> body.op(Opcodes.I2S);
            default -> {}
        }
    }
}
