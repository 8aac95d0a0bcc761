package dev.platine.mcu.peripheral.rtc;

import static dev.platine.mcu.peripheral.rtc.RtcRegisters.*;

import dev.platine.mcu.peripheral.Clocks;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.Signal;
import dev.platine.mcu.peripheral.Site;
import org.jspecify.annotations.Nullable;

/**
 * The real-time clock with its backup registers. It runs on nanoseconds by the rate of {@link Clocks#rtc}, through resets and standby, and is
 * reset by the signal {@code BACKUP_RESET} alone. Writes are taken while the signal {@code DBP} is high. It drives the signals {@code RTC_ALARM},
 * {@code RTC_WAKEUP} and {@code RTC_TAMPER} as levels. Between two events nothing is counted.
 */
public final class Rtc extends Peripheral implements Clocks.Listener {
    private static final int ONLY_IN_INIT = CR_FMT | CR_DCE | CR_REFCKON;
    private static final int FLAGS = 0x7F00;
    // RM0090 26.3.5, 26.3.6: two cycles of RTCCLK to synchronise, four to begin after initialisation.
    private static final int SYNC_TICKS = 2;
    private static final int BEGIN_TICKS = 4;
    private static final int[] KEYS = {0xCA, 0x53};

    private final RtcClock clock;
    private final AlarmTimer[] alarms = new AlarmTimer[2];
    private final WakeUp wakeUp;
    private final Tamper[] tampers = new Tamper[2];
    private final TimeStamp timeStamp = new TimeStamp(this::stamp);
    private final Signal firstPin;
    private final @Nullable Signal secondPin;
    private final Signal writable;
    private final Signal alarmLine;
    private final Signal wakeUpLine;
    private final Signal tamperLine;
    private int keysSeen;
    private boolean timeWritten;
    private boolean timeLocked;
    private boolean dateLocked;
    private int lockedTime;
    private int lockedDate;
    private long shadowTick;
    private long syncedTick;
    private long initTick;
    private long wakeUpTick;
    private long shiftTick;
    private long calibrationTick;

    /**
     * The clock, never set.
     *
     * @param site where it stands
     * @param firstPin the pin RTC_AF1, such as {@code PC13}
     * @param secondPin the pin RTC_AF2, null if the chip has none
     */
    public Rtc(Site site, String firstPin, @Nullable String secondPin) {
        super(site, RtcRegisters.layout(secondPin != null));
        clock = new RtcClock(site);
        this.firstPin = site.signal(firstPin);
        this.secondPin = secondPin == null ? null : site.signal(secondPin);
        writable = site.signal("DBP");
        alarmLine = site.signal("RTC_ALARM");
        wakeUpLine = site.signal("RTC_WAKEUP");
        tamperLine = site.signal("RTC_TAMPER");
        for (int i = 0; i < 2; i++) {
            int flag = i;
            alarms[i] = new AlarmTimer(clock, site::timeAlarm, () -> raise(ISR_ALRAF << flag));
            tampers[i] = new Tamper(site::timeAlarm, clock::raw, clock.ticks::nsOf, () -> tampered(ISR_TAMP1F << flag));
        }
        wakeUp = new WakeUp(clock, site::timeAlarm, () -> raise(ISR_WUTF));
        site.signal("BACKUP_RESET").listen(high -> {
            if (high) {
                resetDomain();
            }
        });
        site.clocks().listen(this);
        resetDomain();
    }

    @Override
    protected boolean keepsRegisters() {
        return true;
    }

    /** A reset of the chip: shadow registers and initialisation mode only. */
    @Override
    protected void wasReset() {
        if (registers.has(ISR, ISR_INIT)) {
            registers.put(ISR, ISR_INIT, false);
            initialise(false);
        }
        shadowTick = clock.raw() + SYNC_TICKS;
        syncedTick = shadowTick;
        timeLocked = false;
        dateLocked = false;
    }

    private void resetDomain() {
        registers.reset();
        clock.reset();
        keysSeen = 0;
        initTick = 0;
        wakeUpTick = 0;
        shiftTick = 0;
        calibrationTick = 0;
        wasReset();
        settings();
        planAll();
    }

    @Override
    protected int value(int offset) {
        return switch (offset) {
            case TR -> shadow(timeLocked, lockedTime, liveTime(), 0);
            case DR -> shadow(dateLocked, lockedDate, liveDate(), DATE_AT_RESET);
            case SSR -> shadow(false, 0, liveSubsecond(), 0);
            case ISR -> status();
            default -> registers.get(offset);
        };
    }

    private int shadow(boolean locked, int held, int live, int atReset) {
        if (registers.has(CR, CR_BYPSHAD)) {
            return live;
        }
        int synced = clock.raw() < shadowTick ? atReset : live;
        return locked ? held : synced;
    }

    private int liveTime() {
        clock.settle();
        return clock.time.calendar.time(registers.has(CR, CR_FMT));
    }

