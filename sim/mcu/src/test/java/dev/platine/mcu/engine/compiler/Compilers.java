package dev.platine.mcu.engine.compiler;

import dev.platine.mcu.core.Engine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;

/** Compiling engines for tests: all that is met twice is translated, and every class is verified before it is defined. */
public final class Compilers {
    private Compilers() {}

    /** As users have it, but eager and verified. */
    public static Supplier<Engine> eager() {
        return eager(bytes -> {});
    }

    /** The same, with somebody who looks at the classes. */
    public static Supplier<Engine> eager(Consumer<byte[]> inspector) {
        return engine(Policy.eager(), Intrinsics.all(), inspector);
    }

    /** Eager, with no operation that has bytecode of its own. */
    public static Supplier<Engine> withoutIntrinsics() {
        return engine(Policy.eager(), Intrinsics.none(), bytes -> {});
    }

    /** With the policy that {@code auto} has. */
    public static Supplier<Engine> rationed(Consumer<byte[]> inspector) {
        return engine(Policy.auto(), Intrinsics.all(), inspector);
    }

    private static Supplier<Engine> engine(Policy policy, Intrinsics intrinsics, Consumer<byte[]> inspector) {
        return () -> new CompilingEngine(policy, intrinsics, Access.best(), bytes -> {
            verify(bytes);
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
