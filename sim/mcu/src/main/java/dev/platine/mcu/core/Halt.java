package dev.platine.mcu.core;

/**
 * Why the processor stands still.
 *
 * @param reason which kind
 * @param pc the instruction that comes next when it goes on
 * @param address what was accessed ({@link Reason#WATCHPOINT}), 0 otherwise
 * @param store whether it was written ({@link Reason#WATCHPOINT})
 * @param before what the watched bytes were before the access, the first eight of them, little-endian ({@link Reason#WATCHPOINT})
 * @param after what they are now
 * @param code the number of a {@link Reason#INSTRUCTION}, the exception of an {@link Reason#EXCEPTION}, the exit code of an
 *     {@link Reason#EXIT}, 0 otherwise
 */
public record Halt(Reason reason, int pc, int address, boolean store, long before, long after, int code) {
    /** Kinds of halts. */
    public enum Reason {
        /** {@link DebugPort#requestHalt}. */
        REQUEST,
        /** A breakpoint, in front of its instruction. */
        BREAKPOINT,
        /** A BKPT instruction, in front of it; going on or stepping leaves it out. */
        INSTRUCTION,
        /** A watchpoint, behind the instruction that touched it. */
        WATCHPOINT,
        /** One instruction was carried out. */
        STEP,
        /** An exception that is caught was entered, in front of its handler's first instruction. */
        EXCEPTION,
        /** The processor locked up, while a debugger is attached. */
        LOCKUP,
        /** The program ended by semihosting. */
        EXIT
    }

    static Halt of(Reason reason, int pc, int code) {
        return new Halt(reason, pc, 0, false, 0, 0, code);
    }
}
