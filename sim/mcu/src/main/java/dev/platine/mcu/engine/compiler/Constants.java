package dev.platine.mcu.engine.compiler;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The objects that a region's class holds as static final fields, handed over when the class is defined. */
final class Constants {
    static final String LINK = "L" + Code.PACKAGE + "Link;";
    static final String INSN = "Ldev/platine/mcu/isa/Insn;";
    static final String BYTES = "[B";
    static final String REGIONS = "L" + Code.PACKAGE + "Regions;";

    private final String owner;
    private final List<Object> values = new ArrayList<>();
    private final List<String> types = new ArrayList<>();

    Constants(String owner) {
        this.owner = owner;
    }

    /** Puts an object onto the stack. */
    void push(Code code, Object value, String type) {
        int at = -1;
        for (int i = 0; i < values.size(); i++) {
            at = values.get(i) == value ? i : at;
        }
        if (at < 0) {
            at = values.size();
            values.add(value);
            types.add(type);
        }
        code.out.visitFieldInsn(Opcodes.GETSTATIC, owner, "k" + at, type);
    }

    Object[] values() {
        return values.toArray();
    }

    void write(ClassWriter out) {
        for (int i = 0; i < values.size(); i++) {
            out.visitField(Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, "k" + i, types.get(i), null, null)
                    .visitEnd();
        }
        MethodVisitor start = out.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        start.visitCode();
        Handle classData = new Handle(
                Opcodes.H_INVOKESTATIC,
                "java/lang/invoke/MethodHandles",
                "classData",
                "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/Object;",
                false);
        start.visitLdcInsn(new ConstantDynamic("_", "[Ljava/lang/Object;", classData));
        start.visitVarInsn(Opcodes.ASTORE, 0);
        for (int i = 0; i < values.size(); i++) {
            start.visitVarInsn(Opcodes.ALOAD, 0);
            start.visitIntInsn(Opcodes.SIPUSH, i);
            start.visitInsn(Opcodes.AALOAD);
            String type = types.get(i);
            start.visitTypeInsn(Opcodes.CHECKCAST, type.startsWith("L") ? type.substring(1, type.length() - 1) : type);
            start.visitFieldInsn(Opcodes.PUTSTATIC, owner, "k" + i, type);
        }
        start.visitInsn(Opcodes.RETURN);
        start.visitMaxs(3, 1);
        start.visitEnd();
    }
}
