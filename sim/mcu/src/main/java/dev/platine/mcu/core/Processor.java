package dev.platine.mcu.core;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.bus.Memory;
import org.jspecify.annotations.Nullable;

/**
 * A Cortex-M4F: registers, exceptions, timer, protection, floating-point context, debug and trace units, and the engine that carries out
 * instructions. One instruction is one cycle. Deterministic; used on the simulation's thread only; throws nothing for what the guest does.
 */
public final class Processor {
    private static final int SEMIHOSTING = 0xAB;

    final SysTick sysTick = new SysTick();
    final Mpu mpu = new Mpu();
    final Dwt dwt = new Dwt();
    final Itm itm = new Itm();
    final FloatContext floatContext = new FloatContext();
    final SystemControl control;
    final DebugControl debugControl = new DebugControl(this);
    final Modes modes;
    final ExceptionFlow flow;
    final WaitState wait = new WaitState(this);

    private final Bus bus;
    private final Cpu cpu;
    private final Engine engine;
    private final Exceptions exceptions;
    private final DebugPort debug;
    private final RunLoop loop;
    private @Nullable Memory ram;
    private @Nullable Memory flash;
    private int floatInterrupt = -1;
    private boolean floatRaised;
    private Observer observer = new Observer() {};
    private Observer recorder = new Observer() {};

    /**
     * A processor before its first reset.
     *
     * @param bus its memory
     * @param interrupts how many lines the chip has, 1 to 240
     * @param engine what carries out instructions, for this processor alone
     * @throws IllegalArgumentException if there are fewer or more lines
     */
    public Processor(Bus bus, int interrupts, Engine engine) {
        this.bus = bus;
        this.engine = engine;
        exceptions = new Exceptions(interrupts);
        control = new SystemControl(this, exceptions);
        SystemPort port = new SystemPort(this, bus);
        cpu = new Cpu(bus, port);
        modes = new Modes(cpu, exceptions);
        debug = new DebugPort(this, bus);
        Frames frames = new Frames(this, cpu);
        flow = new ExceptionFlow(this, bus, frames);
        port.connect(frames, flow);
        loop = new RunLoop(this, cpu, engine);
    }

    /**
     * Names the memories that are used most.
     *
     * @param fastRam read and written, null for none
     * @param fastFlash read, null for none
     */
    public void fast(@Nullable Memory fastRam, @Nullable Memory fastFlash) {
        ram = fastRam;
        flash = fastFlash;
        mapChanged();
    }

    /** Out of power: debug and trace units are as new, then {@link #reset}. A debugger stays attached, an ITM listener listens. */
    public void powerUp() {
        debugControl.powerUp();
        dwt.powerUp();
        itm.powerUp();
        if (itm.hasListener()) {
            debugControl.trace();
        }
        watchesChanged();
        reset();
    }

    /**
     * Resets, and takes stack pointer and first instruction from the vectors at address 0. Debug and trace units, and a halt, stay as
     * they are, as on the chips. Not to be called by a device within a run: that calls {@link #stop} first.
     */
    public void reset() {
        exceptions.reset();
        exceptions.enable(Exceptions.DEBUG, debugControl.monitorEnabled());
        sysTick.reset();
        mpu.reset();
        floatContext.reset();
        control.reset();
        modes.reset();
        floatFlags();
        flow.noThumb = false;
        wait.reset();
        loop.reset();
        mapChanged();
        long sp = bus.peek(0, 4);
        long entry = bus.peek(4, 4);
        cpu.r[13] = (int) sp & ~3;
        cpu.pc = (int) entry & ~1;
        cpu.at = cpu.pc;
        flow.lockedUp = sp == Bus.ERROR || entry == Bus.ERROR || (entry & 1) == 0;
    }

    /**
     * Runs. Stops before its time at a requested reset, at {@link #stop}, where a deep sleep begins, and when the debug port halts it;
     * does nothing while it is halted.
     *
     * @param instructions how many cycles may pass, at least 0; with 0 a pending interrupt is entered or wakes the processor
     * @return how many passed: instructions, or sleep
     */
    public long run(long instructions) {
        return loop.run(instructions);
    }

    void supervisorCall() {
        loop.call();
    }

    void breakpoint(int number) {
        if (number == SEMIHOSTING && loop.hostCall != null) {
            loop.callHost();
        } else {
            cpu.trap(Fault.BREAKPOINT, number);
        }
    }

    /** Tells an event to the processor, as SEV and the chip's event lines do: a WFE goes on, or the next one does not wait. */
    public void sendEvent() {
        wait.sendEvent();
    }

    /** A debugger chose where to go on. */
    void jump(int address) {
        cpu.pc = address;
        flow.lockedUp = false;
        flow.noThumb = false;
        wait.wake();
    }

    void mapChanged() {
        boolean plain = !mpu.enabled() && (control.configuration & SystemControl.UNALIGN_TRP) == 0 && !cpu.watched;
        cpu.checksFetch = mpu.enabled();
        cpu.fast(plain ? ram : null, plain ? flash : null);
        engine.forget();
        look();
    }

    void watchesChanged() {
        cpu.watched = debug.watches() || dwt.watchesData();
        mapChanged();
    }

    void writeDwt(int offset, int value) {
        for (int i = 0; i < Dwt.COMPARATORS; i++) {
            if (dwt.watchesPc(i)) {
                int first = dwt.first(i);
                int bytes = dwt.coveredBytes(i);
                dwt.write(offset, value, awakeCycles());
                debug.remark(first, bytes);
            }
        }
        dwt.write(offset, value, awakeCycles());
        dwtChanged();
    }

