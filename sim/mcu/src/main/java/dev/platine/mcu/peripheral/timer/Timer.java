package dev.platine.mcu.peripheral.timer;

import static dev.platine.mcu.peripheral.timer.TimerRegisters.ARPE;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.ARR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.BDTR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCDS;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCER;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCMR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCMR2;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCPC;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCR4;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CEN;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CHANNELS;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CMS;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CNT;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CR2;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.DCR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.DIER;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.DIR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.DMAR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.EGR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.OPM;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.OR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.SMCR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.SR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.UPDATE;

import dev.platine.mcu.peripheral.Clocks;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.time.Alarm;

/**
 * A timer (RM0090 sections 17 to 20): counter, prescaler, channels, triggers. Its count is worked out when somebody looks; there is an event only
 * for what somebody sees: an enabled interrupt or DMA request, a routed and enabled output, a signal that is heard.
 */
public final class Timer extends Peripheral implements Clocks.Listener {
    private final TimerSpec spec;
    private final TimerKind kind;
    private final Counter counter;
    private final TimerRequests requests;
    private final Channel[] channels;
    private final TriggerUnit triggers;
    private final TriggerOutput output;
    private final BreakUnit breaks;
    private final Remapping remapping;
    private final Events events;
    private final Alarm alarm;
    private int cyclesPerTick;
    private boolean powered;
    private boolean ticking;
    /** While it ticks: before this cycle the counter reaches nothing at which anything happens. */
    private long quietUntil = Long.MIN_VALUE;

    /** Which channels {@link Channel#isAtRest}, and whether any is. */
    private final boolean[] atRest;

    private boolean resting;
    private boolean showing;
    private long anchor;

