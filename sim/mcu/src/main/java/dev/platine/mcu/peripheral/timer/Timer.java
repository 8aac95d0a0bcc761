package dev.platine.mcu.peripheral.timer;

import static dev.platine.mcu.peripheral.timer.TimerRegisters.*;

import dev.platine.mcu.peripheral.Clocks;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.Signal;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.time.Alarm;

/**
 * A timer (RM0090 sections 17 to 20): counter, prescaler, channels, triggers. Its count is worked out when somebody looks; there is an event only for what
 * somebody sees: an enabled interrupt or DMA request whose flag is not set, a routed and enabled output, a signal that is heard.
 */
public final class Timer extends Peripheral implements Counter.Owner, Clocks.Listener {
    private final TimerSpec spec;
    private final TimerKind kind;
    private final Counter counter;
    private final TimerRequests requests;
    private final Channel[] channels;
    private final TriggerUnit triggers;
    private final BreakUnit breaks;
    private final Remapping remapping;
    private final Signal trgo;
    private final Alarm alarm;
    private int cyclesPerTick;
    private boolean clocked;
    private boolean ticking;
    private int depth;
    private long anchor;
    private long advancedFrom;
    private int repetitions;

    /**
     * A timer after reset.
     *
     * @param site where it stands
     * @param spec what it can do
     */
    public Timer(Site site, TimerSpec spec) {
        super(site, TimerRegisters.layout(spec));
        this.spec = spec;
        kind = spec.kind();
        cyclesPerTick = site.clocks().divider(spec.domain());
        counter = new Counter(spec.bits(), this);
        requests = new TimerRequests(site, spec, registers);
        trgo = site.signal("TIM" + spec.number() + "_TRGO");
        trgo.onHeard(this::look);
        alarm = site.cycleAlarm(this::look);
        breaks = new BreakUnit(this, site, spec, registers);
        channels = new Channel[kind.channels()];
        for (int i = 0; i < channels.length; i++) {
            channels[i] = new Channel(i, this, site, spec, registers);
        }
        triggers = new TriggerUnit(this, site, spec, channels, registers);
        remapping = new Remapping(site, spec, channels, triggers, registers);
        site.clocks().listen(this);
        wasReset();
    }

    // For the timer's parts.

    Counter counter() {
        return counter;
    }

    TimerRequests requests() {
        return requests;
    }

    int cyclesPerTick() {
        return cyclesPerTick;
    }

    long now() {
        return site.cycle();
    }

    long moeSince() {
        return breaks.since();
    }

    long deadTimeCycles() {
        return breaks.deadTimeTicks() * cyclesPerTick;
    }

    // Time.

    @Override
    protected void gating(boolean on) {
        sync();
        clocked = on;
        look();
    }

    @Override
    public void clocksChanging() {
        sync();
    }

    @Override
    public void clocksChanged() {
        int now = site.clocks().divider(spec.domain());
        if (now != cyclesPerTick) {
            anchor = Math.max(anchor, site.cycle() - now + 1);
            cyclesPerTick = now;
            triggers.configured();
        }
        look();
    }

    /** Brings the counter up to now. */
    private void sync() {
        if (ticking) {
            long ticks = (site.cycle() - anchor) / cyclesPerTick;
            if (ticks > 0) {
                advancedFrom = anchor;
                anchor += ticks * cyclesPerTick;
                counter.advance(ticks);
            }
        }
    }

    /** Brings everything that can be seen up to now, and sets the alarm for what can be seen next. */
    void look() {
        begin();
        end();
    }

    /**
     * Something comes from outside.
     *
     * @return whether the timer has its clock, so that it matters
     */
    boolean begin() {
        sync();
        return clocked;
    }

    /** What came had its effect: everything follows from it. */
    void end() {
        boolean enabled = registers.has(CR1, CEN) && clocked && triggers.open();
        counter.running = enabled;
        boolean now = enabled && triggers.internalClock();
        if (now && !ticking) {
            anchor = site.cycle();
        }
        ticking = now;
        requests.lines();
        depth++;
        // A change of an output may come back as an input; the outer call looks at everything again.
        if (depth == 1) {
            long cycle = site.cycle();
            for (Channel channel : channels) {
                channel.show(cycle);
            }
            showTrigger();
        }
        depth--;
        setAlarm();
    }

    private int masterMode() {
        return kind.master() ? registers.get(CR2) >>> 4 & 7 : 0;
    }

    private void showTrigger() {
        int mode = masterMode();
        if (mode == 1) {
            trgo.level(counter.running);
        } else if (mode >= 4 && mode - 4 < channels.length) {
            trgo.level(channels[mode - 4].reference());
        } else if (kind.master()) {
            trgo.level(false);
        }
    }

    private void setAlarm() {
        long ticks = ticking ? untilSeen() : Counter.NEVER;
        if (ticks == Counter.NEVER) {
            alarm.cancel();
            return;
        }
        long at = anchor + counter.clockTicks(ticks) * cyclesPerTick;
        if (alarm.time() != at) {
            alarm.at(at);
        }
    }

