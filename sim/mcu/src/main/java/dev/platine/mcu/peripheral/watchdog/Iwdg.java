package dev.platine.mcu.peripheral.watchdog;

import dev.platine.mcu.peripheral.Clocks;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.ResetCause;
import dev.platine.mcu.peripheral.Signal;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.register.RegisterLayout;
import dev.platine.mcu.time.Alarm;
import dev.platine.mcu.time.Rate;
import dev.platine.mcu.time.Ticks;

/**
 * The independent watchdog: counts cycles of LSI, whatever the bus clock does, and cannot be stopped once it runs. It keeps LSI running by the
 * signal {@code LSI_FORCED} and counts while {@code LSI_READY} is high. While the signal {@code IWDG_HARDWARE} is high (option bit WDG_SW is 0)
 * it starts by itself after each reset.
 */
public final class Iwdg extends Peripheral implements Clocks.Listener {
    private static final int KR = 0x0;
    private static final int PR = 0x4;
    private static final int RLR = 0x8;
    private static final int SR = 0xC;
    private static final int PVU = 1;
    private static final int RVU = 2;
    private static final int KEY_ACCESS = 0x5555;
    private static final int KEY_RELOAD = 0xAAAA;
    private static final int KEY_START = 0xCCCC;
    private static final int FULL = 0xFFF;
    // RM0090 21.4.2: a new value takes up to five cycles of LSI to come into the counter's clock domain.
    private static final int UPDATE_TICKS = 5;
    private static final RegisterLayout LAYOUT = RegisterLayout.of("IWDG")
            .register("KR", KR, 0, "KEY@0:16 w")
            .register("PR", PR, 0, "PR@0:3")
            .register("RLR", RLR, FULL, "RL@0:12")
            .register("SR", SR, 0, "PVU@0 r, RVU@1 r")
            .build();

    private final Ticks lsi = new Ticks();
    private final Signal forced;
    private final Signal ready;
    private final Signal hardware;
    private final Alarm expiry;
    private final Alarm prescalerUpdate;
    private final Alarm reloadUpdate;
    private boolean unlocked;
    private boolean running;
    private boolean reloadWaits;
    private int divider;
    private int reload;
    private long count;
    private long sinceTick;
    private long prescalerTick;
    private long reloadTick;

    /**
     * The watchdog, not running.
     *
     * @param site where it stands
     */
    public Iwdg(Site site) {
        super(site, LAYOUT);
        storesAll();
        forced = site.signal("LSI_FORCED");
        ready = site.signal("LSI_READY");
        hardware = site.signal("IWDG_HARDWARE");
        expiry = site.timeAlarm(() -> site.reset(ResetCause.INDEPENDENT_WATCHDOG));
        prescalerUpdate = site.timeAlarm(this::prescalerUpdated);
        reloadUpdate = site.timeAlarm(this::reloadUpdated);
        ready.listen(high -> rateChanged());
        hardware.listen(high -> {
            if (high) {
                start();
            }
        });
        site.clocks().listen(this);
    }

    @Override
    protected void wasReset() {
        unlocked = false;
        running = false;
        reloadWaits = false;
        divider = 4;
        reload = FULL;
        count = FULL;
        sinceTick = 0;
        expiry.cancel();
        prescalerUpdate.cancel();
        reloadUpdate.cancel();
        forced.level(false);
        rateChanged();
        if (hardware.isHigh()) {
            start();
        }
    }

    @Override
    public void coreOff(boolean cut) {
        if (cut) {
            super.coreOff(true);
        }
    }

    @Override
    protected boolean accepts(int offset, int written) {
        return switch (offset) {
            case PR -> unlocked && !registers.has(SR, PVU);
            case RLR -> unlocked && !registers.has(SR, RVU);
            default -> true;
        };
    }

    @Override
    protected void wasWritten(int offset, int before, int written) {
        switch (offset) {
            case KR -> key(written & 0xFFFF);
            case PR -> {
                registers.put(SR, PVU, true);
                prescalerTick = tick() + UPDATE_TICKS;
            }
            case RLR -> {
                registers.put(SR, RVU, true);
                reloadTick = tick() + UPDATE_TICKS;
            }
            default -> {}
        }
        schedule();
    }

    private void key(int key) {
        unlocked = key == KEY_ACCESS;
        if (key == KEY_START) {
            start();
        } else if (key == KEY_RELOAD) {
            count = reload;
            sinceTick = tick();
            reloadWaits = lsi.rate().stopped();
        }
    }

    private void start() {
        if (!running) {
            running = true;
            sinceTick = tick();
            forced.level(true);
            schedule();
        }
    }

    private void prescalerUpdated() {
        settle();
        registers.put(SR, PVU, false);
        divider = 4 << Math.min(registers.get(PR), 6);
        schedule();
    }

    private void reloadUpdated() {
        registers.put(SR, RVU, false);
        reload = registers.get(RLR);
        if (reloadWaits) {
            reloadWaits = false;
            count = reload;
            sinceTick = tick();
        }
        schedule();
    }

    private long tick() {
        return lsi.at(site.nowNs());
    }

    private void settle() {
        if (running) {
            long tick = tick();
            count -= (tick - sinceTick) / divider;
            sinceTick = tick;
        }
    }

    private void schedule() {
        setAlarm(expiry, running, sinceTick + (count + 1) * divider);
        setAlarm(prescalerUpdate, registers.has(SR, PVU), prescalerTick);
        setAlarm(reloadUpdate, registers.has(SR, RVU), reloadTick);
    }

    private void setAlarm(Alarm alarm, boolean wanted, long tick) {
        long ns = wanted ? lsi.nsOf(tick) : Long.MAX_VALUE;
        if (ns == Long.MAX_VALUE) {
            alarm.cancel();
        } else {
            alarm.at(ns);
        }
    }

    private void rateChanged() {
        lsi.rate(ready.isHigh() ? Rate.hz(site.clocks().lsiHz()) : Rate.NONE, site.nowNs());
        schedule();
    }

    @Override
    public void clocksChanged() {
        if (ready.isHigh() && lsi.rate().numerator() != site.clocks().lsiHz()) {
            rateChanged();
        }
    }
}
