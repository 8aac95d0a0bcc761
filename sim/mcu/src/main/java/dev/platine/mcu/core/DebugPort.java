package dev.platine.mcu.core;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.core.Halt.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a debugger does with a processor: halt and go on, breakpoints, watchpoints, steps, registers and memory. While it is halted
 * {@link Processor#run} returns at once and no cycle passes. Nothing here costs anything while it is not used: breakpoints are marks in
 * the decoded instructions, and only watchpoints take the fast way to memory away. Used on the simulation's thread only.
 */
public final class DebugPort {
    private final Processor processor;
    private final Cpu cpu;
    private final CoreRegisters registers;
    private final Bus bus;
    private final Set<Integer> breakpoints = new HashSet<>();
    private final Set<Integer> caught = new HashSet<>();
    private final List<Watch> watches = new ArrayList<>();
    private @Nullable Halt halt;
    private @Nullable Halt pending;
    private boolean attached;
    private boolean stepping;
    private boolean masking;
    private boolean requested;
    private boolean passes;
    private int passedPc;
    private boolean fetchMatched;
    private boolean accessMatched;
    private long before;

    DebugPort(Processor processor, Bus bus) {
        this.processor = processor;
        this.bus = bus;
        cpu = processor.cpu();
        registers = new CoreRegisters(processor);
    }

    /** A debugger is there: breakpoint instructions and lock-up halt, and the firmware can see it (DHCSR.C_DEBUGEN). */
    public void attach() {
        attached = true;
    }

    /** The debugger goes: breakpoints, watchpoints and catches are forgotten, and the processor goes on. */
    public void detach() {
        attached = false;
        for (int address : List.copyOf(breakpoints)) {
            breakpoint(address, false);
        }
        watches.clear();
        caught.clear();
        processor.watchesChanged();
        resume();
    }

    /**
     * Whether a debugger is there.
     *
     * @return since {@link #attach}
     */
    public boolean attached() {
        return attached;
    }

    /**
     * Why the processor stands still.
     *
     * @return the reason, null while it runs
     */
    public @Nullable Halt halt() {
        return halt;
    }

    /**
     * Whether it stands still.
     *
     * @return until {@link #resume}, {@link #step} or {@link #detach}
     */
    public boolean isHalted() {
        return halt != null;
    }

    /** Halts, in the middle of a run behind the current instruction. */
    public void requestHalt() {
        if (processor.running()) {
            requested = true;
            processor.look();
        } else if (halt == null) {
            stop(Halt.of(Reason.REQUEST, cpu.pc, 0));
        }
    }

    /** Goes on with the next {@link Processor#run}; a breakpoint at the current instruction does not hold it again. */
    public void resume() {
        go(false, false);
    }

    /**
     * Halts again after one instruction of the next {@link Processor#run}, or earlier for another reason. In a sleep that is after the
     * first instruction behind it.
     *
     * @param maskInterrupts whether pending interrupts wait meanwhile; otherwise the step may be the first instruction of a handler
     */
    public void step(boolean maskInterrupts) {
        go(true, maskInterrupts);
    }

    private void go(boolean step, boolean mask) {
        Halt was = halt;
        if (was != null && was.reason() == Reason.INSTRUCTION && was.pc() == cpu.pc) {
            cpu.pc += 2;
        }
        halt = null;
        pending = null;
        requested = false;
        stepping = step;
        masking = mask;
        passes = isMarked(cpu.pc);
        passedPc = cpu.pc;
    }

    /**
     * Sets or removes a breakpoint. The processor halts in front of the instruction.
     *
     * @param address of the instruction, its lowest bit does not count
     * @param set whether it is set
     * @return whether there is memory, so that it can be
     */
    public boolean breakpoint(int address, boolean set) {
        int at = bus.resolve(address & ~1);
        if (bus.memory(at) == null) {
            return false;
        }
        if (set) {
            breakpoints.add(at);
        } else {
            breakpoints.remove(at);
        }
        mark(at);
        return true;
    }

    /**
     * The breakpoints.
     *
     * @return their addresses, a copy
     */
    public Set<Integer> breakpoints() {
        return Set.copyOf(breakpoints);
    }

    /**
     * Sets a watchpoint: the processor halts behind the instruction that touches its bytes.
     *
     * @param watch which
     */
    public void watch(Watch watch) {
        watches.add(watch);
        processor.watchesChanged();
    }

    /**
     * Removes a watchpoint.
     *
     * @param watch an equal one
     * @return whether there was one
     */
    public boolean unwatch(Watch watch) {
        boolean removed = watches.remove(watch);
        processor.watchesChanged();
        return removed;
    }

    /**
     * Whether the processor halts in front of the first instruction of an exception's handler.
     *
     * @param exception its number, {@link Exceptions#HARD_FAULT} for instance
     * @param halts whether it does
     */
    public void catchException(int exception, boolean halts) {
        if (halts) {
            caught.add(exception);
        } else {
            caught.remove(exception);
        }
    }

    /**
     * The program ended by itself: halts for good.
     *
     * @param code its exit code
     */
    public void exit(int code) {
        pending = Halt.of(Reason.EXIT, cpu.pc, code);
        processor.look();
    }

    /**
     * All registers, to read and write.
     *
     * @return the live view
     */
    public CoreRegisters registers() {
        return registers;
    }

    /**
     * Reads without effects: memories, devices, and the processor's own registers.
     *
     * @param address aligned to the size, or within a memory
     * @param size 1, 2 or 4 bytes
     * @return the value without sign, or {@link Bus#ERROR}
     */
    public long peek(int address, int size) {
        return SystemPort.isOwn(address) ? processor.control.read(address, size, true) : bus.peek(address, size);
    }

    /**
     * Writes into a memory, flash too, without effects but that changed instructions are decoded again.
     *
     * @param address within a memory or its alias
     * @param size 1, 2 or 4 bytes
     * @param value what
     * @return whether there is a memory
     */
    public boolean poke(int address, int size, int value) {
        int at = bus.resolve(address);
        Memory memory = bus.memory(at);
        if (memory == null || !memory.contains(at, size)) {
            return false;
        }
        memory.program(at, size, value);
        return true;
    }

    /**
     * Writes as a privileged store of the firmware does: devices and the processor's own registers have their effects, flash goes to
     * its controller.
     *
     * @param address aligned to the size, or within a memory
     * @param size 1, 2 or 4 bytes
     * @param value what
     * @return whether something took it
     */
    public boolean write(int address, int size, int value) {
        return SystemPort.isOwn(address)
                ? processor.control.write(address, size, value, true)
                : bus.write(address, size, value);
    }

    boolean watches() {
        return !watches.isEmpty();
    }

    /** Whether interrupts may be entered now. */
    boolean takesInterrupts() {
        return !(stepping && masking);
    }

    /** Whether only one instruction may be done now. */
    boolean single() {
        return stepping || passesHere();
    }

    boolean passesHere() {
        return passes && cpu.pc == passedPc;
    }

    /** Takes the mark of the current instruction away, or puts it there again, so that it can be carried out once. */
    void lift(int address, boolean lifted) {
        int at = bus.resolve(address);
        Memory memory = bus.memory(at);
        if (memory != null) {
            memory.mark(at - memory.base(), !lifted && isMarked(address));
        }
        passes &= !lifted;
    }

    private boolean isMarked(int address) {
        int at = bus.resolve(address);
        if (breakpoints.contains(at)) {
            return true;
        }
        Dwt dwt = processor.dwt;
        for (int i = 0; i < Dwt.COMPARATORS; i++) {
            if (dwt.watchesPc(i)
                    && Integer.compareUnsigned(at - (dwt.first(i) & ~1), Math.max(dwt.coveredBytes(i), 2)) < 0) {
                return true;
            }
        }
        return false;
    }

    private void mark(int at) {
        Memory memory = bus.memory(at);
        if (memory != null) {
            memory.mark(at - memory.base(), isMarked(at));
        }
    }

    /** The addresses that one of the firmware's comparators covers are marked, or no longer. */
    void remark(int first, int sizeBytes) {
        for (int offset = 0; offset < sizeBytes; offset += 2) {
            mark(bus.resolve((first & ~1) + offset));
        }
    }

    /** The engine met a marked instruction and has not carried it out. */
    void met() {
        cpu.attention = 0;
        if (breakpoints.contains(bus.resolve(cpu.pc))) {
            stop(Halt.of(Reason.BREAKPOINT, cpu.pc, 0));
            return;
        }
        fetchMatched = processor.dwt.fetched(cpu.pc);
        passes = true;
        passedPc = cpu.pc;
    }

    /** An instruction is about to touch data. */
    void accessing(int address, int size) {
        for (Watch watch : watches) {
            if (watch.covers(address, size)) {
                before = value(watch);
                return;
            }
        }
    }

    /** An instruction touched data. */
    void accessed(int address, int size, boolean store, int value) {
        for (Watch watch : watches) {
            boolean wanted = store ? watch.writes() : watch.reads();
            if (pending == null && wanted && watch.covers(address, size)) {
                pending =
                        new Halt(Reason.WATCHPOINT, 0, address, store, store ? before : value(watch), value(watch), 0);
                processor.look();
            }
        }
        if (processor.dwt.accessed(address, size, store, value)) {
            accessMatched = true;
            processor.look();
        }
    }

    private long value(Watch watch) {
        long value = 0;
        for (int i = Math.min(watch.sizeBytes(), 8) - 1; i >= 0; i--) {
            value = value << 8 | (peek(watch.address() + i, 1) & 0xFF);
        }
        return value;
    }

    /** A burst of instructions is over: what has to happen behind it. */
    void settle(boolean carriedOut) {
        boolean matched = accessMatched || (fetchMatched && carriedOut);
        accessMatched = false;
        if (carriedOut) {
            fetchMatched = false;
        }
        if (matched) {
            comparatorMatched();
        }
        Halt found = pending;
        if (found != null) {
            pending = null;
            stop(new Halt(
                    found.reason(),
                    cpu.pc,
                    found.address(),
                    found.store(),
                    found.before(),
                    found.after(),
                    found.code()));
        } else if (requested && halt == null) {
            stop(Halt.of(Reason.REQUEST, cpu.pc, 0));
        } else if (stepping && carriedOut && halt == null) {
            stop(Halt.of(Reason.STEP, cpu.pc, 0));
        }
    }

    void comparatorMatched() {
        if (attached) {
            stop(new Halt(Reason.WATCHPOINT, cpu.pc, 0, false, 0, 0, 0));
        } else {
            processor.debugControl.event(DebugControl.DWTTRAP);
        }
    }

    void entered(int exception) {
        if (!caught.isEmpty() && caught.contains(exception)) {
            stop(Halt.of(Reason.EXCEPTION, cpu.pc, exception));
        }
    }

    void left(int exception) {
        processor.debugControl.left(exception);
    }

    void lockedUp() {
        if (attached) {
            stop(Halt.of(Reason.LOCKUP, cpu.pc, 0));
        }
    }

    void instruction(int number) {
        cpu.attention = 0;
        stop(Halt.of(Reason.INSTRUCTION, cpu.pc, number));
    }

    private void stop(Halt why) {
        halt = why;
        stepping = false;
        masking = false;
        requested = false;
        processor.look();
    }
}
