package dev.platine.mcu.engine.compiler;

import dev.platine.mcu.engine.Region;
import java.lang.invoke.MethodHandles;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Makes classes of shapes. Each is hidden and goes when nothing holds its region any more. */
final class Translator {
    /** Longer methods HotSpot does not compile. */
    static final int MOST_BYTES = 8000;

    private static final String NAME = Code.PACKAGE + "Translated";
    private static final String RUN = "(L" + Code.CPU_CLASS + ";II)I";

    private final Intrinsics intrinsics;
    private final Consumer<byte[]> inspector;
    private final Regions regions;
    private final Access access;

    /**
     * A translator.
     *
     * @param intrinsics what has bytecode of its own
     * @param regions what calls are linked to
     * @param access how the RAM is read and written
     * @param inspector is shown every class before it is defined
     */
    Translator(Intrinsics intrinsics, Regions regions, Access access, Consumer<byte[]> inspector) {
        this.intrinsics = intrinsics;
        this.regions = regions;
        this.access = access;
        this.inspector = inspector;
    }

    /**
     * Translates.
     *
     * @param shape what
     * @param windows what it reaches by itself
     * @param far which instructions are written in full
     * @return null if its method would be too long
     */
    @Nullable
    Region translate(Shape shape, Windows windows, IntPredicate far) {
        Code.Uses uses = new Code.Uses();
        Constants dry = new Constants(NAME);
        new Body(new MethodVisitor(Opcodes.ASM9) {}, uses, shape, windows, intrinsics, dry, regions, access, far)
                .write(NAME);
        Constants constants = new Constants(NAME);
        ClassWriter out = new ClassWriter(0);
        out.visit(Opcodes.V17, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, NAME, null, Code.REGION_CLASS, null);
        constructor(out);
        MethodVisitor run = out.visitMethod(Opcodes.ACC_PUBLIC, "run", RUN, null, null);
        Label end = new Label();
        new Body(run, uses, shape, windows, intrinsics, constants, regions, access, far) {
            @Override
            void end() {
                out.visitLabel(end);
            }
        }.write(NAME);
        if (end.getOffset() > MOST_BYTES) {
            return null;
        }
        constants.write(out);
        out.visitEnd();
        byte[] bytes = out.toByteArray();
        inspector.accept(bytes);
        return define(bytes, constants.values());
    }

    private static void constructor(ClassWriter out) {
        MethodVisitor method = out.visitMethod(0, "<init>", "()V", null, null);
        method.visitCode();
        method.visitVarInsn(Opcodes.ALOAD, 0);
        method.visitMethodInsn(Opcodes.INVOKESPECIAL, Code.REGION_CLASS, "<init>", "()V", false);
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(1, 1);
        method.visitEnd();
    }

    private static Region define(byte[] bytes, Object[] constants) {
        try {
            return (Region) MethodHandles.lookup()
                    .defineHiddenClassWithClassData(bytes, constants, true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a translated region is no proper class", e);
        }
    }
}
