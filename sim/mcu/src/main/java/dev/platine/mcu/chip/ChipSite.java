package dev.platine.mcu.chip;

import dev.platine.mcu.peripheral.Clocks;
import dev.platine.mcu.peripheral.DmaRequest;
import dev.platine.mcu.peripheral.Line;
import dev.platine.mcu.peripheral.ResetCause;
import dev.platine.mcu.peripheral.Signal;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.pin.PinInput;
import dev.platine.mcu.pin.PinOutput;
import dev.platine.mcu.register.TouchLog;
import dev.platine.mcu.time.Alarm;

/** A block's place on a chip. */
final class ChipSite implements Site {
    private final Chip chip;
    private final String name;
    private final int base;

    ChipSite(Chip chip, String name, int base) {
        this.chip = chip;
        this.name = name;
        this.base = base;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int base() {
        return base;
    }

    @Override
    public long cycle() {
        return chip.processor().cycles();
    }

    @Override
    public long nowNs() {
        return chip.nowNs();
    }

    @Override
    public long nsAt(long cycle) {
        return chip.nsAt(cycle);
    }

    @Override
    public Clocks clocks() {
        return chip.clocks();
    }

    @Override
    public Alarm cycleAlarm(Runnable action) {
        return chip.course().cycleAlarms.alarm(action);
    }

    @Override
    public Alarm timeAlarm(Runnable action) {
        return chip.course().timeAlarms.alarm(action);
    }

    @Override
    public Line interrupt(String position) {
        return chip.line(position);
    }

    @Override
    public DmaRequest dma(String request) {
        return chip.request(request);
    }

    @Override
    public Signal signal(String signal) {
        return chip.signal(signal);
    }

    @Override
    public PinOutput output(String signal) {
        return chip.router().output(signal);
    }

    @Override
    public PinInput input(String signal, boolean unrouted) {
        return chip.router().input(signal, unrouted);
    }

    @Override
    public double volts(int pin) {
        return chip.surroundings().volts(pin);
    }

    @Override
    public void analog(int pin, double volts) {
        chip.router().analog(pin, volts);
    }

    @Override
    public long busRead(int address, int size) {
        return chip.bus().read(address, size);
    }

    @Override
    public boolean busWrite(int address, int size, int value) {
        return chip.bus().write(address, size, value);
    }

    @Override
    public void unmodelled(int offset, int bits) {
        TouchLog.Kind kind = bits == 0 ? TouchLog.Kind.READ : TouchLog.Kind.WRITTEN;
        chip.touched(base + offset, bits == 0 ? -1 : bits, kind);
    }

    @Override
    public void clockOff(int offset) {
        chip.touched(base + offset, -1, TouchLog.Kind.CLOCK_OFF);
    }

    @Override
    public void beyond(int offset, int bits) {
        chip.touched(base + offset, bits, TouchLog.Kind.BEYOND);
    }

    @Override
    public void reset(ResetCause cause) {
        chip.reset(cause);
    }
}
