package dev.platine.benchmarks.hosted;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;

/**
 * Calls the firmware's step through java.lang.foreign, where there is one (JDK 22 and newer). Made by reflection, because this is
 * compiled for 17; the handle is a constant, so the call is as fast as if it were not. Its address comes from a property.
 */
final class ForeignStep {
    static final String ADDRESS = "platine.benchmark.step";

    private static final MethodHandle STEP = handle(Long.getLong(ADDRESS));

    private ForeignStep() {}

    static long step(long nowNs) throws Throwable {
        return (long) STEP.invokeExact(nowNs);
    }

    private static MethodHandle handle(long address) {
        try {
            Class<?> linker = Class.forName("java.lang.foreign.Linker");
            Class<?> option = Class.forName("java.lang.foreign.Linker$Option");
            Class<?> segment = Class.forName("java.lang.foreign.MemorySegment");
            Class<?> layout = Class.forName("java.lang.foreign.MemoryLayout");
            Class<?> descriptor = Class.forName("java.lang.foreign.FunctionDescriptor");
            Object number = Class.forName("java.lang.foreign.ValueLayout")
                    .getField("JAVA_LONG")
                    .get(null);
            Object one = Array.newInstance(layout, 1);
            Array.set(one, 0, number);
            Object signature =
                    descriptor.getMethod("of", layout, one.getClass()).invoke(null, number, one);
            Object function = segment.getMethod("ofAddress", long.class).invoke(null, address);
            Object none = Array.newInstance(option, 0);
            Object here = linker.getMethod("nativeLinker").invoke(null);
            return (MethodHandle) linker.getMethod("downcallHandle", segment, descriptor, none.getClass())
                    .invoke(here, function, signature, none);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("java.lang.foreign is not as it was in JDK 22", e);
        }
    }
}
