package dev.platine.mcu.peripheral.timer;

import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCDS;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCER;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCMR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CR2;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.SR;

import dev.platine.mcu.peripheral.Signal;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.register.RegisterFile;

/** A capture/compare channel: as an output, its reference OCxREF; as an input, its captures. */
final class Channel {
    private static final int FROZEN = 0;
    private static final int ACTIVE = 1;
    private static final int INACTIVE = 2;
    private static final int TOGGLE = 3;
    private static final int FORCE_INACTIVE = 4;
    private static final int FORCE_ACTIVE = 5;
    private static final int PWM_1 = 6;
    private static final int FAST = 1 << 2;
    private static final int PRELOADED = 1 << 3;
    private static final int CLEARED_BY_ETRF = 1 << 7;
    private static final int OVERCAPTURE_SHIFT = 8;
    /** Long ago: before any dead time. */
    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private final int index;
    private final Timer timer;
    private final Counter counter;
    private final RegisterFile registers;
    private final TimerRequests requests;
    private final Output output;
    private final Signal event;
    private final Signal referenceSignal;
    private boolean input;
    private boolean preloaded;
    private int mode;
    private int enables;
    private boolean below;
    private boolean wanted;
    private boolean cleared;
    private boolean reference;
    private long since;
    private int edges;

    Channel(int index, Timer timer, Site site, TimerSpec spec, RegisterFile registers) {
        this.index = index;
        this.timer = timer;
        this.registers = registers;
        counter = timer.counter();
        requests = timer.requests();
        output = new Output(timer, site, spec, index, registers);
        event = site.signal("TIM" + spec.number() + "_CC" + (index + 1));
        referenceSignal = site.signal("TIM" + spec.number() + "_OC" + (index + 1) + "REF");
        event.onHeard(timer::look);
        referenceSignal.onHeard(timer::look);
        since = LONG_AGO;
    }

    void reset() {
        configured();
        load();
        mode = FROZEN;
        enables = 0;
        below = false;
        wanted = false;
        cleared = false;
        reference = false;
        since = LONG_AGO;
        edges = 0;
        output.off();
    }

    // What the registers say.

    private int settings() {
        return registers.get(CCMR1 + 4 * (index >> 1)) >>> ((index & 1) * 8) & 0xFF;
    }

    private int written() {
        return registers.get(CCER) >>> (4 * index) & 0xF;
    }

    boolean isInput() {
        return input;
    }

    /** CCMRx was written or reset. */
    void configured() {
        input = selection() != 0;
        preloaded = !input && (settings() & PRELOADED) != 0;
    }

    /** CCxS: 1 for its own input, 2 for its neighbour's, 3 for the trigger. */
    int selection() {
        return settings() & 3;
    }

    boolean isCapturing() {
        return isInput() && (written() & 1) != 0;
    }

    /** The setting of ICxF; the filter stands before the multiplexer, so that it works whatever CCxS says. */
    int filter() {
        return settings() >>> 4;
    }

    /** CCxE and CCxNE as they are in effect, at their places. */
    int enables() {
        return enables;
    }

    /** CCxP and CCxNP, at their places. */
    int polarity() {
        return written() & 0xA;
    }

    boolean inverted() {
        return (written() & 2) != 0;
    }

    /** Whether a change of its input is an edge that counts. */
    boolean isEdge(boolean high) {
        return polarity() == 0xA || high != inverted();
    }

    private int register() {
        return CCR1 + 4 * index;
    }

    // Output.

    boolean reference() {
        return reference;
    }

    long since() {
        return since;
    }

    /** Mode and enables take effect: they were written without preload, or the commutation event came. */
    void commute(long cycle) {
        enables = written() & 5;
        int now = settings() >>> 4 & 7;
        if (isInput() || now == mode) {
            return;
        }
        int before = mode;
        mode = now;
        if (mode == FORCE_ACTIVE || mode == FORCE_INACTIVE) {
            want(mode == FORCE_ACTIVE, cycle);
        } else if (mode >= PWM_1 && before == FROZEN) {
            want(below == (mode == PWM_1), cycle);
        }
    }

    /** The compare value takes effect: it was written without preload, or the update event came. */
    void load() {
        counter.marks[index] = isInput() ? -1 : registers.get(register()) & 0xFFFFFFFFL;
    }

    /** Whether a compare value that is written waits for the update event, so that nothing follows from it now. */
    boolean isLoadedLater() {
        return preloaded;
    }

    /**
     * Whether a compare value that is written may wait until anything else happens to the timer: the counter stands still and the output
     * does not follow it. {@link #refresh} is called before that.
     */
    boolean isAtRest() {
        return !input && mode == FROZEN && !counter.running && below == isBelow();
    }

    /** A compare value may have been written at rest: what it would have had as an effect then. */
    void refresh() {
        if (!preloaded) {
            load();
        }
        below = isBelow();
    }

