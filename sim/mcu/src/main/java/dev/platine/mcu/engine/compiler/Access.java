package dev.platine.mcu.engine.compiler;

import dev.platine.mcu.bus.Memory;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * How generated code reads and writes the RAM once its own check has passed. HotSpot's first compiler makes a call chain of each access by a
 * variable handle, so where the JDK still offers plain access without objection, that is taken: it halves the time to full speed.
 */
enum Access {
    /** By variable handles, whose bounds checks HotSpot's second compiler removes because the offset is masked. */
    CHECKED {
        @Override
        void fetch(Body body, int size, int plus) {
            if (size > 1) {
                handle(body, size);
            }
            ram(body);
            index(body, size, plus);
            if (size == 1) {
                body.op(Opcodes.BALOAD);
            } else {
                body.out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, HANDLE, "get", size == 4 ? "([BI)I" : "([BI)S", false);
            }
        }

        @Override
        void store(Body body, int size, int plus, Runnable value) {
            if (size > 1) {
                handle(body, size);
            }
            ram(body);
            index(body, size, plus);
            value.run();
            if (size == 1) {
                body.op(Opcodes.BASTORE);
                return;
            }
            if (size == 2) {
                body.op(Opcodes.I2S);
            }
            body.out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, HANDLE, "set", size == 4 ? "([BII)V" : "([BIS)V", false);
        }

        private void index(Body body, int size, int plus) {
            body.load(Code.T1);
            MemoryCode.offset(body, plus);
            body.push(body.windows.mask() & -size);
            body.op(Opcodes.IAND);
        }

        private void handle(Body body, int size) {
            body.out.visitFieldInsn(
                    Opcodes.GETSTATIC, "dev/platine/mcu/bus/Memory", size == 4 ? "INT" : "SHORT", "L" + HANDLE + ";");
        }
    },

    /** By offsets in the array. */
    PLAIN {
        @Override
        void fetch(Body body, int size, int plus) {
            place(body, plus);
            body.out.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, UNSAFE, "get" + name(size), "(Ljava/lang/Object;J)" + type(size), false);
        }

        @Override
        void store(Body body, int size, int plus, Runnable value) {
            place(body, plus);
            value.run();
            if (size < 4) {
                body.op(size == 2 ? Opcodes.I2S : Opcodes.I2B);
            }
            body.out.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL,
                    UNSAFE,
                    "put" + name(size),
                    "(Ljava/lang/Object;J" + type(size) + ")V",
                    false);
        }

        private void place(Body body, int plus) {
            Object accessor = Plain.ACCESSOR;
            if (accessor == null) {
                throw new IllegalStateException("this JDK has no plain access");
            }
            body.constants.push(body, accessor, "L" + UNSAFE + ";");
            ram(body);
            body.load(Code.T1);
            body.op(Opcodes.I2L);
            body.out.visitLdcInsn((long) Plain.FIRST_BYTE + plus);
            body.op(Opcodes.LADD);
        }

        private String type(int size) {
            return size == 4 ? "I" : size == 2 ? "S" : "B";
        }

        private String name(int size) {
            return size == 4 ? "Int" : size == 2 ? "Short" : "Byte";
        }
    };

    private static final String HANDLE = "java/lang/invoke/VarHandle";
    private static final String UNSAFE = "sun/misc/Unsafe";
    /** From here on the JDK warns of it, and later refuses it. */
    private static final int WARNS_FROM = 24;

    /** The way for this JDK. */
    static Access best() {
        return Runtime.version().feature() < WARNS_FROM && Plain.ACCESSOR != null ? PLAIN : CHECKED;
    }

    /** A value of 1, 2 or 4 bytes at {@link Code#T1} and so much more, onto the stack, with its sign. */
    abstract void fetch(Body body, int size, int plus);

    /** Stores what {@code value} puts onto the stack. */
    abstract void store(Body body, int size, int plus, Runnable value);

    private static void ram(Body body) {
        Memory ram = body.windows.ram();
        if (ram != null) {
            body.constants.push(body, ram.bytes(), Constants.BYTES);
        }
    }

    /** Looked up only where it is used. */
    private static final class Plain {
        static final @Nullable Object ACCESSOR;
        static final int FIRST_BYTE;

        static {
            Object accessor = null;
            int first = 0;
            try {
                Class<?> type = Class.forName("sun.misc.Unsafe");
                Field field = type.getDeclaredField("theUnsafe");
                field.setAccessible(true);
                first = type.getField("ARRAY_BYTE_BASE_OFFSET").getInt(null);
                accessor = field.get(null);
            } catch (ReflectiveOperationException | RuntimeException e) {
                accessor = null; // then by variable handles
            }
            ACCESSOR = accessor;
            FIRST_BYTE = first;
        }
    }
}
