package dev.platine.mcu.core;

import dev.platine.mcu.bus.Bus;

/** The way into handlers and back: stacking, vectors, tail-chaining, faults with their escalation, lock-up. */
final class ExceptionFlow {
    static final int FORCED = 1 << 30;
    static final int DEBUG_EVENT = 1 << 31;

    private static final int VECTOR_TABLE = 1 << 1;
    private static final int TO_HANDLER = 1;
    private static final int TO_PROCESS = 0xD;
    private static final int TO_MAIN = 9;

    boolean lockedUp;
    /** The next instruction stands at an address without a Thumb bit. */
    boolean noThumb;

    private final Processor processor;
    private final Cpu cpu;
    private final Modes modes;
    private final Exceptions exceptions;
    private final Frames frames;
    private final SystemControl control;
    private final Bus bus;

    ExceptionFlow(Processor processor, Bus bus, Frames frames) {
        this.processor = processor;
        this.bus = bus;
        this.frames = frames;
        cpu = processor.cpu();
        modes = processor.modes;
        exceptions = processor.exceptions();
        control = processor.control;
    }

    void enter(int number, int returnAddress) {
        int before = modes.executingPriority();
        boolean withFloat = (modes.control & Modes.FPCA) != 0;
        boolean thread = modes.exceptionNumber == 0;
        boolean process = thread && (modes.control & Modes.SPSEL) != 0;
        boolean pushed = frames.push(returnAddress, withFloat);
        cpu.r[14] = 0xFFFFFFE1 | (withFloat ? 0 : 0x10) | (thread ? 8 : 0) | (process ? 4 : 0);
        if (pushed) {
            vector(number);
        } else {
            stackingFault(number, before, returnAddress);
        }
    }

    /** A second fault on the way to a handler: the one of higher priority is entered, the other waits. */
    private void stackingFault(int number, int before, int pc) {
        boolean protection = cpu.fault.exception() == Exceptions.MEM_MANAGE;
        Fault fault = protection ? Fault.STACKING_MEMORY : Fault.STACKING_BUS;
        control.faultStatus |= fault.status();
        int derived = escalated(fault.exception(), before);
        processor.observer().faulted(fault, pc, cpu.faultAddress, derived);
        if (exceptions.groupPriority(derived) < exceptions.groupPriority(number)) {
            exceptions.pend(number, true);
            vector(derived);
        } else if (number == Exceptions.HARD_FAULT) {
            lockUp();
        } else {
            exceptions.pend(derived, true);
            vector(number);
        }
    }

    /** The fault itself if it is enabled and above what runs, otherwise the hard fault. */
    private int escalated(int number, int running) {
        if (exceptions.isEnabled(number) && exceptions.groupPriority(number) < running) {
            return number;
        }
        control.hardFaultStatus |= FORCED;
        return Exceptions.HARD_FAULT;
    }

    /** Goes to a handler; the frame is on the stack. */
    private void vector(int number) {
        long entry = bus.peek(control.vectors + 4 * number, 4);
        if (entry == Bus.ERROR) {
            control.hardFaultStatus |= VECTOR_TABLE;
            processor.observer().faulted(Fault.VECTOR, cpu.pc, control.vectors + 4 * number, Exceptions.HARD_FAULT);
            exceptions.pend(number, false);
            if (number <= Exceptions.HARD_FAULT) {
                lockUp();
            } else {
                vector(Exceptions.HARD_FAULT);
            }
            return;
        }
        exceptions.enter(number);
        modes.handler(number);
        cpu.attention = 0;
        lockedUp = false;
        processor.wait.eventful();
        cpu.pc = (int) entry & ~1;
        processor.observer().entered(number);
        if ((entry & 1) == 0) {
            fault(Fault.STATE, cpu.pc);
        } else {
            processor.debug().entered(number);
        }
    }

    private void lockUp() {
        lockedUp = true;
        cpu.attention = 0;
        processor.observer().lockedUp(cpu.pc);
        processor.debug().lockedUp();
    }

    /** Takes a fault of the current instruction, whose address is {@link Cpu#pc}. */
    void fault(Fault fault, int address) {
        control.faultStatus |= fault.status();
        if (fault.addressed()) {
            if (fault.exception() == Exceptions.BUS_FAULT) {
                control.busAddress = address;
            } else {
                control.memoryAddress = address;
            }
        }
        cpu.attention = 0;
        boolean lazy = fault == Fault.LAZY_MEMORY || fault == Fault.LAZY_BUS;
        int chosen = lazy ? escalatedLater(fault.exception()) : synchronous(fault.exception());
        processor.observer().faulted(fault, cpu.pc, address, chosen);
        enterOrLockUp(chosen);
    }

    /** A fault of lazy stacking belongs to the moment when the place was reserved: what FPCCR noted then decides. */
    private int escalatedLater(int number) {
        if (processor.floatContext.isReady(number)) {
            return number;
        }
        control.hardFaultStatus |= FORCED;
        return Exceptions.HARD_FAULT;
    }