    /** CCRx or its settings were written; whether the timer has to look at what follows. */
    boolean valueWritten() {
        long markBefore = counter.marks[index];
        boolean equalled = markBefore == counter.count;
        if (!preloaded) {
            load();
        }
        if (!input && !equalled && counter.running && counter.marks[index] == counter.count) {
            matched(true, timer.now());
        }
        if (isBelow() != below) {
            compare(timer.now());
        }
        return counter.running && counter.marks[index] != markBefore;
    }

    /** Whether everything that is written is in effect. */
    boolean settled() {
        boolean loaded = isInput() || counter.marks[index] == (registers.get(register()) & 0xFFFFFFFFL);
        return loaded && !cleared;
    }

    /** The counter has moved to a place that matters. */
    void arrived(boolean flags, long cycle) {
        if (isInput()) {
            return;
        }
        if (counter.count == counter.marks[index]) {
            matched(flags, cycle);
        }
        compare(cycle);
    }

    private void matched(boolean flags, long cycle) {
        if (mode == ACTIVE || mode == INACTIVE) {
            want(mode == ACTIVE, cycle);
        } else if (mode == TOGGLE) {
            want(!wanted, cycle);
        }
        if (flags) {
            happened();
        }
    }

    /** The comparison that PWM follows: only when its result changes. */
    void compare(long cycle) {
        boolean now = isBelow();
        if (now != below) {
            below = now;
            if (mode >= PWM_1) {
                want(below == (mode == PWM_1), cycle);
            }
        }
    }

    private boolean isBelow() {
        long mark = counter.marks[index];
        return counter.falling() ? counter.count <= mark : counter.count < mark;
    }

    /** A trigger came: with fast enable it has the effect of a match. */
    void triggered(long cycle) {
        if (!isInput() && (settings() & FAST) != 0 && mode >= PWM_1) {
            want(mode != PWM_1, cycle);
        }
    }

    /** ETRF is high. */
    void clear(long cycle) {
        boolean forced = mode == FORCE_ACTIVE || mode == FORCE_INACTIVE;
        if (!isInput() && !forced && (settings() & CLEARED_BY_ETRF) != 0) {
            cleared = true;
            want(wanted, cycle);
        }
    }

    /** An update event came while ETRF is low. */
    void release(long cycle) {
        if (cleared) {
            cleared = false;
            want(wanted, cycle);
        }
    }

    private void want(boolean high, long cycle) {
        wanted = high;
        boolean now = high && !cleared;
        if (now != reference) {
            reference = now;
            since = cycle;
            output.update(this, cycle);
            referenceSignal.level(now);
            timer.output().reference(index, now);
        }
    }

    /** Brings pins and signal up to a time. */
    void show(long cycle) {
        output.update(this, cycle);
        referenceSignal.level(reference && !isInput());
    }

    /** Whether somebody would see a match. */
    boolean matchSeen() {
        int flag = TimerRegisters.flag(index);
        return requests.interrupts(flag)
                || (requests.requested(flag) && !registers.has(CR2, CCDS))
                || event.isHeard()
                || (index == 0 && timer.output().isHeard(TriggerOutput.MATCH))
                || referenceSeen();
    }

    /** Whether somebody would see a change of the reference. */
    private boolean referenceSeen() {
        boolean moves = cleared || (mode != FROZEN && mode != FORCE_ACTIVE && mode != FORCE_INACTIVE);
        return moves
                && (output.seen()
                        || referenceSignal.isHeard()
                        || timer.output().isHeard(TriggerOutput.REFERENCE + index));
    }

    boolean isRouted() {
        return output.routed();
    }

    // Input.

    /** An edge that counts, before the prescaler. */
    void edge() {
        if (!isCapturing()) {
            return;
        }
        edges++;
        if (edges >= 1 << (settings() >>> 2 & 3)) {
            edges = 0;
            capture();
        }
    }

    /** CCER was written: without CCxE the prescaler begins anew. */
    void enableWritten() {
        if ((written() & 1) == 0) {
            edges = 0;
        }
    }

    private void capture() {
        registers.set(register(), (int) counter.count);
        int flag = TimerRegisters.flag(index);
        if (registers.has(SR, flag)) {
            requests.flag(flag << OVERCAPTURE_SHIFT);
        }
        happened();
    }

    /** The software's event. */
    void generate() {
        if (isInput()) {
            capture();
        } else {
            happened();
        }
    }

    /** A compare or capture: flag, request, signals. */
    void happened() {
        int flag = TimerRegisters.flag(index);
        requests.flag(flag);
        if (!registers.has(CR2, CCDS)) {
            requests.request(flag);
        }
        event.pulse();
        if (index == 0) {
            timer.output().pulse(TriggerOutput.MATCH);
        }
    }
}
