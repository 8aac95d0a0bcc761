package dev.platine.mcu.core;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.isa.Special;
import org.jspecify.annotations.Nullable;

/**
 * A Cortex-M4F: registers, exceptions, timer, protection, floating-point context, and the engine that carries out instructions. One
 * instruction is one cycle. Deterministic; used on the simulation's thread only; throws nothing for what the guest does.
 */
public final class Processor implements SystemState {
    private static final int NPRIV = 1;
    private static final int SPSEL = 2;
    private static final int FPCA = 4;
    private static final int EVENT_BURST = 1 << 24;

    private final Bus bus;
    private final Cpu cpu;
    private final Engine engine;
    private final Exceptions exceptions;
    private final SysTick sysTick = new SysTick();
    private final Mpu mpu = new Mpu();
    private final Dwt dwt = new Dwt();
    private final FloatContext floatContext = new FloatContext();
    private final SystemControl control = new SystemControl(this);
    private final Frames frames;

    private @Nullable Memory ram;
    private @Nullable Memory flash;
    private int modeControl;
    private int exceptionNumber;
    private int otherSp;
    private boolean primask;
    private boolean faultmask;
    private int basepri;
    private boolean sleeping;
    private boolean event;
    private boolean lockedUp;
    private long burstEnd;
    private boolean inBurst;
    private boolean processStack;
    private boolean noThumb;
    private boolean called;
    private boolean waitsForEvent;
    private boolean stopped;
    private long cycles;

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
        cpu = new Cpu(bus, this);
        frames = new Frames(this, cpu);
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

    /** Resets, and takes stack pointer and first instruction from the vectors at address 0. */
    public void reset() {
        exceptions.reset();
        sysTick.reset();
        mpu.reset();
        floatContext.reset();
        control.reset();
        java.util.Arrays.fill(cpu.r, 0);
        modeControl = 0;
        exceptionNumber = 0;
        otherSp = 0;
        primask = false;
        faultmask = false;
        basepri = 0;
        sleeping = false;
        event = false;
        lockedUp = false;
        processStack = false;
        noThumb = false;
        called = false;
        cpu.flags(0);
        cpu.ge = 0;
        cpu.it = 0;
        cpu.fpscr = 0;
        cpu.exclusive = 0;
        cpu.floatReady = false;
        cpu.r[14] = -1;
        mapChanged();
        long sp = bus.peek(0, 4);
        long entry = bus.peek(4, 4);
        cpu.r[13] = (int) sp & ~3;
        cpu.pc = (int) entry & ~1;
        lockedUp = sp == Bus.ERROR || entry == Bus.ERROR || (entry & 1) == 0;
    }

    /**
     * Runs. Stops before its time at a requested reset and at {@link #stop}; both are over with the next call or reset.
     *
     * @param instructions how many cycles may pass, at least 0; with 0 a pending interrupt is entered or wakes the processor
     * @return how many passed: instructions, or sleep
     */
    public long run(long instructions) {
        long start = cycles;
        long end = start + instructions;
        stopped = false;
        while (cycles < end && !control.resetRequested && !stopped) {
            takeNext();
            if (sleeping || lockedUp) {
                cycles = Math.min(end, Math.max(sysTick.zeroAt(), cycles + 1));
            } else {
                burst((int) Math.min(Math.min(end, sysTick.zeroAt()) - cycles, EVENT_BURST));
            }
            if (cycles >= sysTick.zeroAt() && sysTick.advance(cycles)) {
                exceptions.pend(Exceptions.SYS_TICK, true);
            }
        }
        takeNext();
        return cycles - start;
    }

    private void burst(int budget) {
        burstEnd = cycles + budget;
        cpu.left = budget;
        inBurst = true;
        int done = engine.run(cpu, budget);
        inBurst = false;
        cycles += done;
        if ((cpu.attention & Cpu.TRAP) != 0) {
            fault(cpu.fault, cpu.faultAddress);
        } else if (called) {
            synchronous(Exceptions.SV_CALL, 1 << 30, cpu.pc);
        } else if (noThumb) {
            fault(Fault.STATE, cpu.pc);
        }
        called = false;
        noThumb = false;
    }