    /** Whether a fault of lazy stacking has to wait for the handler that runs: it is pended then, and the instruction goes on. */
    boolean waits(Fault fault) {
        int number = fault.exception();
        boolean waits =
                processor.floatContext.isReady(number) && exceptions.groupPriority(number) >= modes.executingPriority();
        if (waits) {
            control.faultStatus |= fault.status();
            processor.observer().faulted(fault, cpu.pc, cpu.faultAddress, number);
            exceptions.pend(number, true);
        }
        return waits;
    }

    /** A supervisor call, behind its instruction. */
    void call() {
        enterOrLockUp(synchronous(Exceptions.SV_CALL));
    }

    /** A breakpoint instruction, in front of it, that no debugger takes. */
    void breakpoint(boolean monitor) {
        cpu.attention = 0;
        if (monitor && exceptions.groupPriority(Exceptions.DEBUG) < modes.executingPriority()) {
            enter(Exceptions.DEBUG, cpu.pc);
        } else {
            control.hardFaultStatus |= DEBUG_EVENT;
            processor.observer().faulted(Fault.BREAKPOINT, cpu.pc, 0, Exceptions.HARD_FAULT);
            enterOrLockUp(Exceptions.HARD_FAULT);
        }
    }

    private int synchronous(int number) {
        return escalated(number, modes.executingPriority());
    }

    private void enterOrLockUp(int number) {
        if (number == Exceptions.HARD_FAULT && modes.executingPriority() <= -1) {
            lockUp();
        } else {
            enter(number, cpu.pc);
        }
    }

    /** Returns from the handler that runs. */
    void leave(int exceptionReturn) {
        int kind = exceptionReturn & 0xF;
        boolean toThread = kind == TO_MAIN || kind == TO_PROCESS;
        boolean known = (toThread || kind == TO_HANDLER) && (exceptionReturn | 0x1F) == -1;
        int left = modes.exceptionNumber;
        boolean nested = !toThread
                || exceptions.activeCount() == 1
                || (control.configuration & SystemControl.NONBASETHRDENA) != 0;
        boolean valid = known && nested && exceptions.isActive(left);
        if (left != Exceptions.NMI) {
            modes.faultmask = false;
        }
        exceptions.leave(left);
        processor.debug().left(left);
        cpu.attention |= Cpu.LOOK;
        if (!valid) {
            badReturn(exceptionReturn, Fault.RETURN);
            return;
        }
        processor.observer().left(left);
        int next = exceptions.next();
        if (next != 0 && exceptions.groupPriority(next) < modes.executingPriority()) {
            chain(exceptionReturn, next);
        } else {
            resume(exceptionReturn, kind, left);
        }
    }

    /** A return that may not be, or whose frame cannot be read: the frame stays, a fault's handler follows. */
    private void badReturn(int exceptionReturn, Fault fault) {
        control.faultStatus |= fault.status();
        int running = modes.executingPriority();
        int number = escalated(fault.exception(), running);
        processor.observer().faulted(fault, cpu.at, 0, number);
        if (number == Exceptions.HARD_FAULT && running <= -1) {
            lockUp();
        } else {
            chain(0xF0000000 | exceptionReturn, number);
        }
    }

    /** Enters the next handler without taking the frame from the stack and putting it there again. */
    private void chain(int exceptionReturn, int number) {
        cpu.r[14] = exceptionReturn;
        vector(number);
        cpu.attention |= Cpu.LOOK;
    }

    private void resume(int exceptionReturn, int kind, int left) {
        modes.exceptionNumber = kind == TO_HANDLER ? left : 0;
        modes.useStack(kind == TO_PROCESS);
        int sp = cpu.r[13];
        int status = frames.pop(exceptionReturn);
        if (!frames.ok()) {
            boolean protection = cpu.fault.exception() == Exceptions.MEM_MANAGE;
            boolean bus = cpu.fault.exception() == Exceptions.BUS_FAULT;
            cpu.attention = Cpu.LOOK;
            badReturn(
                    exceptionReturn,
                    protection ? Fault.UNSTACKING_MEMORY : bus ? Fault.UNSTACKING_BUS : Fault.NO_COPROCESSOR);
            return;
        }
        modes.control = (modes.control & ~(Modes.FPCA | Modes.SPSEL))
                | ((exceptionReturn & 0x10) == 0 ? Modes.FPCA : 0)
                | (kind == TO_PROCESS ? Modes.SPSEL : 0);
        modes.exceptionNumber = status & 0x1FF;
        modes.status(status);
        cpu.floatReady = false;
        cpu.exclusive = false;
        if ((kind != TO_HANDLER) != (modes.exceptionNumber == 0)) {
            cpu.r[13] = sp;
            badReturn(exceptionReturn, Fault.RETURN);
            return;
        }
        noThumb = (status & 1 << 24) == 0;
        processor.wait.eventful();
        if (kind != TO_HANDLER && (control.sleepControl & SystemControl.SLEEPONEXIT) != 0) {
            processor.wait.sleep(false);
        }
    }
}
