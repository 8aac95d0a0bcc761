package dev.platine.mcu.peripheral.timer;

import dev.platine.mcu.chip.Bench;
import dev.platine.mcu.chip.ChipSpec;
import dev.platine.mcu.peripheral.Clocks.Domain;
import dev.platine.mcu.peripheral.Signal;
import dev.platine.mcu.pin.Drive;
import dev.platine.mcu.time.Rate;
import java.util.ArrayList;
import java.util.List;

/** A chip whose timers are accessed by name and register. */
final class TimerBench {
    static final int TIM1 = 0x40010000;
    static final int TIM8 = 0x40010400;
    static final int TIM2 = 0x40000000;
    static final int TIM3 = 0x40000400;
    static final int TIM4 = 0x40000800;
    static final int TIM5 = 0x40000C00;
    static final int TIM6 = 0x40001000;
    static final int TIM9 = 0x40014000;
    static final int TIM10 = 0x40014400;
    static final int TIM11 = 0x40014800;

    /** Something that a timer gave, and the cycle at which it did. */
    record At(long cycle, boolean high) {}

    final Bench bench;
    private final int others;
    private long zero;

    TimerBench(ChipSpec spec) {
        bench = new Bench(spec);
        clock(16_000_000, 1, 1);
        // Oscillators become ready.
        bench.cycles(100_000);
        others = bench.cycleAlarms();
    }

    /** Sets HCLK and how many of its cycles a tick of the timers' clocks lasts. */
    void clock(long hclkHz, int timers1, int timers2) {
        bench.clocks().changing();
        bench.clocks().hclk(Rate.hz(hclkHz));
        bench.clocks().divider(Domain.TIMERS1, timers1);
        bench.clocks().divider(Domain.TIMERS2, timers2);
        bench.clocks().changed();
    }

    void write(int timer, int register, int value) {
        bench.write(timer + register, value);
    }

    int read(int timer, int register) {
        return (int) bench.read(timer + register);
    }

    /** Prescaler and period, loaded, flags cleared, not started. */
    void base(int timer, int prescaler, int reload) {
        write(timer, TimerRegisters.PSC, prescaler);
        write(timer, TimerRegisters.ARR, reload);
        write(timer, TimerRegisters.EGR, 1);
        write(timer, TimerRegisters.SR, 0);
    }

    /** Starts a timer, with more bits of CR1; from here on cycles are counted. */
    void start(int timer, int more) {
        write(timer, TimerRegisters.CR1, 1 | more);
        mark();
    }

    /** Counts cycles from here. */
    void mark() {
        zero = cycle();
    }

    private long cycle() {
        return bench.chip().processor().cycles();
    }

    /** The cycle since {@link #mark}. */
    long at() {
        return cycle() - zero;
    }

    /** Lets time pass until a cycle since {@link #mark}. */
    void until(long at) {
        if (at > at()) {
            bench.cycles(at - at());
        }
    }

    int count(int timer) {
        return read(timer, TimerRegisters.CNT);
    }

    int flags(int timer) {
        return read(timer, TimerRegisters.SR);
    }

    /** What a signal does from now on. */
    List<At> listen(String signal) {
        List<At> heard = new ArrayList<>();
        Signal line = bench.chip().signal(signal);
        line.listen(high -> heard.add(new At(at(), high)));
        return heard;
    }

    Signal signal(String name) {
        return bench.chip().signal(name);
    }

    /** How many alarms in cycles the timers have set: what runs without being seen has none. */
    int pendingAlarms() {
        return bench.cycleAlarms() - others;
    }

    /** Routes an alternate function to a pin. */
    void route(String pin, int function) {
        int number = Bench.pin(pin);
        int port = 0x40020000 + 0x400 * (number / 16);
        int place = number % 16;
        int afr = port + (place < 8 ? 0x20 : 0x24);
        bench.clear(afr, 0xF << (4 * (place & 7)));
        bench.set(afr, function << (4 * (place & 7)));
        bench.clear(port, 3 << (2 * place));
        bench.set(port, 2 << (2 * place));
    }

    /** What a pin's level does from now on. */
    List<At> watch(String pin, int function) {
        route(pin, function);
        return listen(pin);
    }

    boolean high(String pin) {
        return signal(pin).isHigh();
    }

    /** Whether a pin is driven by the chip now. */
    boolean driven(String pin) {
        var all = bench.driven(pin);
        return !all.isEmpty()
                && (all.get(all.size() - 1).drive() == Drive.HIGH
                        || all.get(all.size() - 1).drive() == Drive.LOW);
    }

    void level(String pin, boolean high) {
        bench.level(pin, high);
    }

    /** Levels of a pin at cycles since {@link #mark}: they alternate, beginning with high. */
    void pulses(String pin, long... cycles) {
        boolean high = true;
        for (long cycle : cycles) {
            until(cycle);
            level(pin, high);
            high = !high;
        }
    }
}