    private int liveDate() {
        clock.settle();
        return clock.time.calendar.date();
    }

    private int liveSubsecond() {
        clock.settle();
        return clock.time.subsecond & 0xFFFF;
    }

    private int status() {
        int cr = registers.get(CR);
        long raw = clock.raw();
        boolean init = registers.has(ISR, ISR_INIT);
        int status = registers.get(ISR) & (FLAGS | ISR_INIT);
        status |= ~(cr >> 8) & 3;
        status |= (cr & CR_WUTE) == 0 && raw >= wakeUpTick ? ISR_WUTWF : 0;
        status |= raw < shiftTick ? ISR_SHPF : 0;
        status |= clock.time.calendar.year != 0 ? ISR_INITS : 0;
        status |= !init && (cr & CR_BYPSHAD) == 0 && raw >= syncedTick && raw >= shiftTick ? ISR_RSF : 0;
        status |= init && raw >= initTick ? ISR_INITF : 0;
        return status | (raw < calibrationTick ? ISR_RECALPF : 0);
    }

    private boolean status(int flag) {
        return (status() & flag) != 0;
    }

    /** RM0090 26.3.6: reading a part locks what is above it in the shadow registers until the date is read. */
    @Override
    protected void wasRead(int offset) {
        if (offset == DR) {
            timeLocked = false;
            dateLocked = false;
        } else if ((offset == TR || offset == SSR) && !registers.has(CR, CR_BYPSHAD)) {
            if (!dateLocked) {
                lockedDate = value(DR);
                dateLocked = true;
            }
            if (offset == SSR && !timeLocked) {
                lockedTime = value(TR);
                timeLocked = true;
            }
        }
    }

    @Override
    protected boolean accepts(int offset, int written) {
        catchUp();
        if (!writable.isHigh()) {
            return false;
        }
        if (offset >= BKP0R) {
            return !registers.has(ISR, ISR_TAMP1F | ISR_TAMP2F);
        }
        if (offset == ISR) {
            // So that what follows sees which of them were written as 0.
            registers.put(ISR, ISR_RSF, true);
        }
        return offset == ISR || offset == WPR || offset == TAFCR || (unlocked() && open(offset));
    }

    private boolean unlocked() {
        return keysSeen == KEYS.length;
    }

    private boolean open(int offset) {
        return switch (offset) {
            case TR, DR -> {
                registers.set(offset, offset == TR ? liveTime() : liveDate());
                timeWritten |= offset == TR;
                yield status(ISR_INITF);
            }
            case PRER, CALIBR -> status(ISR_INITF);
            case WUTR -> status(ISR_WUTWF);
            case ALRMAR, ALRMASSR -> status(ISR_ALRAWF);
            case ALRMBR, ALRMBSSR -> status(ISR_ALRAWF << 1);
            case CALR -> !status(ISR_RECALPF);
            case SHIFTR -> !status(ISR_SHPF | ISR_INIT) && !registers.has(CR, CR_REFCKON);
            default -> true;
        };
    }

    @Override
    protected void wasWritten(int offset, int before, int written) {
        switch (offset) {
            case TR -> clock.time.calendar.time(registers.get(TR), registers.has(CR, CR_FMT));
            case DR -> clock.time.calendar.date(registers.get(DR));
            case CR -> control(before, written);
            case ISR -> flags(before);
            case WPR -> key(written & 0xFF);
            case SHIFTR -> shift(written);
            case CALR -> calibrate();
            default -> {}
        }
        if (offset < BKP0R && offset != WPR) {
            settings();
        }
    }

    private void key(int key) {
        if (key == KEYS[0]) {
            keysSeen = 1;
        } else {
            keysSeen = keysSeen == 1 && key == KEYS[1] ? KEYS.length : 0;
        }
    }

    private void control(int before, int written) {
        int held = status(ISR_INITF) ? 0 : ONLY_IN_INIT;
        held |= (before & CR_WUTE) == 0 ? 0 : CR_WCKSEL;
        int now = (registers.get(CR) & ~held) | (before & held);
        now &= ~(CR_ADD1H | CR_SUB1H);
        registers.set(CR, now);
        if ((before & ~now & CR_WUTE) != 0) {
            wakeUpTick = clock.raw() + SYNC_TICKS;
        }
        clock.settle();
        if (!clock.isStill() && (written & (CR_ADD1H | CR_SUB1H)) != 0) {
            if ((written & CR_ADD1H) != 0) {
                clock.time.calendar.add(Calendar.HOUR_S);
            } else {
                clock.time.calendar.backAnHour();
            }
        }
        if (((before ^ now) & CR_FMT) != 0 && timeWritten) {
            clock.time.calendar.time(registers.get(TR), (now & CR_FMT) != 0);
        }
        if (((before ^ now) & CR_DCE) != 0) {
            clock.time.coarse((now & CR_DCE) == 0 ? 0 : registers.get(CALIBR));
        }
    }

