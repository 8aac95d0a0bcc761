package dev.platine.mcu.engine.compiler;

import dev.platine.mcu.isa.Insn;
import dev.platine.mcu.isa.Op;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Branches, calls and returns: how a block ends. */
final class Flow {
    private static final String FIND = "(I)L" + Code.REGION_CLASS + ";";

    private Flow() {}

    static void write(Body body, Step step) {
        Insn i = step.insn();
        if (step.itAfter() != 0) { // in the middle of an IT block: unpredictable, and as the interpreter has it
            body.go(body.leaveBefore(step));
            body.place(new Label());
            return;
        }
        switch (step.flow()) {
            case JUMP -> {
                body.flags.settle();
                body.go(body.target(i.imm, 0));
            }
            case CHOICE -> choice(body, i);
            case CALL -> call(body, step);
            case CALL_ANYWHERE -> callAnywhere(body, step);
            case TABLE -> table(body, step);
            default -> away(body, step);
        }
    }

    private static void choice(Body body, Insn i) {
        if (i.op != Op.B_COND) {
            body.flags.settle();
            body.reg(i.n);
            body.jump(i.op == Op.CBZ ? Opcodes.IFEQ : Opcodes.IFNE, body.target(i.imm, 0));
            return;
        }
        if (!body.flags.carryKnown()) {
            body.flags.jump(i.kind, true, body.target(i.imm, 0));
            return;
        }
        Label taken = new Label();
        body.flags.jump(i.kind, true, taken);
        Label target = body.target(i.imm, 0);
        body.later(() -> {
            body.place(taken);
            body.flags.settleKnown();
            body.go(target);
        });
    }

    private static void call(Body body, Step step) {
        body.push(step.next() | 1);
        body.setReg(14);
        leaveRegisters(body);
        body.cpu();
        body.push(step.insn().imm);
        body.put("pc");
        body.constants.push(body, body.link(step.insn().imm), Constants.LINK);
        body.out.visitFieldInsn(Opcodes.GETFIELD, Code.PACKAGE + "Link", "region", "L" + Code.REGION_CLASS + ";");
        enter(body, step);
    }

    private static void callAnywhere(Body body, Step step) {
        Insn i = step.insn();
        body.reg(i.m);
        body.store(Code.T0);
        body.load(Code.T0);
        body.push(1);
        body.op(Opcodes.IAND);
        body.jump(Opcodes.IFEQ, body.leaveBefore(step));
        body.push(step.next() | 1);
        body.setReg(14);
        leaveRegisters(body);
        body.cpu();
        body.load(Code.T0);
        body.push(-2);
        body.op(Opcodes.IAND);
        body.put("pc");
        body.constants.push(body, body.regions(), Constants.REGIONS);
        body.load(Code.T0);
        body.push(-2);
        body.op(Opcodes.IAND);
        body.out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Code.PACKAGE + "Regions", "at", FIND, false);
        enter(body, step);
    }

    private static void leaveRegisters(Body body) {
        body.writeBack();
        body.writeFlags(body.flags.carryKnown());
    }

    /** Calls the region on the stack's top and goes on behind the call if the guest does, and may. */
    private static void enter(Body body, Step step) {
        body.out.visitVarInsn(Opcodes.ASTORE, Code.CALLED);
        body.load(Code.DEPTH);
        body.jump(Opcodes.IFLE, body.back);
        body.out.visitVarInsn(Opcodes.ALOAD, Code.CALLED);
        body.out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Code.REGION_CLASS, "need", "()I", false);
        body.load(Code.LEFT);
        body.jump(Opcodes.IF_ICMPGT, body.back);
        body.out.visitVarInsn(Opcodes.ALOAD, Code.CALLED);
        body.cpu();
        body.load(Code.LEFT);
        body.load(Code.DEPTH);
        body.push(1);
        body.op(Opcodes.ISUB);
        body.out.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, Code.REGION_CLASS, "run", "(L" + Code.CPU_CLASS + ";II)I", false);
        body.store(Code.LEFT);
        Block behind = body.behind();
        if (behind == null || step.itAfter() != 0) {
            body.go(body.back);
            body.flags.fetched();
            return;
        }
        body.get("pc");
        body.push(behind.start);
        body.jump(Opcodes.IF_ICMPNE, body.back);
        body.get("attention");
        body.jump(Opcodes.IFNE, body.back);
        body.load(Code.LEFT);
        body.push(behind.longest);
        body.jump(Opcodes.IF_ICMPLE, body.back);
        body.fetch();
        body.flags.fetched();
        if (step.conditional() || !body.isNext(behind)) {
            body.go(body.target(behind.start, 0));
        }
    }

    private static void away(Body body, Step step) {
        Insn i = step.insn();
        switch (i.op) {
            case Op.BX -> {
                body.reg(i.m);
                body.store(Code.T0);
                plainTarget(body, step);
            }
            case Op.MOV_PC -> {
                body.reg(i.m);
                anywhere(body);
            }
            case Op.ADD_PC -> {
                body.push(i.imm);
                body.reg(i.m);
                body.op(Opcodes.IADD);
                anywhere(body);
            }
            case Op.LDM_PC -> SeveralCode.loadWithPc(body, step);
            default -> SeveralCode.loadPc(body, step);
        }
    }

    /** Leaves for the address in {@link Code#T0} if that is plain code, and before the instruction if it is not. */
    static void plainTarget(Body body, Step step) {
        checkTarget(body, body.leaveBefore(step));
        body.load(Code.T0);
        anywhere(body);
    }

    /** Jumps if the address in {@link Code#T0} is no plain code's. */
    static void checkTarget(Body body, Label not) {
        body.load(Code.T0);
        body.push(1);
        body.op(Opcodes.IAND);
        body.jump(Opcodes.IFEQ, not);
        body.load(Code.T0);
        body.push(28);
        body.op(Opcodes.ISHR);
        body.push(-1);
        body.jump(Opcodes.IF_ICMPEQ, not);
    }

    /** Leaves for the address on the stack's top. */
    static void anywhere(Body body) {
        body.push(-2);
        body.op(Opcodes.IAND);
        body.store(Code.PC);
        body.leaveAway();
    }

    private static void table(Body body, Step step) {
        Insn i = step.insn();
        int[] targets = body.shape.targets(i);
        Label leave = body.leaveBefore(step);
        if (targets.length == 0 || body.windows.code().writable() || step.conditional()) {
            body.go(leave);
            return;
        }
        boolean halfwords = i.op == Op.TBH;
        int table = i.address + 4;
        int entries = (targets[0] - table) / (halfwords ? 2 : 1);
        body.flags.settle();
        body.reg(i.m);
        body.push(0);
        body.jump(Opcodes.IF_ICMPLT, leave);
        body.reg(i.m);
        body.push(entries);
        body.jump(Opcodes.IF_ICMPGE, leave);
        Label[] cases = new Label[entries];
        for (int k = 0; k < entries; k++) {
            int value = (int) body.windows.code().read(table + (halfwords ? 2 * k : k), halfwords ? 2 : 1);
            cases[k] = body.target(table + 2 * value, 0);
        }
        body.reg(i.m);
        body.out.visitTableSwitchInsn(0, entries - 1, leave, cases);
    }
}
