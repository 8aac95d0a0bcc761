package dev.platine.mcu.engine.compiler;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes the bytecode of a region's method: the guest's registers as locals at fixed places, all of them set from the start. Notes which
 * are used, so that a first, dry writing tells a second one what to load and to write back.
 */
class Code {
    static final int CPU = 1;
    static final int LEFT = 2;
    static final int DEPTH = 3;
    static final int PC = 4;
    static final int IT = 5;
    static final int N = 6;
    static final int Z = 7;
    static final int C = 8;
    /** The operands and the sum that C and V come from. */
    static final int A = 9;

    static final int B = 10;
    static final int SUM = 11;
    static final int T0 = 12;
    static final int T1 = 13;
    static final int T2 = 14;
    static final int T3 = 15;
    static final int CALLED = 16;
    /** Floats for a while. */
    static final int F0 = 17;

    static final int F1 = 18;
    /** Whether the region is left because an instruction needs what was not expected of it. */
    static final int FAR = 19;

    static final int R = 20;
    static final int S = 36;
    static final int LOCALS = 68;

    static final String PACKAGE = "dev/platine/mcu/engine/compiler/";
    static final String CPU_CLASS = "dev/platine/mcu/core/Cpu";
    static final String REGION_CLASS = "dev/platine/mcu/engine/Region";

    /** What the region uses: filled by the first writing. */
    static final class Uses {
        int read;
        int written;
        int floats;
        int floatsWritten;
    }

    final MethodVisitor out;
    final Uses uses;

    Code(MethodVisitor out, Uses uses) {
        this.out = out;
        this.uses = uses;
    }

    final void push(int value) {
        if (value >= -1 && value <= 5) {
            out.visitInsn(Opcodes.ICONST_0 + value);
        } else if (value == (byte) value) {
            out.visitIntInsn(Opcodes.BIPUSH, value);
        } else if (value == (short) value) {
            out.visitIntInsn(Opcodes.SIPUSH, value);
        } else {
            out.visitLdcInsn(value);
        }
    }

    final void op(int... opcodes) {
        for (int opcode : opcodes) {
            out.visitInsn(opcode);
        }
    }

    final void load(int local) {
        out.visitVarInsn(Opcodes.ILOAD, local);
    }

    final void store(int local) {
        out.visitVarInsn(Opcodes.ISTORE, local);
    }

    /** A guest register onto the stack. */
    final void reg(int number) {
        uses.read |= 1 << number;
        load(R + number);
    }

    /** The stack's top into a guest register. */
    final void setReg(int number) {
        uses.written |= 1 << number;
        store(R + number);
    }

    /** A floating-point register as a number. */
    final void single(int number) {
        uses.floats |= 1 << number;
        out.visitVarInsn(Opcodes.FLOAD, S + number);
    }

    final void setSingle(int number) {
        uses.floats |= 1 << number;
        uses.floatsWritten |= 1 << number;
        out.visitVarInsn(Opcodes.FSTORE, S + number);
    }

    /** A floating-point register as its bits. */
    final void bits(int number) {
        single(number);
        toBits();
    }

    final void setBits(int number) {
        fromBits();
        setSingle(number);
    }

    final void toBits() {
        call("java/lang/Float", "floatToRawIntBits", "(F)I");
    }

    final void fromBits() {
        call("java/lang/Float", "intBitsToFloat", "(I)F");
    }

    final void cpu() {
        out.visitVarInsn(Opcodes.ALOAD, CPU);
    }

    final void get(String field, String type) {
        cpu();
        out.visitFieldInsn(Opcodes.GETFIELD, CPU_CLASS, field, type);
    }

    final void get(String field) {
        get(field, "I");
    }

    final void put(String field) {
        out.visitFieldInsn(Opcodes.PUTFIELD, CPU_CLASS, field, "I");
    }