    /** Enters the pending exception that comes first, if it may. */
    private void takeNext() {
        int next = exceptions.next();
        if (sleeping
                && waitsForEvent
                && (control.sleepControl & SystemControl.SEVONPEND) != 0
                && exceptions.anyPending()) {
            sleeping = false;
        }
        if (next == 0) {
            return;
        }
        int priority = exceptions.groupPriority(next);
        boolean wakes = priority < exceptions.executing(false, faultmask, basepri);
        if (sleeping && wakes) {
            sleeping = false;
        }
        if (priority < executingPriority()) {
            enter(next, cpu.pc);
        }
    }

    int executingPriority() {
        return exceptions.executing(primask, faultmask, basepri);
    }

    private void enter(int number, int returnAddress) {
        boolean withFloat = (modeControl & FPCA) != 0;
        boolean pushed = frames.push(returnAddress, withFloat);
        boolean process = exceptionNumber == 0 && (modeControl & SPSEL) != 0;
        cpu.r[14] = 0xFFFFFFE1 | (withFloat ? 0 : 0x10) | (exceptionNumber == 0 ? 8 : 0) | (process ? 4 : 0);
        int chosen = number;
        if (!pushed) {
            boolean protection = cpu.fault.exception() == Exceptions.MEM_MANAGE;
            control.faultStatus |= protection ? 1 << 4 : 1 << 12;
            exceptions.pend(number, true);
            chosen = derived(protection ? Exceptions.MEM_MANAGE : Exceptions.BUS_FAULT, number);
        }
        vector(chosen);
    }

    /** The exception that is entered when a second fault happens on the way to a first. */
    private int derived(int fault, int number) {
        int above = Math.min(executingPriority(), exceptions.groupPriority(number));
        boolean own = exceptions.isEnabled(fault) && exceptions.groupPriority(fault) < above;
        if (!own) {
            control.hardFaultStatus |= 1 << 30;
            return Exceptions.HARD_FAULT;
        }
        return fault;
    }

    /** Goes to a handler; the frame is on the stack. */
    private void vector(int number) {
        useStack(false);
        exceptions.enter(number);
        exceptionNumber = number;
        modeControl &= ~(FPCA | SPSEL);
        cpu.floatReady = false;
        cpu.it = 0;
        cpu.exclusive = 0;
        cpu.attention = 0;
        sleeping = false;
        event = true;
        long entry = bus.peek(control.vectors + 4 * number, 4);
        if (entry == Bus.ERROR) {
            control.hardFaultStatus |= 1 << 1;
            lockUpOrHardFault(number);
            return;
        }
        cpu.pc = (int) entry & ~1;
        if ((entry & 1) == 0) {
            fault(Fault.STATE, cpu.pc);
        }
    }

    private void lockUpOrHardFault(int number) {
        if (exceptions.groupPriority(number) < 0) {
            lockedUp = true;
        } else {
            vector(Exceptions.HARD_FAULT);
        }
    }

    /** Takes a fault of the current instruction, whose address is {@link Cpu#pc}. */
    private void fault(Fault fault, int address) {
        control.faultStatus |= fault.status();
        if (fault.addressed() && fault.exception() == Exceptions.BUS_FAULT) {
            control.busAddress = address;
        } else if (fault.addressed()) {
            control.memoryAddress = address;
        }
        cpu.attention = 0;
        synchronous(fault.exception(), fault == Fault.BREAKPOINT ? 1 << 31 : 1 << 30, cpu.pc);
    }

    /** Enters an exception that cannot wait, or a hard fault instead, or locks up. */
    private void synchronous(int number, int escalation, int returnAddress) {
        int now = executingPriority();
        int chosen = number;
        if (!exceptions.isEnabled(number) || exceptions.groupPriority(number) >= now || escalation < 0) {
            control.hardFaultStatus |= escalation;
            chosen = Exceptions.HARD_FAULT;
        }
        if (chosen == Exceptions.HARD_FAULT && now <= -1) {
            lockedUp = true;
        } else {
            enter(chosen, returnAddress);
        }
    }