    void dwtChanged() {
        for (int i = 0; i < Dwt.COMPARATORS; i++) {
            if (dwt.watchesPc(i)) {
                debug.remark(dwt.first(i), dwt.coveredBytes(i));
            }
        }
        watchesChanged();
    }

    void look() {
        cpu.attention |= Cpu.LOOK;
    }

    /**
     * The level of an interrupt line.
     *
     * @param interrupt from 0, below the number of lines
     * @param high the level
     */
    public void interrupt(int interrupt, boolean high) {
        exceptions.line(interrupt, high);
        if (high) {
            lookAtExceptions();
        }
    }

    /** Something may have become pending, enabled or more urgent: looks behind the current instruction if anything follows from that. */
    void lookAtExceptions() {
        if (loop.hasToTake()) {
            look();
        }
    }

    /**
     * Which line the floating-point unit drives: it is high while FPSCR holds an exception flag other than the inexact result.
     *
     * @param interrupt from 0, below the number of lines; -1 for none
     */
    public void floatInterrupt(int interrupt) {
        floatInterrupt = interrupt;
    }

    void floatFlags() {
        boolean raised = (cpu.fpscr & Cpu.FLOAT_INTERRUPT) != 0;
        if (raised != floatRaised && floatInterrupt >= 0) {
            floatRaised = raised;
            interrupt(floatInterrupt, raised);
        }
    }

    /**
     * Lets it wait for memory behind the instruction under way: cycles pass, nothing is done, interrupts wait too.
     *
     * @param now whether it waits
     */
    public void stall(boolean now) {
        loop.stall(now);
    }

    /** Ends {@link #run} behind the current instruction: for devices whose next event has become earlier. */
    public void stop() {
        loop.stop();
    }

    /**
     * Who carries out semihosting calls.
     *
     * @param calls null for nobody: {@code BKPT 0xAB} is a breakpoint as any other then
     */
    public void hostCalls(@Nullable HostCall calls) {
        loop.hostCall = calls;
    }

    /**
     * Who is told what happens besides instructions.
     *
     * @param told replaces the one before
     */
    public void observe(Observer told) {
        observer = told;
    }

    /**
     * Who keeps the record of {@link Observer#unknownRegister}, beside the observer; it hears of nothing else.
     *
     * @param keeper replaces the one before
     */
    public void record(Observer keeper) {
        recorder = keeper;
    }

    Observer recorder() {
        return recorder;
    }

    /**
     * Connects a trace probe to the ITM: it enables tracing and all ports, as such probes do, now and after each {@link #powerUp}.
     *
     * @param listener takes what is written, null takes the probe away
     */
    public void trace(Itm.@Nullable Listener listener) {
        itm.probe(listener);
        if (listener != null) {
            debugControl.trace();
        }
    }

    /**
     * What SYST_CALIB reads as, which the chip decides.
     *
     * @param value NOREF, SKEW and the reload value for 10 ms
     */
    public void sysTickCalibration(int value) {
        sysTick.calibration(value);
    }

    /**
     * Whether the firmware wrote AIRCR.SYSRESETREQ. It stays so, and nothing runs, until {@link #reset}.
     *
     * @return whether it wants a reset
     */
    public boolean resetRequested() {
        return control.resetRequested;
    }

    /**
     * Whether a sleep is a deep one: the chip then stops or stands by, as its power control says.
     *
     * @return SCR.SLEEPDEEP
     */
    public boolean sleepsDeeply() {
        return (control.sleepControl & SystemControl.SLEEPDEEP) != 0;
    }

    /**
     * The instruction that is carried out now, or was carried out last: who touched a register.
     *
     * @return its address
     */
    public int currentAddress() {
        return cpu.at;
    }

    /**
     * Time.
     *
     * @return the cycles since the processor was built, exact within an instruction too
     */
    public long cycles() {
        return loop.cycles();
    }

    /**
     * The part of {@link #cycles} that was not slept, which DWT_CYCCNT counts.
     *
     * @return cycles
     */
    public long awakeCycles() {
        return loop.awakeCycles();
    }

    /**
     * The registers as engines use them. Debuggers and tools use {@link DebugPort#registers}.
     *
     * @return the open state
     */
    public Cpu cpu() {
        return cpu;
    }

    /**
     * What debuggers use.
     *
     * @return the one port
     */
    public DebugPort debug() {
        return debug;
    }

    /**
     * What is carried out.
     *
     * @return the exception's number, 0 in thread mode
     */
    public int exceptionNumber() {
        return modes.exceptionNumber;
    }

    /**
     * Whether nothing is done until an interrupt or an event.
     *
     * @return whether it sleeps
     */
    public boolean sleeping() {
        return wait.sleeping;
    }

    /**
     * Whether the processor has something to do: it does not sleep and is not locked up, or what is pending ends that.
     *
     * @return false if it goes on only when something comes
     */
    public boolean busy() {
        return !(wait.sleeping || flow.lockedUp) || loop.rouses();
    }

    /**
     * Whether a fault met no handler that could take it.
     *
     * @return whether only a reset or the non-maskable interrupt helps
     */
    public boolean lockedUp() {
        return flow.lockedUp;
    }

    /**
     * The pending, active and enabled exceptions.
     *
     * @return the live object
     */
    public Exceptions exceptions() {
        return exceptions;
    }

    /**
     * When the system timer reaches zero next.
     *
     * @return the cycle; {@link Long#MAX_VALUE} if it does not count
     */
    public long nextTick() {
        return sysTick.zeroAt();
    }

    /** Whether {@link #run} is under way. */
    boolean running() {
        return loop.running;
    }

    Observer observer() {
        return observer;
    }

    void unknownRegister(int address, boolean store) {
        observer.unknownRegister(address, store);
        recorder.unknownRegister(address, store);
    }
}