    /** Ticks of the counter until somebody sees something, or has to look again; never too late. */
    private long untilSeen() {
        long boundary = counter.toBoundary();
        long next = boundarySeen() ? boundary : Counter.NEVER;
        for (int i = 0; i < channels.length; i++) {
            if (!channels[i].isInput() && channels[i].matchSeen()) {
                next = Math.min(next, Math.min(boundary, counter.toMark(counter.marks[i])));
            }
        }
        return next;
    }

    private boolean boundarySeen() {
        int mode = masterMode();
        boolean stops = registers.has(CR1, OPM) && mode == 1;
        return requests.interrupts(UPDATE)
                || requests.requested(UPDATE)
                || (kind.full() && registers.has(CR2, CCDS) && registers.has(DIER, CHANNELS << 8))
                || (trgo.isHeard() && (mode == 2 || stops))
                || (breaks.rearms() && outputRouted());
    }

    private boolean outputRouted() {
        boolean routed = false;
        for (Channel channel : channels) {
            routed |= channel.isRouted();
        }
        return routed;
    }

    /** Whether TRGO pulses with matches of a channel, and is heard. */
    boolean matchHeard(int channel) {
        return channel == 0 && masterMode() == 3 && trgo.isHeard();
    }

    /** Whether TRGO is a channel's reference, and is heard. */
    boolean referenceHeard(int channel) {
        return masterMode() == 4 + channel && trgo.isHeard();
    }

    // What the counter tells.

    @Override
    public void reached(Counter.Boundary boundary, long ticks) {
        long cycle = advancedFrom + ticks * cyclesPerTick;
        boolean turn = boundary == Counter.Boundary.OVERFLOW || boundary == Counter.Boundary.UNDERFLOW;
        if (turn) {
            matchesOutOfReach(boundary);
            boolean peak = counter.count != 0;
            if (repetitions > 0) {
                repetitions--;
            } else if (!registers.has(CR1, UDIS)) {
                update(true, cycle);
            }
            if (peak) {
                counter.count = counter.reload;
            }
        }
        int aligned = registers.get(CR1) >>> 5 & 3;
        boolean flags = turn || aligned == 0 || (aligned & (counter.falling() ? 1 : 2)) != 0;
        for (Channel channel : channels) {
            channel.arrived(flags, cycle);
        }
    }

    /** A compare value above the auto-reload value has its flag at the overflow. */
    private void matchesOutOfReach(Counter.Boundary boundary) {
        if (counter.centered && boundary == Counter.Boundary.UNDERFLOW) {
            return;
        }
        for (int i = 0; i < channels.length; i++) {
            if (!channels[i].isInput() && counter.marks[i] > counter.reload) {
                channels[i].happened();
            }
        }
    }

    @Override
    public boolean steady() {
        boolean steady = !registers.has(CR1, OPM) && !breaks.rearms() && untilSeen() == Counter.NEVER;
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

    private long autoReload() {
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
            requests.flag(UPDATE);
            requests.request(UPDATE);
        }
        pulse(2);
    }

    private void pulse(int mode) {
        if (kind.master() && masterMode() == mode) {
            trgo.pulse();
        }
    }

    /** A channel's compare or capture happened. */
    void matched(int channel) {
        if (channel == 0) {
            pulse(3);
        }
    }

    /** A channel's reference changed. */
    void referenceChanged(int channel, boolean high) {
        if (masterMode() == 4 + channel) {
            trgo.level(high);
        }
    }

    /** The counter begins anew, by the software or by a trigger. */
    void restart() {
        counter.restart();
        anchor = site.cycle();
        if (!registers.has(CR1, UDIS)) {
            update(!registers.has(CR1, URS), anchor);
            counter.restart();
        }
        for (Channel channel : channels) {
            channel.compare(anchor);
        }
        pulse(0);
    }

    /** The trigger had an edge, or moved the gate. */
    void triggered(boolean edge) {
        requests.flag(TRIGGER);
        requests.request(TRIGGER);
        if (edge) {
            for (Channel channel : channels) {
                channel.triggered(site.cycle());
            }
        }
    }

    /** The trigger starts the counter. */
    void start() {
        registers.put(CR1, CEN, true);
    }

    /** An edge of an external clock. */
    void tick() {
        if (counter.running) {
            advancedFrom = site.cycle() - cyclesPerTick;
            counter.advance(1);
        }
    }

    /** An edge of an encoder. */
    void step(boolean up) {
        counter.down = !up;
        tick();
    }

    /** The commutation event. */
    void commutation() {
        for (Channel channel : channels) {
            channel.commute(site.cycle());
        }
        requests.flag(COM);
        requests.request(COM);
    }

    // Registers.

    @Override
    protected void wasReset() {
        alarm.cancel();
        counter.reset();
        repetitions = 0;
        ticking = false;
        requests.reset();
        breaks.reset();
        for (Channel channel : channels) {
            channel.reset();
        }
        for (int i = 0; i < channels.length; i++) {
            channels[i].load();
        }
        triggers.configured();
        remapping.configured();
        look();
    }