    @Override
    public void branch(Cpu state, int target) {
        if (exceptionNumber != 0 && target >>> 28 == 0xF) {
            leave(target);
        } else if ((target & 1) == 0) {
            state.pc = target;
            state.attention |= Cpu.LOOK;
            noThumb = true;
        } else {
            state.pc = target & ~1;
        }
    }

    private void leave(int exceptionReturn) {
        int kind = exceptionReturn & 0xF;
        boolean toThread = kind == 9 || kind == 0xD;
        boolean known = (toThread || kind == 1) && (exceptionReturn | 0x1F) == -1;
        boolean active = exceptions.isActive(exceptionNumber);
        boolean nested = toThread
                ? exceptions.activeCount() == 1 || (control.configuration & SystemControl.NONBASETHRDENA) != 0
                : exceptions.activeCount() > 1;
        int left = exceptionNumber;
        if (left != Exceptions.NMI) {
            faultmask = false;
        }
        exceptions.leave(left);
        cpu.attention |= Cpu.LOOK;
        if (!known || !active || !nested) {
            badReturn(exceptionReturn);
            return;
        }
        if (chain(exceptionReturn)) {
            return;
        }
        resume(exceptionReturn, kind);
    }

    /** A return that may not be: the frame stays, a usage fault follows. */
    private void badReturn(int exceptionReturn) {
        control.faultStatus |= Fault.RETURN.status();
        cpu.r[14] = 0xF0000000 | exceptionReturn;
        int number = Exceptions.USAGE_FAULT;
        if (!exceptions.isEnabled(number) || exceptions.groupPriority(number) >= executingPriority()) {
            control.hardFaultStatus |= 1 << 30;
            number = Exceptions.HARD_FAULT;
        }
        chainTo(number);
    }

    /** Enters the next exception without taking the frame from the stack and putting it there again. */
    private boolean chain(int exceptionReturn) {
        int next = exceptions.next();
        if (next == 0 || exceptions.groupPriority(next) >= executingPriority()) {
            return false;
        }
        cpu.r[14] = exceptionReturn;
        chainTo(next);
        return true;
    }

    private void chainTo(int number) {
        int attention = cpu.attention;
        vector(number);
        cpu.attention = attention | cpu.attention;
    }

    private void resume(int exceptionReturn, int kind) {
        exceptionNumber = 0;
        useStack(kind == 0xD);
        int attention = cpu.attention;
        int status = frames.pop(exceptionReturn);
        if (!frames.ok()) {
            boolean protection = cpu.fault.exception() == Exceptions.MEM_MANAGE;
            control.faultStatus |= cpu.fault == Fault.NO_COPROCESSOR ? 1 << 19 : protection ? 1 << 3 : 1 << 11;
            cpu.r[14] = exceptionReturn;
            cpu.attention = attention;
            chainTo(derived(cpu.fault.exception(), Exceptions.DEBUG));
            return;
        }
        modeControl = (modeControl & ~(FPCA | SPSEL))
                | ((exceptionReturn & 0x10) == 0 ? FPCA : 0)
                | (kind == 0xD ? SPSEL : 0);
        exceptionNumber = status & 0x1FF;
        cpu.flags(status);
        cpu.ge = status >>> 16 & 15;
        cpu.it = (status >>> 8 & 0xFC) | (status >>> 25 & 3);
        cpu.floatReady = false;
        cpu.exclusive = 0;
        noThumb = (status & 1 << 24) == 0;
        if ((kind != 1) != (exceptionNumber == 0)) {
            exceptionNumber = 0;
            badReturn(exceptionReturn);
        } else if (kind != 1 && (control.sleepControl & SystemControl.SLEEPONEXIT) != 0) {
            sleeping = true;
            stopped |= sleepsDeeply();
        }
    }