    /**
     * A timer after reset.
     *
     * @param site where it stands
     * @param spec what it can do
     */
    public Timer(Site site, TimerSpec spec) {
        super(site, TimerRegisters.layout(spec));
        storesAll(CR1, SR, EGR, CNT, BDTR, DMAR);
        acceptsAll();
        this.spec = spec;
        kind = spec.kind();
        cyclesPerTick = site.clocks().divider(spec.domain());
        counter = new Counter(spec.bits());
        requests = new TimerRequests(site, spec, registers);
        output = new TriggerOutput(site, spec, registers, this::look);
        alarm = site.cycleAlarm(this::look);
        breaks = new BreakUnit(this, site, spec, registers);
        channels = new Channel[kind.channels()];
        atRest = new boolean[channels.length];
        for (int i = 0; i < channels.length; i++) {
            channels[i] = new Channel(i, this, site, spec, registers);
        }
        triggers = new TriggerUnit(this, site, spec, channels, registers);
        remapping = new Remapping(site, spec, channels, triggers, registers);
        events = new Events(this, kind, registers, channels, triggers, breaks, output);
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

    Events events() {
        return events;
    }

    TriggerOutput output() {
        return output;
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

    /** The prescaler begins a tick at a cycle. */
    void anchor(long cycle) {
        anchor = cycle;
    }

    // Time.

    @Override
    protected void gating(boolean on) {
        rouse();
        sync();
        powered = on;
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
        remapping.configured();
        look();
    }

    /** Brings the counter up to now. */
    private void sync() {
        if (ticking) {
            long cycles = site.cycle() - anchor;
            long ticks = cyclesPerTick == 1 ? cycles : cycles / cyclesPerTick;
            if (ticks > 0) {
                long from = anchor;
                anchor += ticks * cyclesPerTick;
                events.pass(from, ticks);
                ticks(counter.running);
            }
        }
    }

    private void ticks(boolean now) {
        ticking = now;
        quietUntil = Long.MIN_VALUE;
        isPrepared(now);
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
        rouse();
        sync();
        return powered;
    }

    /** What came had its effect: everything follows from it. */
    void end() {
        counter.running = registers.has(CR1, CEN) && powered && triggers.open();
        boolean now = counter.running && triggers.internalClock();
        if (now && !ticking) {
            anchor = site.cycle();
        }
        ticks(now);
        requests.lines();
        // A change of an output may come back as an input; the outer call looks at everything again.
        if (!showing) {
            showing = true;
            long cycle = site.cycle();
            for (Channel channel : channels) {
                channel.show(cycle);
            }
            output.show(counter.running, channels);
            showing = false;
        }
        rest();
        setAlarm();
    }

    /** Compare values from which nothing follows are only put in place. */
    private void rest() {
        for (int i = 0; i < channels.length; i++) {
            atRest[i] = channels[i].isAtRest();
            resting |= atRest[i];
            isSilent(CCR1 / 4 + i, atRest[i] || channels[i].isLoadedLater());
        }
    }

    /** Something happens to the timer: values that were only put in place have their effect before. */
    private void rouse() {
        if (resting) {
            resting = false;
            for (int i = 0; i < channels.length; i++) {
                if (atRest[i]) {
                    channels[i].refresh();
                    isSilent(CCR1 / 4 + i, channels[i].isLoadedLater());
                }
            }
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

    /** Whether somebody sees something at some time. */
    boolean isSeen() {
        return untilSeen() != Counter.NEVER;
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
        return requests.interrupts(UPDATE)
                || requests.requested(UPDATE)
                || (kind.full() && registers.has(CR2, CCDS) && registers.has(DIER, CHANNELS << 8))
                || output.isHeard(TriggerOutput.UPDATE)
                || (registers.has(CR1, OPM) && output.isHeard(TriggerOutput.ENABLE))
                || (breaks.rearms() && isRouted());
    }

    private boolean isRouted() {
        boolean routed = false;
        for (Channel channel : channels) {
            routed |= channel.isRouted();
        }
        return routed;
    }

    // Registers.

    @Override
    protected void wasReset() {
        alarm.cancel();
        counter.reset();
        events.reset();
        ticks(false);
        requests.reset();
        breaks.reset();
        resting = false;
        for (int i = 0; i < channels.length; i++) {
            channels[i].reset();
            isSilent(CCR1 / 4 + i, false);
        }
        triggers.configured();
        remapping.configured();
        capturesChosen();
        look();
    }

    /** The value of an output stays as it is written; that of an input is captured, and reading it clears its flag. */
    private void capturesChosen() {
        for (int i = 0; i < channels.length; i++) {
            stores(CCR1 + 4 * i, !channels[i].isInput());
        }
    }

    @Override
    protected int value(int offset) {
        sync();
        return switch (offset) {
            case CNT -> (int) counter.count;
            case CR1 -> (registers.get(CR1) & ~DIR) | (counter.down ? DIR : 0);
            case DMAR -> isBurstable() ? value(requests.burstTarget()) : 0;
            default -> registers.get(offset);
        };
    }

    private boolean isBurstable() {
        int target = requests.burstTarget();
        return target < DMAR && registers.at(target >> 2) != null;
    }

    @Override
    protected void wasRead(int offset) {
        if (offset >= CCR1 && offset <= CCR4 && channels[(offset - CCR1) / 4].isInput()) {
            registers.put(SR, TimerRegisters.flag((offset - CCR1) / 4), false);
            end();
        } else if (offset == DMAR) {
            if (isBurstable()) {
                wasRead(requests.burstTarget());
            }
            requests.burstNext();
            end();
        }
    }

    @Override
    protected boolean accepts(int offset, int written) {
        prepare();
        return true;
    }

    /** Registers change: what happened before happened with what they were. */
    @Override
    protected void prepare() {
        if (ticking && site.cycle() >= quietUntil) {
            sync();
            long ticks = counter.toEvent();
            quietUntil = ticks == Counter.NEVER ? Long.MIN_VALUE : anchor + counter.clockTicks(ticks) * cyclesPerTick;
        }
    }

    @Override
    protected void wasWritten(int offset, int before, int written) {
        if (offset >= CCR1 && offset <= CCR4) {
            valueWritten(offset, before);
            return;
        }
        rouse();
        sync();
        breaks.protect(offset, before);
        switch (offset) {
            case CR1 -> controlWritten(before);
            case CR2 -> connectionsWritten();
            case SMCR -> triggers.configured();
            case DIER -> requests.enablesChanged();
            case SR -> breaks.hold();
            case EGR -> events.generate(written);
            case CCMR1, CCMR2 -> modesWritten(offset, before);
            case CCER -> enablesWritten();
            case CNT -> countWritten(written);
            case ARR -> reloadWritten();
            case BDTR -> breaks.written(before);
            case DCR -> requests.burstReset();
            case DMAR -> burstWritten(written);
            case OR -> remapping.configured();
            default -> {}
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
            counter.reload = events.autoReload();
        }
        if ((now ^ before) >>> 8 != 0) {
            triggers.configured();
        }
        compare();
    }

    private void compare() {
        for (Channel channel : channels) {
            channel.compare(site.cycle());
        }
    }

    private void connectionsWritten() {
        triggers.configured();
        commuteUnlessPreloaded();
    }

    private void commuteUnlessPreloaded() {
        boolean preloaded = kind.advanced() && registers.has(CR2, CCPC);
        for (int i = 0; i < channels.length; i++) {
            if (!preloaded || i >= kind.complements()) {
                channels[i].commute(site.cycle());
            }
        }
    }

    /** CCxS is writable only while the channel is off. */
    private void modesWritten(int offset, int before) {
        int first = offset == CCMR1 ? 0 : 2;
        for (int i = first; i < channels.length && i < first + 2; i++) {
            if (registers.has(CCER, 1 << (4 * i))) {
                int selection = 3 << ((i & 1) * 8);
                registers.set(offset, (registers.get(offset) & ~selection) | (before & selection));
            }
            channels[i].configured();
            isSilent(CCR1 / 4 + i, channels[i].isLoadedLater());
            channels[i].valueWritten();
        }
        capturesChosen();
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
        compare();
    }

    private void reloadWritten() {
        if (!registers.has(CR1, ARPE)) {
            counter.reload = events.autoReload();
        }
        compare();
    }

    private void valueWritten(int offset, int before) {
        Channel channel = channels[(offset - CCR1) / 4];
        if (channel.isInput()) {
            registers.set(offset, before);
        }
        if (channel.isLoadedLater()) {
            return;
        }
        sync();
        if (channel.valueWritten()) {
            end();
        }
    }

    private void burstWritten(int written) {
        int target = requests.burstTarget();
        registers.set(DMAR, 0);
        if (isBurstable()) {
            write(target, 4, written);
        }
        requests.burstNext();
    }
}
