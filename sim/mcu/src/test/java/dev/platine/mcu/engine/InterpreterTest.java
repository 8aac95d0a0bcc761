package dev.platine.mcu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.platine.mcu.core.Cpu;
import dev.platine.mcu.isa.Op;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every engine has to keep: exact budgets, no allocation, methods that HotSpot compiles. */
class InterpreterTest {
    private static final int HOTSPOT_LIMIT = 8000;

    @Test
    void shouldStopExactlyAtItsBudget() {
        Ours ours = new Ours();
        byte[] code = new byte[Unicorn.SIZE];
        for (int i = 0; i < code.length; i += 2) {
            code[i] = 1;
            code[i + 1] = 0x30;
        }
        ours.code(code);
        Cpu cpu = ours.processor.cpu();
        cpu.pc = Unicorn.CODE;
        cpu.r[0] = 0;
        for (int budget = 1; budget < 100; budget++) {
            int before = cpu.r[0];
            assertThat(ours.processor.run(budget)).isEqualTo(budget);
            assertThat(cpu.r[0] - before).isEqualTo(budget);
        }
    }

    @Test
    void shouldAllocateNothingOnceItMetTheInstructions() {
        Ours ours = new Ours();
        // loop: adds r0, #1; str r0, [r1]; ldr r2, [r1]; muls r2, r0; vadd.f32 s0, s0, s1; ite ne; movne/moveq;
        // push/pop; b loop
        int[] halfwords = {
            0x3001, 0x6008, 0x680A, 0x4342, 0xEE30, 0x0A20, 0xBF14, 0x2301, 0x2302, 0xB41F, 0xBC1F, 0xFA90, 0xF311,
            0xE7F1
        };
        byte[] code = new byte[halfwords.length * 2];
        for (int i = 0; i < halfwords.length; i++) {
            code[2 * i] = (byte) halfwords[i];
            code[2 * i + 1] = (byte) (halfwords[i] >> 8);
        }
        ours.code(code);
        Cpu cpu = ours.processor.cpu();
        cpu.pc = Unicorn.CODE;
        cpu.r[1] = Unicorn.DATA + 0x100;
        cpu.r[13] = Unicorn.DATA + 0x1000;
        ours.processor.run(100_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5 && least > 0; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            ours.processor.run(1_000_000);
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertThat(least).isLessThan(1000);
        assertThat(ours.processor.exceptionNumber()).isZero();
    }

    @Test
    void shouldKeepItsLoopBelowTheLimitOfTheJustInTimeCompiler() throws IOException {
        assertThat(codeLength(Interpreter.class, "interpret")).isBetween(1000, HOTSPOT_LIMIT - 1);
    }

    @Test
    void shouldNumberItsOperationsDensely() throws IllegalAccessException {
        Set<Integer> numbers = new HashSet<>();
        int count = 0;
        for (Field field : Op.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && !field.getName().equals("COUNT")) {
                numbers.add(field.getInt(null));
                count++;
            }
        }
        assertThat(count).isEqualTo(Op.COUNT);
        assertThat(numbers).hasSize(Op.COUNT).contains(0, Op.COUNT - 1);
    }

    /** The length of a method's code, read from its class file: the Code attribute follows the method's name. */
    private static int codeLength(Class<?> type, String method) throws IOException {
        try (DataInputStream in =
                new DataInputStream(Interpreter.class.getResourceAsStream(type.getSimpleName() + ".class"))) {
            in.skipBytes(8);
            Object[] pool = ClassFile.pool(in);
            in.skipBytes(6);
            in.skipBytes(2 * in.readUnsignedShort());
            ClassFile.skipMembers(in);
            return ClassFile.codeLength(in, pool, method);
        }
    }

    /** As much of the class file's format as is needed. */
    private static final class ClassFile {
        static Object[] pool(DataInputStream in) throws IOException {
            Object[] pool = new Object[in.readUnsignedShort()];
            for (int i = 1; i < pool.length; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> pool[i] = in.readUTF();
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipBytes(4);
                    case 5, 6 -> {
                        in.skipBytes(8);
                        i++;
                    }
                    case 15 -> in.skipBytes(3);
                    default -> in.skipBytes(2);
                }
            }
            return pool;
        }

        static void skipMembers(DataInputStream in) throws IOException {
            for (int members = in.readUnsignedShort(); members > 0; members--) {
                in.skipBytes(6);
                for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                    in.skipBytes(2);
                    in.skipNBytes(in.readInt());
                }
            }
        }

        static int codeLength(DataInputStream in, Object[] pool, String method) throws IOException {
            int longest = 0;
            for (int members = in.readUnsignedShort(); members > 0; members--) {
                in.skipBytes(2);
                boolean wanted = method.equals(pool[in.readUnsignedShort()]);
                in.skipBytes(2);
                for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                    boolean code = "Code".equals(pool[in.readUnsignedShort()]);
                    byte[] bytes = new byte[in.readInt()];
                    in.readFully(bytes);
                    if (wanted && code) {
                        byte[] length = Arrays.copyOfRange(bytes, 4, 8);
                        longest = Math.max(
                                longest, java.nio.ByteBuffer.wrap(length).getInt());
                    }
                }
            }
            return longest;
        }
    }
}
