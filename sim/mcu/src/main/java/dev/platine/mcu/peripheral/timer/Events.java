package dev.platine.mcu.peripheral.timer;

import static dev.platine.mcu.peripheral.timer.TimerRegisters.ARR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.BREAK;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCDS;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCPC;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CEN;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.COM;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CR2;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.EGR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.OPM;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.PSC;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.RCR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.TRIGGER;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.UDIS;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.UPDATE;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.URS;

import dev.platine.mcu.register.RegisterFile;

/** What happens in a timer when its counter gets somewhere, a trigger comes or the software asks: update, commutation, trigger. */
final class Events implements Counter.Owner {
    private final Timer timer;
    private final TimerKind kind;
    private final RegisterFile registers;
    private final Counter counter;
    private final TimerRequests requests;
    private final Channel[] channels;
    private final TriggerUnit triggers;
    private final BreakUnit breaks;
    private final TriggerOutput output;
    private long advancedFrom;
    private int repetitions;

    Events(
            Timer timer,
            TimerKind kind,
            RegisterFile registers,
            Channel[] channels,
            TriggerUnit triggers,
            BreakUnit breaks,
            TriggerOutput output) {
        this.timer = timer;
        this.kind = kind;
        this.registers = registers;
        this.channels = channels;
        this.triggers = triggers;
        this.breaks = breaks;
        this.output = output;
        counter = timer.counter();
        requests = timer.requests();
    }

    void reset() {
        repetitions = 0;
    }

    // The counter.

    /** Ticks of the timer's own clock have passed since a cycle. */
    void pass(long fromCycle, long ticks) {
        advancedFrom = fromCycle;
        counter.advance(ticks, this);
    }

    /** An edge of an external clock. */
    void tick() {
        if (counter.running) {
            pass(timer.now() - timer.cyclesPerTick(), 1);
        }
    }

    /** An edge of an encoder. */
    void step(boolean up) {
        counter.down = !up;
        tick();
    }

    @Override
    public void reached(Counter.Boundary boundary, long ticks) {
        long cycle = advancedFrom + ticks * timer.cyclesPerTick();
        boolean turn = boundary == Counter.Boundary.OVERFLOW || boundary == Counter.Boundary.UNDERFLOW;
        if (turn) {
            turned(boundary, cycle);
        }
        int aligned = registers.get(CR1) >>> 5 & 3;
        boolean flags = turn || aligned == 0 || (aligned & (counter.falling() ? 1 : 2)) != 0;
        for (Channel channel : channels) {
            channel.arrived(flags, cycle);
        }
    }

    private void turned(Counter.Boundary boundary, long cycle) {
        if (!counter.centered || boundary == Counter.Boundary.OVERFLOW) {
            matchesOutOfReach();
        }
        boolean top = counter.count != 0;
        if (repetitions > 0) {
            repetitions--;
        } else if (!registers.has(CR1, UDIS)) {
            update(true, cycle);
        }
        // The auto-reload value is loaded before the counter takes it (section 17.3.2, downcounting mode).
        if (top) {
            counter.count = counter.reload;
        }
    }

    /** A compare value above the auto-reload value has its flag at the overflow. */
    private void matchesOutOfReach() {
        for (int i = 0; i < channels.length; i++) {
            if (!channels[i].isInput() && counter.marks[i] > counter.reload) {
                channels[i].happened();
            }
        }
    }

    @Override
    public boolean steady() {
        boolean steady = !registers.has(CR1, OPM) && !breaks.rearms() && !timer.isSeen();
        if (!registers.has(CR1, UDIS)) {
            steady &= counter.divider == registers.get(PSC) + 1L && counter.reload == autoReload();
            for (Channel channel : channels) {
                steady &= channel.settled();
            }
        }
        return steady;
    }

    @Override
    public void skipped(long boundaries) {
        if (registers.has(CR1, UDIS)) {
            repetitions = (int) Math.max(0, repetitions - boundaries);
        } else {
            if (boundaries > repetitions) {
                requests.flag(UPDATE);
            }
            repetitions = (int) Math.floorMod(repetitions - boundaries, repetition() + 1L);
        }
    }

    private int repetition() {
        return kind.advanced() ? registers.get(RCR) & 0xFF : 0;
    }

    /** ARR as it is written. */
    long autoReload() {
        return registers.get(ARR) & 0xFFFFFFFFL;
    }

    // Events.

    /** The update event: what was preloaded takes effect. */
    private void update(boolean flagged, long cycle) {
        counter.divider = registers.get(PSC) + 1L;
        counter.reload = autoReload();
        repetitions = repetition();
        for (int i = 0; i < channels.length; i++) {
            channels[i].load();
            if (!triggers.externalHigh()) {
                channels[i].release(cycle);
            }
            if (kind.full() && registers.has(CR2, CCDS)) {
                requests.request(TimerRegisters.flag(i));
            }
        }
        if (registers.has(CR1, OPM)) {
            registers.put(CR1, CEN, false);
            counter.running = false;
        }
        breaks.updated(cycle);
        if (flagged) {
            requests.happened(UPDATE);
        }
        output.pulse(TriggerOutput.UPDATE);
    }

    /** The counter begins anew, by the software or by a trigger. */
    void restart() {
        long cycle = timer.now();
        counter.restart();
        timer.anchor(cycle);
        if (!registers.has(CR1, UDIS)) {
            update(!registers.has(CR1, URS), cycle);
            counter.restart();
        }
        for (Channel channel : channels) {
            channel.compare(cycle);
        }
        output.pulse(TriggerOutput.RESET);
    }

    /** The trigger starts the counter. */
    void start() {
        registers.put(CR1, CEN, true);
    }

    /** The trigger had an edge, or moved the gate. */
    void triggered(boolean edge) {
        requests.happened(TRIGGER);
        if (edge) {
            for (Channel channel : channels) {
                channel.triggered(timer.now());
            }
        }
    }

    /** The commutation event. */
    void commutation() {
        for (Channel channel : channels) {
            channel.commute(timer.now());
        }
        requests.happened(COM);
    }

    /** What the software asked for in EGR. */
    void generate(int events) {
        registers.set(EGR, 0);
        if ((events & UPDATE) != 0) {
            restart();
        }
        for (int i = 0; i < channels.length; i++) {
            if ((events & TimerRegisters.flag(i)) != 0) {
                channels[i].generate();
            }
        }
        if (kind.slave() && (events & TRIGGER) != 0) {
            requests.happened(TRIGGER);
        }
        if (kind.advanced()) {
            if ((events & COM) != 0 && registers.has(CR2, CCPC)) {
                commutation();
            }
            if ((events & BREAK) != 0) {
                breaks.strike();
            }
        }
    }
}