    @Override
    protected int value(int offset) {
        sync();
        return switch (offset) {
            case CNT -> (int) counter.count;
            case CR1 -> (registers.get(CR1) & ~DIR) | (counter.down ? DIR : 0);
            case DMAR -> burstable() ? value(requests.burstTarget()) : 0;
            default -> registers.get(offset);
        };
    }

    private boolean burstable() {
        int target = requests.burstTarget();
        return target < DMAR && registers.at(target >> 2) != null;
    }

    @Override
    protected void wasRead(int offset) {
        if (offset >= CCR1 && offset <= CCR4 && channels[(offset - CCR1) / 4].isInput()) {
            registers.put(SR, TimerRegisters.flag((offset - CCR1) / 4), false);
        } else if (offset == DMAR) {
            if (burstable()) {
                wasRead(requests.burstTarget());
            }
            requests.burstNext();
        }
        end();
    }

    @Override
    protected boolean accepts(int offset, int written) {
        sync();
        return true;
    }

    @Override
    protected void wasWritten(int offset, int before, int written) {
        breaks.protect(offset, before);
        switch (offset) {
            case CR1 -> controlWritten(before);
            case CR2, SMCR -> triggers.configured();
            case DIER -> requests.enablesChanged();
            case SR -> breaks.hold();
            case EGR -> generate(written);
            case CCMR1, CCMR2 -> modesWritten(offset, before);
            case CCER -> enablesWritten();
            case CNT -> countWritten(written);
            case ARR -> reloadWritten();
            case BDTR -> breaks.written(before);
            case DCR -> requests.burstReset();
            case DMAR -> burstWritten(written);
            case OR -> remapping.configured();
            default -> valueWritten(offset, before);
        }
        if (offset == CR2) {
            commuteUnlessPreloaded();
        }
        end();
    }

    private void controlWritten(int before) {
        int now = registers.get(CR1);
        counter.centered = (now & CMS) != 0;
        if (!counter.centered && !triggers.encoder() && kind.full()) {
            counter.down = (now & DIR) != 0;
        }
        if ((now & ARPE) == 0) {
            counter.reload = autoReload();
        }
        if ((now ^ before) >>> 8 != 0) {
            triggers.configured();
        }
        compareAll();
    }

    private void compareAll() {
        for (Channel channel : channels) {
            channel.compare(site.cycle());
        }
    }

    private void commuteUnlessPreloaded() {
        boolean preloaded = kind.advanced() && registers.has(CR2, CCPC);
        for (int i = 0; i < channels.length; i++) {
            if (!preloaded || i >= kind.complements()) {
                channels[i].commute(site.cycle());
            }
        }
    }

    private void generate(int events) {
        if ((events & UPDATE) != 0) {
            restart();
        }
        for (int i = 0; i < channels.length; i++) {
            if ((events & TimerRegisters.flag(i)) != 0) {
                channels[i].generate();
            }
        }
        if (kind.slave() && (events & TRIGGER) != 0) {
            requests.flag(TRIGGER);
            requests.request(TRIGGER);
        }
        if (kind.advanced()) {
            if ((events & COM) != 0 && registers.has(CR2, CCPC)) {
                commutation();
            }
            if ((events & BREAK) != 0) {
                breaks.strike();
            }
        }
        registers.set(EGR, 0);
    }

    /** CCxS is writable only while the channel is off. */
    private void modesWritten(int offset, int before) {
        for (int i = offset == CCMR1 ? 0 : 2; i < channels.length && i < (offset == CCMR1 ? 2 : 4); i++) {
            if (registers.has(CCER, 1 << (4 * i))) {
                int selection = 3 << ((i & 1) * 8);
                registers.set(offset, (registers.get(offset) & ~selection) | (before & selection));
            }
            channels[i].valueWritten(site.cycle());
        }
        commuteUnlessPreloaded();
        triggers.configured();
        remapping.configured();
    }

    private void enablesWritten() {
        for (Channel channel : channels) {
            channel.enableWritten();
        }
        commuteUnlessPreloaded();
        triggers.configured();
        remapping.configured();
    }

    private void countWritten(int written) {
        counter.count = written & ((1L << spec.bits()) - 1);
        compareAll();
    }

    private void reloadWritten() {
        if (!registers.has(CR1, ARPE)) {
            counter.reload = autoReload();
        }
        compareAll();
    }

    private void valueWritten(int offset, int before) {
        if (offset >= CCR1 && offset <= CCR4) {
            Channel channel = channels[(offset - CCR1) / 4];
            if (channel.isInput()) {
                registers.set(offset, before);
            }
            channel.valueWritten(site.cycle());
        }
    }

    private void burstWritten(int written) {
        int target = requests.burstTarget();
        registers.set(DMAR, 0);
        if (burstable()) {
            write(target, 4, written);
        }
        requests.burstNext();
    }
}
