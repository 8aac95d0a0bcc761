package dev.platine.mcu.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

/** An independent implementation of the instructions: libunicorn2, which is QEMU's translator in a library. */
final class Unicorn implements AutoCloseable {
    static final int CODE = 0x08000000;
    static final int DATA = 0x20000000;
    static final int SIZE = 0x10000;
    static final int CODE_SIZE = 0x80000;

    private static final int ARCH_ARM = 1;
    private static final int MODE_THUMB = 1 << 4;
    private static final int MODE_MCLASS = 1 << 5;
    private static final int CPU_CORTEX_M4 = 9;
    private static final int CPU_CORTEX_A15 = 17;
    private static final int CTL_CPU_MODEL_WRITE = 7 | 1 << 26 | 1 << 30;
    private static final int THUMB_USER = 0x30;
    private static final int CTL_FLUSH = 10 | 1 << 30;
    private static final int REG_CPSR = 3;
    private static final int REG_FPEXC = 4;
    private static final int REG_FPSCR = 6;
    private static final int REG_LR = 10;
    private static final int REG_PC = 11;
    private static final int REG_SP = 12;
    private static final int REG_R0 = 66;
    private static final int REG_S0 = 79;
    private static final int REG_C1_C0_2 = 111;
    private static final int REG_XPSR = 120;
    private static final int REG_APSR_NZCVQG = 129;

    private interface Api extends Library {
        int uc_open(int arch, int mode, PointerByReference engine);

        int uc_close(Pointer engine);

        int uc_ctl(Pointer engine, int control, Object... arguments);

        int uc_mem_map_ptr(Pointer engine, long address, NativeLong size, int permissions, Pointer memory);

        int uc_reg_read(Pointer engine, int register, IntByReference value);

        int uc_reg_write(Pointer engine, int register, IntByReference value);

        int uc_reg_read_batch(Pointer engine, int[] registers, Pointer values, int count);

        int uc_reg_write_batch(Pointer engine, int[] registers, Pointer values, int count);

        int uc_emu_start(Pointer engine, long begin, long until, long timeoutUs, NativeLong count);
    }

    private static final int PAGE = 4096;

    private final Memory memory = new Memory(CODE_SIZE + SIZE + PAGE);
    private final Pointer code = memory.align(PAGE).share(0);
    private final Pointer data = code.share(CODE_SIZE);
    private final Api api;
    private final Pointer engine;
    private final int[] registers;
    private final Memory values;
    private final Memory pointers;
    private final boolean floats;

    /** A Cortex-M4, or for floating point the same instructions in the Thumb state of a Cortex-A15, whose unit can be switched on. */
    Unicorn(boolean floats) {
        this.floats = floats;
        Api library = null;
        try {
            library = Native.load("libunicorn.so.2", Api.class);
        } catch (UnsatisfiedLinkError e) {
            assumeTrue(false, "libunicorn.so.2 is not installed (Debian: libunicorn2)");
        }
        api = library;
        PointerByReference reference = new PointerByReference();
        check(api.uc_open(ARCH_ARM, floats ? MODE_THUMB : MODE_THUMB | MODE_MCLASS, reference));
        engine = reference.getValue();
        check(api.uc_ctl(engine, CTL_CPU_MODEL_WRITE, floats ? CPU_CORTEX_A15 : CPU_CORTEX_M4));
        // memory of our own, on pages: the library's way to write takes a millisecond for what is compared here
        check(api.uc_mem_map_ptr(engine, CODE, new NativeLong(CODE_SIZE), 7, code));
        check(api.uc_mem_map_ptr(engine, DATA, new NativeLong(SIZE), 7, data));
        registers = new int[16 + (floats ? 34 : 1)];
        for (int i = 0; i < 13; i++) {
            registers[i] = REG_R0 + i;
        }
        registers[13] = REG_SP;
        registers[14] = REG_LR;
        registers[15] = REG_PC;
        if (floats) {
            registers[17] = REG_FPSCR;
            for (int i = 0; i < 32; i++) {
                registers[18 + i] = REG_S0 + i;
            }
            write(REG_CPSR, THUMB_USER);
            write(REG_C1_C0_2, 0xF << 20);
            write(REG_FPEXC, 1 << 30);
        }
        values = new Memory(8L * registers.length);
        pointers = new Memory(8L * registers.length);
        for (int i = 0; i < registers.length; i++) {
            pointers.setPointer(8L * i, values.share(8L * i));
        }
    }

    private static void check(int error) {
        if (error != 0) {
            throw new IllegalStateException("unicorn: error " + error);
        }
    }

    private void write(int register, int value) {
        check(api.uc_reg_write(engine, register, new IntByReference(value)));
    }

    /** Writes programs. What it has translated is forgotten, which takes 35 ms: so hundreds of programs are written at once. */
    void code(byte[] bytes) {
        code.write(0, bytes, 0, bytes.length);
        check(api.uc_ctl(engine, CTL_FLUSH));
    }

    void data(byte[] bytes) {
        data.write(0, bytes, 0, bytes.length);
    }

    byte[] data(int size) {
        return data.getByteArray(0, size);
    }

    /** Sets r0 to r14, the flags, the floating-point registers, and where it begins. */
    void set(State state, int begin) {
        for (int i = 0; i < 15; i++) {
            values.setInt(8L * i, state.r[i]);
        }
        values.setInt(8L * 15, begin | 1);
        values.setInt(8L * 16, floats ? state.status & ~(1 << 24) | THUMB_USER : state.status | 1 << 24);
        if (floats) {
            values.setInt(8L * 17, state.fpscr);
            for (int i = 0; i < 32; i++) {
                values.setInt(8L * (18 + i), state.s[i]);
            }
        }
        registers[16] = floats ? REG_CPSR : REG_APSR_NZCVQG;
        check(api.uc_reg_write_batch(engine, registers, pointers, registers.length));
    }

    /** Runs; the error number of the library. */
    int run(int begin, int end) {
        return api.uc_emu_start(engine, begin | 1, end, 0, new NativeLong(0));
    }

    /** Reads everything. */
    void get(State state) {
        // the flags are written by one name and read by another: each direction of the other does nothing
        registers[16] = floats ? REG_CPSR : REG_XPSR;
        check(api.uc_reg_read_batch(engine, registers, pointers, registers.length));
        for (int i = 0; i < 15; i++) {
            state.r[i] = values.getInt(8L * i);
        }
        state.pc = values.getInt(8L * 15);
        state.status = values.getInt(8L * 16) & State.STATUS;
        if (floats) {
            state.fpscr = values.getInt(8L * 17);
            for (int i = 0; i < 32; i++) {
                state.s[i] = values.getInt(8L * (18 + i));
            }
        }
    }

    @Override
    public void close() {
        api.uc_close(engine);
    }
}
