package dev.platine.mcu.peripheral.timer;

import static dev.platine.mcu.peripheral.timer.TimerRegisters.OR;

import dev.platine.mcu.peripheral.Signal;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.register.RegisterFile;
import dev.platine.mcu.time.Alarm;
import dev.platine.mcu.time.Rate;

/**
 * A timer's option register: other sources for an input or a trigger. An oscillator's edges come one by one, and only while a channel
 * captures them.
 */
final class Remapping {
    private static final Rate LSE = Rate.hz(32_768);
    private static final long NS_PER_S = 1_000_000_000L;
    private static final int PIN = 0;
    private static final int LSI_SOURCE = 1;
    private static final int LSE_SOURCE = 2;
    private static final int WAKE_UP = 3;

    private final TimerSpec.Remap remap;
    private final int input;
    private final Site site;
    private final Channel[] channels;
    private final TriggerUnit triggers;
    private final RegisterFile registers;
    private final Signal[] trigger1;
    private final Signal lsiReady;
    private final Signal lseReady;
    private final Signal wakeUp;
    private final Alarm edge;
    private Rate rate = Rate.NONE;
    private long startNs;
    private long halfPeriods;

    Remapping(Site site, TimerSpec spec, Channel[] channels, TriggerUnit triggers, RegisterFile registers) {
        this.site = site;
        this.channels = channels;
        this.triggers = triggers;
        this.registers = registers;
        remap = spec.remap();
        input = remap == TimerSpec.Remap.INPUT_4 ? 3 : 0;
        trigger1 = new Signal[] {site.signal("ETH_PTP"), site.signal("OTG_FS_SOF"), site.signal("OTG_HS_SOF")};
        lsiReady = site.signal("LSI_READY");
        lseReady = site.signal("LSE_READY");
        wakeUp = site.signal("RTC_WAKEUP");
        edge = site.timeAlarm(this::edge);
        if (remap == TimerSpec.Remap.INPUT_4) {
            lsiReady.listen(high -> configured());
            lseReady.listen(high -> configured());
            wakeUp.listen(high -> configured());
        }
    }

    /** OR, or what a channel captures, was written; or an oscillator began or ended. */
    void configured() {
        switch (remap) {
            case TRIGGER_1 -> {
                int source = registers.get(OR) >>> 10 & 3;
                triggers.replaceTrigger1(source == 0 ? null : trigger1[source - 1]);
                triggers.configured();
            }
            case INPUT_4 -> input4(registers.get(OR) >>> 6 & 3);
            case INPUT_1 -> {
                boolean hse = (registers.get(OR) & 3) == 2;
                triggers.take(input, hse);
                run(hse ? site.clocks().hseRtc() : Rate.NONE);
            }
            case NONE -> {}
        }
    }

    private void input4(int source) {
        triggers.take(input, source != PIN);
        switch (source) {
            case LSI_SOURCE -> run(lsiReady.isHigh() ? Rate.hz(site.clocks().lsiHz()) : Rate.NONE);
            case LSE_SOURCE -> run(lseReady.isHigh() ? LSE : Rate.NONE);
            case WAKE_UP -> {
                run(Rate.NONE);
                triggers.input(input, wakeUp.isHigh());
            }
            default -> run(Rate.NONE);
        }
    }

    private boolean isCaptured() {
        boolean captured = false;
        for (int i = 0; i < channels.length; i++) {
            int selection = channels[i].selection();
            captured |= channels[i].isCapturing()
                    && ((selection == 1 && i == input) || (selection == 2 && i == (input ^ 1)));
        }
        return captured;
    }

    private void run(Rate wanted) {
        Rate now = isCaptured() ? wanted : Rate.NONE;
        if (!now.equals(rate)) {
            rate = now;
            startNs = site.nowNs();
            halfPeriods = 0;
            next();
        }
    }

    private void next() {
        if (rate.stopped()) {
            edge.cancel();
            return;
        }
        halfPeriods++;
        edge.at(startNs + halfPeriods * NS_PER_S * rate.denominator() / (2 * rate.numerator()));
    }

    private void edge() {
        boolean high = (halfPeriods & 1) != 0;
        if (halfPeriods == 2 * rate.numerator()) {
            startNs += NS_PER_S * rate.denominator();
            halfPeriods = 0;
        }
        next();
        triggers.input(input, high);
    }
}
