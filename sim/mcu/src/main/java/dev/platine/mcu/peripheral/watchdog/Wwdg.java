package dev.platine.mcu.peripheral.watchdog;

import dev.platine.mcu.peripheral.Clocks;
import dev.platine.mcu.peripheral.Line;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.ResetCause;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.register.RegisterLayout;
import dev.platine.mcu.time.Alarm;

/**
 * The window watchdog: counts PCLK1 / 4096 down and resets the chip below 0x40, or when it is refreshed too early. Writing the counter begins
 * a new count of the prescaler, so that the manual's formula for the timeout holds exactly.
 */
public final class Wwdg extends Peripheral implements Clocks.Listener {
    private static final int CR = 0x0;
    private static final int CFR = 0x4;
    private static final int SR = 0x8;
    private static final int T = 0x7F;
    private static final int T6 = 0x40;
    private static final int WDGA = 1 << 7;
    private static final int EWI = 1 << 9;
    private static final int EWIF = 1;
    private static final RegisterLayout LAYOUT = RegisterLayout.of("WWDG")
            .register("CR", CR, T, "T@0:7, WDGA@7 rs")
            .register("CFR", CFR, T, "W@0:7, WDGTB@7:2, EWI@9 rs")
            .register("SR", SR, 0, "EWIF@0 rc_w0")
            .build();

    private final Line line;
    private final Alarm next;
    private boolean ticking;
    private int count = T;
    private long since;
    private long phase;
    private int period = 4096;

    /**
     * The watchdog, not enabled.
     *
     * @param site where it stands
     */
    public Wwdg(Site site) {
        super(site, LAYOUT);
        storesAll(CR);
        acceptsAll();
        line = site.interrupt("WWDG");
        next = site.cycleAlarm(this::reached);
        site.clocks().listen(this);
    }

    @Override
    protected void wasReset() {
        count = T;
        phase = 0;
        since = site.cycle();
        period = 4096;
        line.set(false);
        schedule();
    }

    @Override
    protected int value(int offset) {
        return offset == CR ? (registers.get(CR) & WDGA) | counted() : registers.get(offset);
    }

    @Override
    protected void wasWritten(int offset, int before, int written) {
        if (offset == CR) {
            boolean early = (before & WDGA) != 0 && counted() > (registers.get(CFR) & T);
            boolean low = (registers.get(CR) & (WDGA | T6)) == WDGA;
            count = registers.get(CR) & T;
            since = site.cycle();
            if (early || low) {
                site.reset(ResetCause.WINDOW_WATCHDOG);
            }
        } else if (offset == CFR) {
            settle();
            period = 4096 << (registers.get(CFR) >> 7 & 3);
        }
        line.set(registers.has(SR, EWIF) && registers.has(CFR, EWI));
        schedule();
    }

    private long stepCycles() {
        return (long) period * site.clocks().divider(Clocks.Domain.APB1);
    }

    private int counted() {
        return ticking ? (int) (count - (site.cycle() - since) / stepCycles()) & T : count;
    }

    private void settle() {
        if (ticking) {
            long steps = (site.cycle() - since) / stepCycles();
            count = (int) (count - steps) & T;
            since += steps * stepCycles();
        }
    }

    /** The next visible event: the counter at 0x40, and if it is enabled, below. */
    private void schedule() {
        boolean enabled = registers.has(CR, WDGA);
        if (!ticking || (!enabled && registers.has(SR, EWIF))) {
            next.cancel();
            return;
        }
        int steps = count - T6;
        if (steps <= 0) {
            steps += enabled ? 1 : T + 1;
        }
        next.at(since + Math.max(steps, 0) * stepCycles());
    }

    private void reached() {
        settle();
        if (count == T6) {
            registers.put(SR, EWIF, true);
            line.set(registers.has(CFR, EWI));
        }
        if (count < T6 && registers.has(CR, WDGA)) {
            site.reset(ResetCause.WINDOW_WATCHDOG);
        } else {
            schedule();
        }
    }

    @Override
    protected void gating(boolean on) {
        clocksChanging();
        ticking = on;
        clocksChanged();
        if (!on) {
            next.cancel();
        }
    }

    @Override
    public void clocksChanging() {
        if (ticking) {
            settle();
            phase = (site.cycle() - since) / site.clocks().divider(Clocks.Domain.APB1);
        }
    }

    @Override
    public void clocksChanged() {
        if (ticking) {
            since = site.cycle() - phase * site.clocks().divider(Clocks.Domain.APB1);
            schedule();
        }
    }
}
