package dev.platine.mcu.engine.compiler;

import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * The flags while a block is written: N and Z in locals; C in a local, or with V in the operands and the sum of the last addition. Between
 * blocks C is always in the sum. Knows whether the last to set them was a comparison, whose conditions can be asked of its operands.
 */
final class Flags {
    private final Code code;
    /** Whether C is in its local. */
    private boolean carryKnown;
    /** Whether all flags come from a difference: the second operand is kept inverted. */
    private boolean difference;
    /** Whether an instruction set flags since {@link #forgetChange}. */
    private boolean changed;

    Flags(Code code) {
        this.code = code;
    }

    void begin(boolean afterDifference) {
        carryKnown = false;
        difference = afterDifference;
        changed = false;
    }

    boolean isDifference() {
        return difference && !carryKnown;
    }

    boolean carryKnown() {
        return carryKnown;
    }

    void forgetChange() {
        changed = false;
    }

    boolean hasChanged() {
        return changed;
    }

    /** They come from somewhere unknown, C in the sum. */
    void unknown() {
        difference = false;
    }

    /** N and Z from the stack's top, which stays there. */
    void result() {
        code.op(Opcodes.DUP);
        code.store(Code.N);
        code.op(Opcodes.DUP);
        code.store(Code.Z);
        difference = false;
        changed = true;
    }

    /** C from the stack's top. */
    void carry() {
        code.store(Code.C);
        carryKnown = true;
        difference = false;
        changed = true;
    }

    /** All flags of the sum of {@link Code#A} and {@link Code#B}, which is on the stack's top and stays there. */
    void sum(boolean ofDifference) {
        code.op(Opcodes.DUP);
        code.store(Code.SUM);
        result();
        difference = ofDifference;
        carryKnown = false;
    }

    /** C as 0 or 1 onto the stack. */
    void pushCarry() {
        if (carryKnown) {
            code.load(Code.C);
        } else {
            code.carryOfSum();
        }
    }

    /** They were fetched from the processor: C in the sum. */
    void fetched() {
        carryKnown = false;
        difference = false;
        changed = true;
    }

    /** Puts C into the sum, as it is between blocks. */
    void settle() {
        if (carryKnown) {
            settleKnown();
            carryKnown = false;
            difference = false;
        }
    }

    /** Puts C from its local into the sum. */
    void settleKnown() {
        code.overflowOfSum();
        code.push(31);
        code.op(Opcodes.ISHR);
        code.load(Code.C);
        code.op(Opcodes.INEG, Opcodes.DUP);
        code.store(Code.A);
        code.op(Opcodes.DUP);
        code.store(Code.B);
        code.op(Opcodes.IXOR);
        code.store(Code.SUM);
    }

    /** Jumps if a condition holds, or if it does not. */
    void jump(int condition, boolean holds, Label to) {
        if (condition >= 14) {
            if (holds) {
                code.go(to);
            }
            return;
        }
        boolean positive = ((condition & 1) == 0) == holds;
        switch (condition >> 1) {
            case 0 -> one(Code.Z, positive ? Opcodes.IFEQ : Opcodes.IFNE, to);
            case 1 -> carrySet(positive, to);
            case 2 -> one(Code.N, positive ? Opcodes.IFLT : Opcodes.IFGE, to);
            case 3 -> {
                code.overflowOfSum();
                code.jump(positive ? Opcodes.IFLT : Opcodes.IFGE, to);
            }
            case 4 -> higher(positive, to);
            case 5 -> notLess(positive, to);
            default -> greater(positive, to);
        }
    }

    private void one(int local, int opcode, Label to) {
        code.load(local);
        code.jump(opcode, to);
    }

    /** The operands of the difference, turned so that their order with signs is that without. */
    private void turnedOperands() {
        code.load(Code.A);
        code.push(Integer.MIN_VALUE);
        code.op(Opcodes.IXOR);
        code.load(Code.B);
        code.push(Integer.MAX_VALUE);
        code.op(Opcodes.IXOR);
    }

    private void operands() {
        code.load(Code.A);
        code.load(Code.B);
        code.push(-1);
        code.op(Opcodes.IXOR);
    }

    private void carrySet(boolean set, Label to) {
        if (isDifference()) {
            turnedOperands();
            code.jump(set ? Opcodes.IF_ICMPGE : Opcodes.IF_ICMPLT, to);
        } else {
            pushCarry();
            code.jump(set ? Opcodes.IFNE : Opcodes.IFEQ, to);
        }
    }

    private void higher(boolean higher, Label to) {
        if (isDifference()) {
            turnedOperands();
            code.jump(higher ? Opcodes.IF_ICMPGT : Opcodes.IF_ICMPLE, to);
            return;
        }
        if (higher) {
            Label not = new Label();
            pushCarry();
            code.jump(Opcodes.IFEQ, not);
            one(Code.Z, Opcodes.IFNE, to);
            code.place(not);
        } else {
            pushCarry();
            code.jump(Opcodes.IFEQ, to);
            one(Code.Z, Opcodes.IFEQ, to);
        }
    }

    private void pushOrder() {
        code.load(Code.N);
        code.overflowOfSum();
        code.op(Opcodes.IXOR);
    }

    private void notLess(boolean notLess, Label to) {
        if (isDifference()) {
            operands();
            code.jump(notLess ? Opcodes.IF_ICMPGE : Opcodes.IF_ICMPLT, to);
        } else {
            pushOrder();
            code.jump(notLess ? Opcodes.IFGE : Opcodes.IFLT, to);
        }
    }

    private void greater(boolean greater, Label to) {
        if (isDifference()) {
            operands();
            code.jump(greater ? Opcodes.IF_ICMPGT : Opcodes.IF_ICMPLE, to);
            return;
        }
        if (greater) {
            Label not = new Label();
            one(Code.Z, Opcodes.IFEQ, not);
            pushOrder();
            code.jump(Opcodes.IFGE, to);
            code.place(not);
        } else {
            one(Code.Z, Opcodes.IFEQ, to);
            pushOrder();
            code.jump(Opcodes.IFLT, to);
        }
    }
}