    /** Makes the main or the process stack pointer the one in use; the mode decides which it was. */
    private void useStack(boolean process) {
        if (process != processStack) {
            int sp = cpu.r[13];
            cpu.r[13] = otherSp;
            otherSp = sp;
            processStack = process;
        }
    }

    boolean privileged() {
        return exceptionNumber != 0 || (modeControl & NPRIV) == 0;
    }

    int xpsr() {
        int it = (cpu.it & 3) << 25 | (cpu.it & 0xFC) << 8;
        return cpu.apsr() | it | 1 << 24 | exceptionNumber;
    }

    @Override
    public boolean trapsUnaligned() {
        return (control.configuration & SystemControl.UNALIGN_TRP) != 0;
    }

    @Override
    public boolean trapsDivision() {
        return (control.configuration & SystemControl.DIV_0_TRP) != 0;
    }

    @Override
    public Fault check(int address, int size, boolean store, boolean unprivileged) {
        if (!mpu.enabled() || address >>> 20 == 0xE00) {
            return Fault.NONE;
        }
        boolean allowed = mpu.allows(address, size, store, false, privileged() && !unprivileged, executingPriority());
        return allowed ? Fault.NONE : Fault.DATA_MEMORY;
    }

    @Override
    public Fault checkFetch(int address) {
        boolean allowed = mpu.allows(address, 2, false, true, privileged(), executingPriority());
        return allowed ? Fault.NONE : Fault.FETCH_MEMORY;
    }

    @Override
    public long read(int address, int size) {
        boolean refused = isVendors(address) && !privileged();
        return refused ? Bus.ERROR : isVendors(address) ? bus.read(address, size) : control.read(address, size, false);
    }

    @Override
    public boolean write(int address, int size, int value) {
        boolean vendors = isVendors(address);
        return vendors ? privileged() && bus.write(address, size, value) : control.write(address, size, value);
    }

    /** Whether a private address belongs to the chip, as DBGMCU and the ROM table do: these are on the bus. */
    private static boolean isVendors(int address) {
        return address >>> 18 != 0xE0000000 >>> 18;
    }

    @Override
    public int special(Cpu state, int number) {
        boolean privileged = privileged();
        return switch (number) {
            case Special.APSR, Special.EAPSR -> state.apsr();
            case Special.IAPSR, Special.XPSR -> state.apsr() | exceptionNumber;
            case Special.IPSR, Special.IEPSR -> exceptionNumber;
            case Special.MSP -> privileged ? mainSp() : 0;
            case Special.PSP -> privileged ? processSp() : 0;
            case Special.PRIMASK -> privileged && primask ? 1 : 0;
            case Special.BASEPRI, Special.BASEPRI_MAX -> privileged ? basepri : 0;
            case Special.FAULTMASK -> privileged && faultmask ? 1 : 0;
            case Special.CONTROL -> modeControl & 7;
            default -> 0;
        };
    }

    private int mainSp() {
        return processStack ? otherSp : cpu.r[13];
    }

    private int processSp() {
        return processStack ? cpu.r[13] : otherSp;
    }

    @Override
    public void special(Cpu state, int number, int mask, int value) {
        if (number <= Special.XPSR) {
            if ((mask & 2) != 0) {
                state.flags(value);
            }
            if ((mask & 1) != 0) {
                state.ge = value >>> 16 & 15;
            }
        } else if (privileged()) {
            privilegedSpecial(state, number, value);
            state.attention |= Cpu.LOOK;
        }
    }

    private void privilegedSpecial(Cpu state, int number, int value) {
        switch (number) {
            case Special.MSP -> stackPointer(state, !processStack, value);
            case Special.PSP -> stackPointer(state, processStack, value);
            case Special.PRIMASK -> primask = (value & 1) != 0;
            case Special.BASEPRI -> basepri = value & 0xF0;
            case Special.BASEPRI_MAX -> {
                int wanted = value & 0xF0;
                basepri = wanted != 0 && (basepri == 0 || wanted < basepri) ? wanted : basepri;
            }
            case Special.FAULTMASK -> faultmask = executingPriority() > -1 && (value & 1) != 0;
            case Special.CONTROL -> {
                modeControl = exceptionNumber == 0 ? value & 7 : (modeControl & SPSEL) | (value & (NPRIV | FPCA));
                if (exceptionNumber == 0) {
                    useStack((value & SPSEL) != 0);
                }
                floatChanged();
                mapChanged();
            }
            default -> {}
        }
    }

