package dev.platine.mcu.core;

import org.jspecify.annotations.Nullable;

/** Lets time pass: bursts of instructions, each up to the next thing that somebody has to look at, and sleep. */
final class RunLoop {
    private static final int LONGEST_BURST = 1 << 24;

    boolean running;

    @Nullable
    HostCall hostCall;

    private final Processor processor;
    private final Cpu cpu;
    private final Engine engine;
    private boolean called;
    private boolean hostCalled;
    private boolean waitsForHost;
    private boolean stopped;
    private boolean stalled;
    private boolean inBurst;
    private long burstEnd;
    private long cycles;
    private long slept;

    RunLoop(Processor processor, Cpu cpu, Engine engine) {
        this.processor = processor;
        this.cpu = cpu;
        this.engine = engine;
    }

    void reset() {
        called = false;
        hostCalled = false;
        waitsForHost = false;
        stalled = false;
    }

    long cycles() {
        return inBurst ? burstEnd - cpu.left : cycles;
    }

    long awakeCycles() {
        return cycles() - slept;
    }

    void stop() {
        stopped = true;
        processor.look();
    }

    void stall(boolean now) {
        stalled = now;
        processor.look();
    }

    void call() {
        called = true;
        processor.look();
    }

    void callHost() {
        hostCalled = true;
        processor.look();
    }

    long run(long atMost) {
        DebugPort debug = processor.debug();
        long start = cycles;
        long end = start + atMost;
        stopped = false;
        running = true;
        while (cycles < end && !processor.resetRequested() && !stopped && !debug.isHalted()) {
            if (debug.takesInterrupts()) {
                takeNext();
            }
            if (!debug.isHalted()) {
                step(end);
            }
        }
        running = false;
        if (!debug.isHalted() && debug.takesInterrupts()) {
            takeNext();
        }
        return cycles - start;
    }

    private void step(long end) {
        SysTick sysTick = processor.sysTick;
        if (processor.sleeping() || processor.lockedUp() || waitsForHost || stalled) {
            idle(Math.min(end, Math.max(sysTick.zeroAt(), cycles + 1)));
        } else {
            instructions(Math.min(end, sysTick.zeroAt()) - cycles);
        }
        if (cycles >= sysTick.zeroAt() && sysTick.advance(cycles)) {
            processor.exceptions().pend(Exceptions.SYS_TICK, true);
        }
    }

    private void idle(long until) {
        slept += processor.sleeping() ? until - cycles : 0;
        cycles = until;
        waitsForHost = false;
        processor.debug().settle(false);
    }

    private void instructions(long atMost) {
        Dwt dwt = processor.dwt;
        long match = dwt.untilMatch(awakeCycles());
        boolean single = processor.debug().single() || processor.debugControl.steps();
        burst(single ? 1 : (int) Math.min(Math.min(atMost, match), LONGEST_BURST));
        if (match != Long.MAX_VALUE && dwt.untilMatch(awakeCycles()) > match) {
            dwt.cycleMatched();
            processor.debug().comparatorMatched();
        }
    }

    private void burst(int budget) {
        DebugPort debug = processor.debug();
        int at = cpu.pc;
        boolean lifted = debug.passesHere();
        boolean monitorSteps = processor.debugControl.steps();
        if (lifted) {
            debug.lift(at, true);
        }
        burstEnd = cycles + budget;
        cpu.left = budget;
        inBurst = true;
        int done = engine.run(cpu, budget);
        inBurst = false;
        boolean marked = (cpu.attention & Cpu.TRAP) != 0 && cpu.fault == Fault.MARKED;
        cycles += marked ? done - 1 : done;
        if (lifted) {
            debug.lift(at, false);
        }
        if (marked) {
            debug.met();
        } else {
            consequences();
            if (monitorSteps) {
                processor.debugControl.stepped();
            }
        }
        debug.settle(!marked);
    }

    /** What the last instruction asked for. */
    private void consequences() {
        ExceptionFlow flow = processor.flow;
        boolean noThumb = flow.noThumb;
        flow.noThumb = false;
        if ((cpu.attention & Cpu.TRAP) != 0) {
            if (cpu.fault == Fault.BREAKPOINT) {
                processor.debugControl.instruction(cpu.faultAddress);
            } else {
                flow.fault(cpu.fault, cpu.faultAddress);
            }
        } else if (called) {
            flow.call();
        } else if (hostCalled) {
            askHost();
        } else if (noThumb) {
            flow.fault(Fault.STATE, cpu.pc);
        }
        called = false;
        hostCalled = false;
    }

    private void askHost() {
        HostCall asked = hostCall;
        if (asked != null && !asked.call(processor)) {
            cpu.pc = cpu.at;
            waitsForHost = true;
        }
    }

    /** Whether {@link #takeNext} would do anything while instructions are carried out. */
    boolean hasToTake() {
        Exceptions exceptions = processor.exceptions();
        boolean event = exceptions.hasNews() && (processor.control.sleepControl & SystemControl.SEVONPEND) != 0;
        int next = exceptions.next();
        return event || (next != 0 && exceptions.groupPriority(next) < processor.modes.executingPriority());
    }

    /** Whether an exception is pending that ends a sleep, or takes the processor out of a lock-up. */
    boolean rouses() {
        Exceptions exceptions = processor.exceptions();
        if (exceptions.hasNews() && (processor.control.sleepControl & SystemControl.SEVONPEND) != 0) {
            return true;
        }
        int next = stalled ? 0 : exceptions.next();
        Modes modes = processor.modes;
        return next != 0
                && exceptions.groupPriority(next) < exceptions.executing(false, modes.faultmask, modes.basepri);
    }

    /** Enters the pending exception that comes first, if it may; wakes the processor if it may. */
    private void takeNext() {
        Exceptions exceptions = processor.exceptions();
        SystemControl control = processor.control;
        if (exceptions.takeNews() && (control.sleepControl & SystemControl.SEVONPEND) != 0) {
            processor.wait.sendEvent();
        }
        int next = stalled ? 0 : exceptions.next();
        if (next == 0) {
            return;
        }
        Modes modes = processor.modes;
        int priority = exceptions.groupPriority(next);
        if (processor.sleeping() && priority < exceptions.executing(false, modes.faultmask, modes.basepri)) {
            processor.wait.wake();
        }
        if (priority < modes.executingPriority()) {
            processor.flow.enter(next, cpu.pc);
        }
    }
}
