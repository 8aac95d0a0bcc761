package dev.platine.mcu.engine.compiler;

import dev.platine.mcu.core.Engine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.CheckClassAdapter;

/** Compiling engines for tests: all that is met twice is translated, and every class is verified before it is defined. */
public final class Compilers {
    /** Fingerprints of the classes that have been verified: one that comes again is the same. */
    private static final Set<Long> VERIFIED = ConcurrentHashMap.newKeySet();

    private Compilers() {}

    private static long fingerprint(byte[] bytes) {
        long print = bytes.length;
        for (byte each : bytes) {
            long mixed = (print ^ each) * 0x9E3779B97F4A7C15L;
            print = mixed ^ mixed >>> 32;
        }
        return print;
    }

    /** As users have it, but eager and verified. */
    public static Supplier<Engine> eager() {
        return eager(bytes -> {});
    }

    /** The same, with somebody who looks at the classes. */
    public static Supplier<Engine> eager(Consumer<byte[]> inspector) {
        return engine(Policy.eager(), Intrinsics.all(), Access.best(), inspector);
    }

    /** Eager, but not verified: for a JVM whose memory for classes is measured. Somebody hears of each class. */
    public static Supplier<Engine> unverified(Consumer<byte[]> inspector) {
        return () -> new CompilingEngine(Policy.eager(), Intrinsics.all(), Access.best(), inspector);
    }

    /** Eager, with accesses to the RAM as where the JDK lets no others. */
    public static Supplier<Engine> checked() {
        return engine(Policy.eager(), Intrinsics.all(), Access.CHECKED, bytes -> {});
    }

    /** Eager, with no operation that has bytecode of its own. */
    public static Supplier<Engine> withoutIntrinsics() {
        return engine(Policy.eager(), Intrinsics.none(), Access.best(), bytes -> {});
    }

    /** With the policy that {@code auto} has. */
    public static Supplier<Engine> rationed(Consumer<byte[]> inspector) {
        return engine(Policy.auto(), Intrinsics.all(), Access.best(), inspector);
    }

    /** What may define classes in this package, as the translator does. */
    public static MethodHandles.Lookup lookup() {
        return MethodHandles.lookup();
    }

    /** The length of the longest method of a class, in bytes of code. */
    public static int longestMethod(byte[] bytes) {
        List<Label> ends = new ArrayList<>();
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, 0); // the same numbers of constants, so the same lengths
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] thrown) {
                        return new MethodVisitor(
                                Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, thrown)) {
                            @Override
                            public void visitMaxs(int stack, int locals) {
                                Label end = new Label();
                                visitLabel(end);
                                ends.add(end);
                                super.visitMaxs(stack, locals);
                            }
                        };
                    }
                },
                0);
        writer.toByteArray();
        return ends.stream().mapToInt(Label::getOffset).max().orElse(0);
    }

    private static Supplier<Engine> engine(
            Policy policy, Intrinsics intrinsics, Access access, Consumer<byte[]> inspector) {
        return () -> new CompilingEngine(policy, intrinsics, access, bytes -> {
            if (VERIFIED.add(fingerprint(bytes))) {
                verify(bytes);
            }
            inspector.accept(bytes);
        });
    }

    /**
     * Verifies a class, more strictly than the JVM does.
     *
     * @throws AssertionError if it is none, with the place
     */
    public static void verify(byte[] bytes) {
        StringWriter text = new StringWriter();
        try {
            CheckClassAdapter.verify(
                    new ClassReader(bytes), Compilers.class.getClassLoader(), false, new PrintWriter(text));
        } catch (RuntimeException e) {
            throw new AssertionError("a translated region is no proper class", e);
        }
        if (!text.toString().isEmpty()) {
            throw new AssertionError("a translated region is no proper class: " + text);
        }
    }
}
