package dev.platine.mcu.core;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.isa.Special;

/** What instructions reach of the processor around them. */
final class SystemPort implements SystemState {
    private final Processor processor;
    private final Bus bus;
    private Frames frames;
    private ExceptionFlow flow;

    @SuppressWarnings("NullAway.Init")
    SystemPort(Processor processor, Bus bus) {
        this.processor = processor;
        this.bus = bus;
    }

    void connect(Frames itsFrames, ExceptionFlow itsFlow) {
        frames = itsFrames;
        flow = itsFlow;
    }

    /** Whether a private address is the processor's own; the others (DBGMCU, the ROM table) belong to the chip and are on the bus. */
    static boolean isOwn(int address) {
        return address >>> 18 == 0xE0000000 >>> 18;
    }

    @Override
    public void floatFlags() {
        processor.floatFlags();
    }

    @Override
    public boolean trapsUnaligned() {
        return (processor.control.configuration & SystemControl.UNALIGN_TRP) != 0;
    }

    @Override
    public boolean trapsDivision() {
        return (processor.control.configuration & SystemControl.DIV_0_TRP) != 0;
    }

    @Override
    public boolean ignoresBusFault(int address) {
        SystemControl control = processor.control;
        boolean ignores =
                (control.configuration & SystemControl.BFHFNMIGN) != 0 && processor.modes.executingPriority() < 0;
        if (ignores) {
            control.faultStatus |= Fault.PRECISE_BUS.status();
            control.busAddress = address;
        }
        return ignores;
    }

    @Override
    public Fault check(int address, int size, boolean store, boolean unprivileged) {
        Mpu mpu = processor.mpu;
        if (!mpu.enabled() || address >>> 20 == 0xE00) {
            return Fault.NONE;
        }
        Modes modes = processor.modes;
        boolean privileged = modes.privileged() && !unprivileged;
        boolean allowed =
                mpu.permits(address, size, store, false, privileged) || mpu.stepsAside(modes.executingPriority());
        return allowed ? Fault.NONE : Fault.DATA_MEMORY;
    }

    @Override
    public Fault checkFetch(int address) {
        Mpu mpu = processor.mpu;
        Modes modes = processor.modes;
        boolean privileged = modes.privileged();
        if (mpu.enabled() && Mpu.executableByDefault(address) && mpu.permits(address, 2, false, true, privileged)) {
            return Fault.NONE; // at any priority
        }
        boolean allowed = mpu.allows(address, 2, false, true, privileged, modes.executingPriority());
        return allowed ? Fault.NONE : Fault.FETCH_MEMORY;
    }

    @Override
    public long read(int address, int size, boolean unprivileged) {
        boolean privileged = processor.modes.privileged() && !unprivileged;
        if (!isOwn(address)) {
            return privileged ? bus.read(address, size) : Bus.ERROR;
        }
        return privileged || processor.control.isOpen(address)
                ? processor.control.read(address, size, false)
                : Bus.ERROR;
    }

    @Override
    public boolean write(int address, int size, int value, boolean unprivileged) {
        boolean privileged = processor.modes.privileged() && !unprivileged;
        if (!isOwn(address)) {
            return privileged && bus.write(address, size, value);
        }
        return processor.control.write(address, size, value, privileged);
    }

    @Override
    public void accessing(int address, int size) {
        processor.debug().accessing(address, size);
    }

    @Override
    public void accessed(int address, int size, boolean store, int value) {
        processor.debug().accessed(address, size, store, value);
    }

    @Override
    public void branch(Cpu state, int target) {
        if (processor.modes.exceptionNumber != 0 && target >>> 28 == 0xF) {
            flow.leave(target);
        } else {
            branchTo(state, target);
        }
    }

    @Override
    public void branchTo(Cpu state, int target) {
        state.pc = target & ~1;
        if ((target & 1) == 0) {
            state.attention |= Cpu.LOOK;
            flow.noThumb = true;
        }
    }

    @Override
    public int special(Cpu state, int number) {
        return processor.modes.special(number);
    }

    @Override
    public void special(Cpu state, int number, int mask, int value) {
        Modes modes = processor.modes;
        if (number <= Special.XPSR) {
            modes.flags(mask, value);
        } else if (modes.privileged()) {
            modes.special(number, value);
            if (number == Special.CONTROL) {
                processor.mapChanged();
            }
            processor.lookAtExceptions();
        }
    }

    @Override
    public void interruptsEnabled(Cpu state, boolean enable, boolean priority, boolean fault) {
        if (processor.modes.privileged()) {
            processor.modes.interruptsEnabled(enable, priority, fault);
            processor.lookAtExceptions();
        }
    }

    @Override
    public void prepareFloat(Cpu state) {
        frames.prepareFloat();
    }

    @Override
    public void supervisorCall(Cpu state) {
        processor.supervisorCall();
    }

    @Override
    public void breakpoint(Cpu state, int number) {
        processor.breakpoint(number);
    }

    @Override
    public void sleep(Cpu state, boolean event) {
        processor.wait.sleep(event);
    }

    @Override
    public void sendEvent() {
        processor.wait.sendEvent();
    }
}