    private void stackPointer(Cpu state, boolean inUse, int value) {
        if (inUse) {
            state.r[13] = value & ~3;
        } else {
            otherSp = value & ~3;
        }
    }

    @Override
    public void interruptsEnabled(Cpu state, boolean enable, boolean priority, boolean fault) {
        if (!privileged()) {
            return;
        }
        if (priority) {
            primask = !enable;
        }
        if (fault) {
            faultmask = !enable && executingPriority() > -1;
        }
        state.attention |= Cpu.LOOK;
    }

    @Override
    public void prepareFloat(Cpu state) {
        if (!floatContext.allowed(privileged())) {
            state.trap(Fault.NO_COPROCESSOR, state.pc);
            return;
        }
        if ((floatContext.control & FloatContext.LSPACT) != 0) {
            frames.store(floatContext.address);
            if ((state.attention & Cpu.TRAP) != 0) {
                return;
            }
            floatContext.control &= ~FloatContext.LSPACT;
            state.fpscr = floatContext.defaultStatus;
        }
        if ((floatContext.control & FloatContext.ASPEN) != 0 && (modeControl & FPCA) == 0) {
            state.fpscr = floatContext.defaultStatus;
            modeControl |= FPCA;
        }
        state.floatReady = true;
    }

    @Override
    public void supervisorCall(Cpu state) {
        called = true;
        state.attention |= Cpu.LOOK;
    }

    @Override
    public void breakpoint(Cpu state, int number) {
        state.trap(Fault.BREAKPOINT, state.pc);
    }

    @Override
    public void sleep(Cpu state, boolean forEvent) {
        state.attention |= Cpu.LOOK;
        if (forEvent && event) {
            event = false;
        } else {
            sleeping = true;
            waitsForEvent = forEvent;
            stopped |= sleepsDeeply();
        }
    }

    @Override
    public void sendEvent() {
        if (sleeping && waitsForEvent) {
            sleeping = false;
        } else {
            event = true;
        }
    }

    void mapChanged() {
        boolean plain = !mpu.enabled() && !trapsUnaligned();
        cpu.fast(plain ? ram : null, plain ? flash : null);
        cpu.checksFetch = mpu.enabled();
        engine.forget();
    }

    void floatChanged() {
        cpu.floatReady = false;
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
        look();
    }

    /** Ends {@link #run} behind the current instruction: for devices whose next event has become earlier, and for debuggers. */
    public void stop() {
        stopped = true;
        look();
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
        return inBurst ? burstEnd - cpu.left : cycles;
    }

    /**
     * The registers.
     *
     * @return the open state, for engines, debuggers and tests
     */
    public Cpu cpu() {
        return cpu;
    }

    /**
     * What is carried out.
     *
     * @return the exception's number, 0 in thread mode
     */
    public int exceptionNumber() {
        return exceptionNumber;
    }

    /**
     * Whether nothing is done until an interrupt or an event.
     *
     * @return whether it sleeps
     */
    public boolean sleeping() {
        return sleeping;
    }

    /**
     * Whether a fault met no handler that could take it.
     *
     * @return whether only a reset helps
     */
    public boolean lockedUp() {
        return lockedUp;
    }

    /**
     * The pending, active and enabled exceptions.
     *
     * @return the live object
     */
    public Exceptions exceptions() {
        return exceptions;
    }

    SysTick sysTick() {
        return sysTick;
    }

    Mpu mpu() {
        return mpu;
    }

    Dwt dwt() {
        return dwt;
    }

    FloatContext floatContext() {
        return floatContext;
    }

    SystemControl control() {
        return control;
    }
}
