package dev.platine.mcu.rtos;

import dev.platine.mcu.core.CoreRegisters;

/**
 * Where the registers of a task stand that does not run: on its stack, as the switching code of Cortex-M kernels leaves them. From the lowest
 * address on: R4 to R11; in a kernel that knows the floating-point unit the EXC_RETURN of the exception that switched, and S16 to S31 if that says so; then what
 * the processor stacked by itself: R0 to R3, R12, LR, PC, XPSR, and S0 to S15 and FPSCR with floating point.
 */
public final class TaskFrame {
    private static final int NO_FLOAT = 1 << 4;
    private static final int ALIGNED = 1 << 9;
    private static final int THUMB = 1 << 24;

    private final int[] places = new int[CoreRegisters.COUNT];
    private final boolean known;
    private final int stackPointer;

    private TaskFrame(Target target, int top, boolean withReturn) {
        int at = top;
        at = several(4, 8, at);
        boolean floats = false;
        if (withReturn) {
            floats = (target.word(at) & NO_FLOAT) == 0;
            at += 4;
        }
        if (floats) {
            at = several(CoreRegisters.S0 + 16, 16, at);
        }
        at = several(0, 4, at);
        at = several(12, 1, at);
        at = several(CoreRegisters.LR, 1, at);
        at = several(CoreRegisters.PC, 1, at);
        at = several(CoreRegisters.XPSR, 1, at);
        if (floats) {
            at = several(CoreRegisters.S0, 16, at);
            at = several(CoreRegisters.FPSCR, 1, at) + 4;
        }
        long pc = target.word(places[CoreRegisters.PC]);
        long status = target.word(places[CoreRegisters.XPSR]);
        known = status != Target.NONE
                && (status & THUMB) != 0
                && (status & 0x1FF) == 0
                && target.octet((int) pc) != Target.NONE;
        stackPointer = at + ((status & ALIGNED) != 0 ? 4 : 0);
    }

    /**
     * The frame at the top of a stack.
     *
     * @param target the chip
     * @param top the task's stack pointer as the kernel keeps it
     * @return the frame, {@link #isKnown} or not
     */
    public static TaskFrame of(Target target, int top) {
        long word = target.word(top + 32);
        boolean returns = word == 0xFFFFFFFDL || word == 0xFFFFFFEDL;
        TaskFrame with = new TaskFrame(target, top, returns);
        return with.known || !returns ? with : new TaskFrame(target, top, false);
    }

    private int several(int first, int count, int at) {
        for (int i = 0; i < count; i++) {
            places[first + i] = at + 4 * i;
        }
        return at + 4 * count;
    }

    /**
     * Whether it looks like a frame: its PC is in a memory, and its XPSR one of a program in Thumb state.
     *
     * @return whether registers can be read from it
     */
    public boolean isKnown() {
        return known;
    }

    /**
     * Where a register stands.
     *
     * @param register as in {@link CoreRegisters}
     * @return its address, 0 if it is not there
     */
    public int place(int register) {
        return known && register >= 0 && register < places.length ? places[register] : 0;
    }

    /**
     * The stack pointer that the task goes on with.
     *
     * @return an address
     */
    public int stackPointer() {
        return stackPointer;
    }
}