    private void flags(int before) {
        int now = registers.get(ISR);
        if (!unlocked()) {
            now = (now & FLAGS) | (before & ~FLAGS);
        }
        registers.set(ISR, now);
        if ((now & ISR_RSF) == 0) {
            syncedTick = clock.raw() + SYNC_TICKS;
        }
        if (((before ^ now) & ISR_INIT) != 0) {
            initialise((now & ISR_INIT) != 0);
        }
        if ((before & ~now & ISR_TSF) != 0) {
            registers.set(TSTR, 0);
            registers.set(TSDR, 0);
            registers.set(TSSSR, 0);
        }
        for (int i = 0; i < tampers.length; i++) {
            if ((before & ~now & (ISR_TAMP1F << i)) != 0) {
                tampers[i].cleared();
            }
        }
    }

    private void initialise(boolean begins) {
        if (begins) {
            clock.stop();
            timeWritten = false;
            initTick = clock.raw() + SYNC_TICKS;
        } else {
            clock.time.prescalers(registers.get(PRER));
            clock.begin(BEGIN_TICKS);
            syncedTick = clock.raw() + BEGIN_TICKS + SYNC_TICKS;
        }
    }

    private void shift(int written) {
        clock.settle();
        clock.time.shift(written & 0x7FFF, written < 0);
        shiftTick = clock.raw() + SYNC_TICKS;
        syncedTick = shiftTick + SYNC_TICKS;
    }

    private void calibrate() {
        clock.settle();
        clock.calibration.set(registers.get(CALR), clock.raw());
        calibrationTick = clock.raw() + 3L * clock.time.asynchronous();
    }

    /** What the registers say to alarms, wake-up timer and inputs. */
    private void settings() {
        int cr = registers.get(CR);
        boolean twelveHours = (cr & CR_FMT) != 0;
        for (int i = 0; i < alarms.length; i++) {
            boolean enabled = (cr & (CR_ALRAE << i)) != 0;
            alarms[i].set(enabled, registers.get(ALRMAR + 4 * i), registers.get(ALRMASSR + 4 * i), twelveHours);
        }
        wakeUp.set((cr & CR_WUTE) != 0, cr & CR_WCKSEL, registers.get(WUTR));
        int tafcr = registers.get(TAFCR);
        timeStamp.set((cr & CR_TSE) == 0 ? null : pin(tafcr & TAFCR_TSINSEL), (cr & CR_TSEDGE) != 0);
        tampers[0].set(
                pin(tafcr & TAFCR_TAMP1INSEL), (tafcr & TAFCR_TAMP1E) != 0, (tafcr & TAFCR_TAMP1TRG) != 0, tafcr);
        tampers[1].set(secondPin, (tafcr & TAFCR_TAMP2E) != 0, (tafcr & TAFCR_TAMP2TRG) != 0, tafcr);
        lines();
    }

    private Signal pin(int second) {
        Signal other = secondPin;
        return second != 0 && other != null ? other : firstPin;
    }

    private void planAll() {
        alarms[0].plan();
        alarms[1].plan();
        wakeUp.plan();
        tampers[0].watch();
        tampers[1].watch();
    }

    private void catchUp() {
        alarms[0].catchUp();
        alarms[1].catchUp();
        wakeUp.catchUp();
    }

    private void raise(int flag) {
        registers.put(ISR, flag, true);
        lines();
    }

    private void stamp() {
        if (registers.has(ISR, ISR_TSF)) {
            raise(ISR_TSOVF);
            return;
        }
        registers.set(TSTR, liveTime());
        registers.set(TSDR, liveDate() & 0xFFFF);
        registers.set(TSSSR, liveSubsecond());
        raise(ISR_TSF);
    }

    private void tampered(int flag) {
        for (int i = 0; i < BACKUPS; i++) {
            registers.set(BKP0R + 4 * i, 0);
        }
        if (registers.has(TAFCR, TAFCR_TAMPTS)) {
            stamp();
        }
        raise(flag);
    }

    private void lines() {
        int isr = registers.get(ISR);
        int cr = registers.get(CR);
        alarmLine.level(((isr / ISR_ALRAF) & (cr / CR_ALRAIE) & 3) != 0);
        wakeUpLine.level((isr & ISR_WUTF) != 0 && (cr & CR_WUTIE) != 0);
        boolean stamped = (isr & ISR_TSF) != 0 && (cr & CR_TSIE) != 0;
        boolean tampered = (isr & (ISR_TAMP1F | ISR_TAMP2F)) != 0 && registers.has(TAFCR, TAFCR_TAMPIE);
        tamperLine.level(stamped || tampered);
    }

    @Override
    public void clocksChanging() {
        if (!clock.ticks.rate().stopped()) {
            clock.settle();
        }
    }

    @Override
    public void clocksChanged() {
        if (!clock.ticks.rate().equals(site.clocks().rtc())) {
            clock.ticks.rate(site.clocks().rtc(), clock.nowNs());
            planAll();
        }
    }
}