    final void call(String owner, String name, String type) {
        out.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, type, false);
    }

    final void isa(String owner, String name, String type) {
        call("dev/platine/mcu/isa/" + owner, name, type);
    }

    final void reach(String name, String type) {
        call(PACKAGE + "Reach", name, type);
    }

    final void jump(int opcode, Label to) {
        out.visitJumpInsn(opcode, to);
    }

    final void go(Label to) {
        out.visitJumpInsn(Opcodes.GOTO, to);
    }

    final void place(Label label) {
        out.visitLabel(label);
        out.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    }

    /** The frame that holds at every label. */
    final void frame(String self) {
        List<Object> locals = new ArrayList<>();
        locals.add(self);
        locals.add(CPU_CLASS);
        for (int i = LEFT; i < CALLED; i++) {
            locals.add(Opcodes.INTEGER);
        }
        locals.add(REGION_CLASS);
        locals.add(Opcodes.FLOAT);
        locals.add(Opcodes.FLOAT);
        locals.add(Opcodes.INTEGER);
        for (int i = 0; i < 16; i++) {
            locals.add((used() >> i & 1) != 0 ? Opcodes.INTEGER : Opcodes.TOP);
        }
        for (int i = 0; i < 32; i++) {
            locals.add((uses.floats >> i & 1) != 0 ? Opcodes.FLOAT : Opcodes.TOP);
        }
        out.visitFrame(Opcodes.F_FULL, locals.size(), locals.toArray(), 0, new Object[0]);
    }

    final int used() {
        return uses.read | uses.written;
    }

    /** All locals but {@link #CPU}, {@link #LEFT} and {@link #DEPTH}, from the processor. */
    final void begin() {
        for (int local : new int[] {PC, IT, N, Z, C, A, B, SUM, T0, T1, T2, T3, FAR}) {
            push(0);
            store(local);
        }
        op(Opcodes.ACONST_NULL);
        out.visitVarInsn(Opcodes.ASTORE, CALLED);
        op(Opcodes.FCONST_0);
        out.visitVarInsn(Opcodes.FSTORE, F0);
        op(Opcodes.FCONST_0);
        out.visitVarInsn(Opcodes.FSTORE, F1);
        fetch();
    }

    /** The guest's state from the processor into the locals. */
    final void fetch() {
        int registers = used();
        for (int i = 0; i < 15; i++) {
            if ((registers >> i & 1) != 0) {
                get("r", "[I");
                push(i);
                op(Opcodes.IALOAD);
                store(R + i);
            }
        }
        for (int i = 0; i < 32; i++) {
            if ((uses.floats >> i & 1) != 0) {
                get("s", "[I");
                push(i);
                op(Opcodes.IALOAD);
                fromBits();
                out.visitVarInsn(Opcodes.FSTORE, S + i);
            }
        }
        fetchFlags();
    }

    /** N, Z as they are; operands and a sum that give C and V. */
    private void fetchFlags() {
        get("n");
        store(N);
        get("z");
        store(Z);
        get("c");
        op(Opcodes.INEG);
        store(A);
        load(A);
        store(B);
        load(A);
        get("v");
        push(31);
        op(Opcodes.ISHR, Opcodes.IXOR);
        store(SUM);
    }

    /** The registers that the region writes, back into the processor. */
    final void writeBack() {
        for (int i = 0; i < 15; i++) {
            if ((uses.written >> i & 1) != 0) {
                get("r", "[I");
                push(i);
                load(R + i);
                op(Opcodes.IASTORE);
            }
        }
        for (int i = 0; i < 32; i++) {
            if ((uses.floatsWritten >> i & 1) != 0) {
                get("s", "[I");
                push(i);
                out.visitVarInsn(Opcodes.FLOAD, S + i);
                toBits();
                op(Opcodes.IASTORE);
            }
        }
    }

    /** The carry that the operands and the sum give. */
    final void carryOfSum() {
        load(A);
        load(B);
        load(SUM);
        reach("carry", "(III)I");
    }

    /** A number whose sign is the overflow that the operands and the sum give. */
    final void overflowOfSum() {
        load(A);
        load(SUM);
        op(Opcodes.IXOR);
        load(B);
        load(SUM);
        op(Opcodes.IXOR, Opcodes.IAND);
    }

    /** Flags into the processor; C from its local or from the sum. */
    final void writeFlags(boolean carryKnown) {
        cpu();
        load(N);
        load(Z);
        load(A);
        load(B);
        load(SUM);
        reach("flags", "(L" + CPU_CLASS + ";IIIII)V");
        if (carryKnown) {
            cpu();
            load(C);
            put("c");
        }
    }
}
