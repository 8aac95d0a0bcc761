package dev.platine.mcu.chip;

import dev.platine.mcu.core.Processor;
import dev.platine.mcu.peripheral.Clocks;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.ResetCause;
import dev.platine.mcu.time.AlarmQueue;
import dev.platine.mcu.time.Rate;
import dev.platine.mcu.time.Timebase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A chip's way through time: power, resets, sleep, and who is next, the processor or an alarm. */
final class Course implements Clocks.Listener {
    final AlarmQueue cycleAlarms = new AlarmQueue(this::cycleSooner);
    final AlarmQueue timeAlarms = new AlarmQueue(this::timeSooner);
    private final Processor processor;
    private final Clocks clocks;
    private final Collection<Peripheral> blocks;
    private final Timebase timebase = new Timebase();
    private final List<Consumer<ResetCause>> resetListeners = new ArrayList<>();
    private @Nullable DeepSleep power;
    private @Nullable ResetCause resetWanted;
    private long stillNs;
    private long endCycle = Long.MAX_VALUE;
    private boolean leaving;
    private boolean running;
    private boolean deep;
    private boolean powered;

    Course(Processor processor, Clocks clocks, Collection<Peripheral> blocks) {
        this.processor = processor;
        this.clocks = clocks;
        this.blocks = blocks;
    }

    void powerUp(long ns) {
        stillNs = ns;
        timebase.rate(clocks.hclk(), processor.cycles(), ns);
        powered = true;
        resetNow(ResetCause.POWER);
    }

    void powerDown(long ns) {
        powered = false;
        resetWanted = null;
        blocks.forEach(block -> block.coreOff(true));
        clocks.changing();
        clocks.hclk(Rate.NONE);
        clocks.changed();
        stillNs = Math.max(stillNs, ns);
    }

    void reset(ResetCause cause) {
        resetWanted = cause;
        processor.stop();
    }

    boolean isPowered() {
        return powered;
    }

    private void resetNow(ResetCause cause) {
        resetWanted = null;
        deep = false;
        for (Consumer<ResetCause> listener : resetListeners) {
            listener.accept(cause);
        }
        blocks.forEach(Peripheral::reset);
        if (cause == ResetCause.POWER) {
            processor.powerUp();
        } else {
            processor.reset();
        }
    }

    void run(long untilNs) {
        running = true;
        try {
            go(untilNs);
        } finally {
            running = false;
        }
    }

    boolean isRunning() {
        return running;
    }

    private void go(long untilNs) {
        leaving = false;
        while (!leaving) {
            long now = nowNs();
            timeAlarms.runUntil(now);
            cycleAlarms.runUntil(processor.cycles());
            if (powered && (resetWanted != null || processor.resetRequested())) {
                resetNow(resetWanted == null ? ResetCause.SOFTWARE : resetWanted);
            } else if (leaving || now >= untilNs || processor.debug().isHalted()) {
                return;
            } else if (clocks.hclk().stopped()) {
                still(Math.min(untilNs, timeAlarms.next()));
            } else {
                work(Math.min(untilNs, timeAlarms.next()));
            }
        }
    }

    private void work(long untilNs) {
        long end = Math.min(timebase.cycleAt(untilNs), cycleAlarms.next());
        long cycles = end - processor.cycles();
        if (cycles > 0) {
            endCycle = end;
            processor.run(cycles);
            endCycle = Long.MAX_VALUE;
        }
        DeepSleep sleep = power;
        if (sleep != null && processor.sleeping() && processor.sleepsDeeply() && !deep) {
            deep = true;
            sleep.entered();
        }
    }

    /** Time passes without cycles; an interrupt may end that. */
    private void still(long untilNs) {
        if (powered && deep) {
            processor.run(0);
        }
        if (deep && !processor.sleeping()) {
            deep = false;
            DeepSleep sleep = power;
            if (sleep != null) {
                sleep.woken();
            }
        }
        if (clocks.hclk().stopped()) {
            stillNs = Math.max(stillNs, Math.min(untilNs, timeAlarms.next()));
        }
    }

    void onReset(Consumer<ResetCause> listener) {
        resetListeners.add(listener);
    }

    void leave() {
        leaving = true;
        processor.stop();
    }

    private void cycleSooner(long cycle) {
        if (cycle < endCycle && endCycle != Long.MAX_VALUE) {
            processor.stop();
        }
    }

    private void timeSooner(long ns) {
        if (endCycle != Long.MAX_VALUE && timebase.cycleAt(ns) < endCycle) {
            processor.stop();
        }
    }

    @Override
    public void clocksChanging() {
        stillNs = nowNs();
    }

    @Override
    public void clocksChanged() {
        timebase.rate(clocks.hclk(), processor.cycles(), stillNs);
        processor.stop();
    }

    /** When a cycle begins, as the clock is now. */
    long nsAt(long cycle) {
        return clocks.hclk().stopped() ? stillNs : timebase.nsAt(cycle);
    }

    long nowNs() {
        return clocks.hclk().stopped() ? stillNs : timebase.nsAt(processor.cycles());
    }

    long dueNs() {
        if (processor.debug().isHalted() && resetWanted == null) {
            return Long.MAX_VALUE;
        }
        boolean still = clocks.hclk().stopped();
        boolean reset = powered && resetWanted != null;
        if (reset || ((!still || (deep && powered)) && processor.busy())) {
            return nowNs();
        }
        long cycle = still ? Long.MAX_VALUE : Math.min(cycleAlarms.next(), processor.nextTick());
        long byCycle = cycle == Long.MAX_VALUE ? Long.MAX_VALUE : timebase.nsAt(cycle);
        return Math.min(byCycle, timeAlarms.next());
    }

    void deepSleep(DeepSleep sleep) {
        power = sleep;
    }
}
