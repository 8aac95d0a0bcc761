package dev.platine.mcu.peripheral.power;

import dev.platine.mcu.chip.Assembly;
import dev.platine.mcu.chip.DeepSleep;
import dev.platine.mcu.peripheral.Externals;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.ResetCause;
import dev.platine.mcu.peripheral.Signal;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.peripheral.flash.Flash;
import dev.platine.mcu.peripheral.rcc.Rcc;
import dev.platine.mcu.register.RegisterLayout;
import dev.platine.mcu.time.Alarm;
import org.jspecify.annotations.Nullable;

/**
 * Power control (RM0090 section 5, RM0368 and RM0383 section 5, RM0390 section 5): the supply's detectors, stop and standby, the lock and the
 * memory of the backup domain.
 *
 * <p>Gives the signals {@code PVD} and {@code DBP}; hears the pins of wake-up and the levels {@code RTC_ALARM}, {@code RTC_WAKEUP},
 * {@code RTC_TAMPER}.
 */
public final class Pwr extends Peripheral implements DeepSleep {
    private static final int CR = 0x0;
    private static final int CSR = 0x4;
    private static final int LPDS = 1;
    private static final int PDDS = 1 << 1;
    private static final int CWUF = 1 << 2;
    private static final int CSBF = 1 << 3;
    private static final int PVDE = 1 << 4;
    private static final int DBP = 1 << 8;
    private static final int FPDS = 1 << 9;
    private static final int VOS = 3 << 14;
    private static final int ODEN = 1 << 16;
    private static final int ODSWEN = 1 << 17;
    private static final int WUF = 1;
    private static final int SBF = 1 << 1;
    private static final int PVDO = 1 << 2;
    private static final int BRR = 1 << 3;
    private static final int EWUP2 = 1 << 7;
    private static final int EWUP = 1 << 8;
    private static final int BRE = 1 << 9;
    private static final int VOSRDY = 1 << 14;
    private static final int ODRDY = 1 << 16;
    private static final int ODSWRDY = 1 << 17;

    // Typical values of the data sheets.
    private static final long WAKE_NS = 13_000;
    private static final long WAKE_LOW_POWER_NS = 17_000;
    private static final long WAKE_FLASH_NS = 110_000;
    private static final long WAKE_STANDBY_NS = 375_000;
    private static final long OVER_DRIVE_NS = 45_000;
    private static final long REGULATOR_NS = 100_000;
    private static final long OVER_DRIVE_MORE_HZ = 12_000_000;
    private static final long OVER_DRIVE_SCALE2_HZ = 168_000_000;

    private final PwrTraits traits;
    private final Assembly chip;
    private final Rcc rcc;
    private final Flash flash;
    private final Externals externals;
    private final @Nullable BackupRam memory;
    private final Supply supply = new Supply();
    private final Signal detector;
    private final Signal writable;
    private final Signal pllReady;
    private final Signal pin1;
    private final Signal pin2;
    private final Alarm wake;
    private final Alarm wakeStandby;
    private final Alarm overDrive;
    private final Alarm overDriveSwitch;
    private final Alarm regulator;
    private int kept;
    private boolean standby;
    private boolean unpowered;
    private boolean gone;

    /**
     * The block after reset.
     *
     * @param site where it stands
     * @param chip whose RCC and FLASH were built before
     * @param memory the backup memory, null if the chip has none
     * @param traits which chip
     */
    public Pwr(Site site, Assembly chip, @Nullable BackupRam memory, PwrTraits traits) {
        super(site, layout(traits));
        storesAll();
        acceptsAll();
        this.traits = traits;
        this.chip = chip;
        this.memory = memory;
        rcc = chip.block("RCC", Rcc.class);
        flash = chip.block("FLASH", Flash.class);
        externals = chip.externals();
        detector = site.signal("PVD");
        writable = site.signal("DBP");
        pllReady = site.signal("PLL_READY");
        pin1 = site.signal("PA0");
        pin2 = site.signal("PC13");
        wake = site.timeAlarm(rcc::resume);
        wakeStandby = site.timeAlarm(() -> site.reset(ResetCause.WAKE_FROM_STANDBY));
        overDrive = site.timeAlarm(() -> ready(ODRDY));
        overDriveSwitch = site.timeAlarm(() -> ready(ODSWRDY));
        regulator = site.timeAlarm(() -> ready(BRR));
        pllReady.listen(high -> registers.put(CSR, VOSRDY, high));
        pin1.listen(high -> pinRose(high, EWUP));
        pin2.listen(high -> pinRose(high && traits.overDrive(), EWUP2));
        for (String event : new String[] {"RTC_ALARM", "RTC_WAKEUP", "RTC_TAMPER"}) {
            site.signal(event).listen(high -> {
                if (high) {
                    event();
                }
            });
        }
        externals.listen(this::supplyChanged);
        chip.deepSleep(this);
        chip.onReset(this::resetComes);
    }

    private static RegisterLayout layout(PwrTraits traits) {
        String control = "LPDS@0, PDDS@1, CWUF@2 w, CSBF@3 w, PVDE@4, PLS@5:3, DBP@8, FPDS@9"
                + (traits.scaled() ? ", ADCDC1@13?, VOS@14:2, LPLVDS@10?, MRLVDS@11?" : ", VOS@14")
                + (traits.overDrive() ? ", ODEN@16, ODSWEN@17, UDEN@18:2?" : "")
                + (traits.kind().compareTo(PwrTraits.Kind.FLASH_STOPS) >= 0 ? ", FMSSR@20?, FISSR@21?" : "");
        String status = "WUF@0 r, SBF@1 r, PVDO@2 r, BRR@3 r, EWUP@8, BRE@9, VOSRDY@14 r"
                + (traits.overDrive() ? ", EWUP2@7, ODRDY@16 r, ODSWRDY@17 r, UDRDY@18:2 rc_w1?" : "");
        int reset = switch (traits.kind()) {
            case PLAIN -> 0x4000;
            case OVER_DRIVE -> 0xC000;
            default -> 0x8000;
        };
        return RegisterLayout.of("PWR")
                .register("CR", CR, reset, control)
                .register("CSR", CSR, 0, status)
                .build();
    }

    private void resetComes(ResetCause cause) {
        unpowered = false;
        if (cause == ResetCause.POWER) {
            kept = 0;
            if (memory != null && externals.vbatV() == 0) {
                memory.lost();
            }
        }
        if (standby) {
            standby = false;
            rcc.hold(false);
        }
        wake.cancel();
        wakeStandby.cancel();
        supplyChanged();
    }

    @Override
    protected void wasReset() {
        registers.set(CSR, kept);
        registers.put(CSR, VOSRDY, pllReady.isHigh());
        overDrive.cancel();
        overDriveSwitch.cancel();
        writable.level(false);
        voltageChanged();
        supplyChanged();
    }

    @Override
    public void coreOff(boolean cut) {
        unpowered = cut;
        boolean battery = !cut || externals.vbatV() > 0;
        if (memory != null && !(battery && registers.has(CSR, BRE))) {
            memory.lost();
        }
        wake.cancel();
        wakeStandby.cancel();
        regulator.cancel();
        super.coreOff(cut);
    }

    @Override
    protected void wasWritten(int offset, int before, int written) {
        if (offset == CR) {
            control(before, written);
        } else {
            status(before);
        }
        kept = registers.get(CSR) & (WUF | SBF | BRE | BRR);
    }

    private void control(int before, int written) {
        if ((written & CWUF) != 0) {
            registers.put(CSR, WUF, false);
        }
        if ((written & CSBF) != 0) {
            registers.put(CSR, SBF, false);
        }
        if (traits.scaled() && pllReady.isHigh()) {
            registers.put(CR, VOS, false);
            registers.put(CR, before & VOS, true);
        }
        writable.level(registers.has(CR, DBP));
        if (traits.overDrive()) {
            ready(overDrive, ODEN, ODRDY);
            if (!registers.has(CR, ODEN)) {
                registers.put(CR, ODSWEN, false);
            }
            ready(overDriveSwitch, ODSWEN, ODSWRDY);
        }
        voltageChanged();
        supplyChanged();
    }

    /** What is switched on becomes ready after a while. */
    private void ready(Alarm alarm, int enable, int flag) {
        if (!registers.has(CR, enable)) {
            alarm.cancel();
            registers.put(CSR, flag, false);
        } else if (!registers.has(CSR, flag) && !alarm.isSet()) {
            alarm.at(site.nowNs() + OVER_DRIVE_NS);
        }
    }

    private void ready(int flag) {
        registers.put(CSR, flag, true);
        kept |= flag & BRR;
        voltageChanged();
    }

    private void status(int before) {
        int risen = registers.get(CSR) & ~before;
        if (((risen & EWUP) != 0 && pin1.isHigh()) || ((risen & EWUP2) != 0 && pin2.isHigh())) {
            event();
        }
        if ((risen & BRE) != 0) {
            regulator.at(site.nowNs() + REGULATOR_NS);
        } else if (!registers.has(CSR, BRE)) {
            regulator.cancel();
            registers.put(CSR, BRR, false);
        }
    }

    private void voltageChanged() {
        int scale = registers.get(CR) >>> 14 & 3;
        boolean over = registers.has(CSR, ODSWRDY);
        long hz;
        if (!traits.scaled()) {
            hz = scale == 0 ? traits.scale2Hz() : traits.scale1Hz();
        } else if (scale == 3) {
            hz = traits.scale1Hz() + (over ? OVER_DRIVE_MORE_HZ : 0);
        } else {
            hz = scale == 2 ? over ? OVER_DRIVE_SCALE2_HZ : traits.scale2Hz() : traits.scale3Hz();
        }
        rcc.voltageAllows(hz);
    }

    private void supplyChanged() {
        if (unpowered) {
            if (memory != null && externals.vbatV() == 0) {
                memory.lost();
            }
            return;
        }
        boolean on = registers.has(CR, PVDE);
        if (!on) {
            supply.detectorOff();
        }
        boolean low = on && supply.low(externals.vddV(), registers.get(CR) >>> 5 & 7);
        registers.put(CSR, PVDO, low);
        detector.level(low);
        boolean was = rcc.supplyTooLow();
        boolean wasGone = gone;
        gone = supply.gone(externals.vddV());
        boolean is = supply.brownOut(externals.vddV(), flash.brownOutLevel()) || gone;
        if (gone && !wasGone) {
            site.reset(ResetCause.POWER);
        } else if (is && !was) {
            site.reset(ResetCause.BROWN_OUT);
        }
        rcc.supplyTooLow(is);
    }

    private void pinRose(boolean high, int enable) {
        if (high && registers.has(CSR, enable)) {
            event();
        }
    }

    /** A wake-up event: noted in every mode, and the end of standby. */
    private void event() {
        registers.put(CSR, WUF, true);
        kept |= WUF;
        if (standby && !wakeStandby.isSet()) {
            wakeStandby.at(site.nowNs() + WAKE_STANDBY_NS);
        }
    }

    @Override
    public void entered() {
        boolean off = registers.has(CR, PDDS);
        if (off ? flash.resetsInStandby() : flash.resetsInStop()) {
            site.reset(ResetCause.LOW_POWER);
        } else if (off) {
            standBy();
        } else {
            registers.put(CR, ODEN | ODSWEN, false);
            registers.put(CSR, ODRDY | ODSWRDY, false);
            voltageChanged();
            rcc.stop();
        }
    }

    private void standBy() {
        boolean woken = registers.has(CSR, WUF);
        int pins = registers.get(CSR) & (EWUP | EWUP2);
        standby = true;
        kept |= SBF;
        rcc.hold(true);
        chip.coreOff();
        registers.put(CSR, pins, true);
        if (woken) {
            wakeStandby.at(site.nowNs() + WAKE_STANDBY_NS);
        }
    }

    @Override
    public void woken() {
        if (!standby) {
            boolean deep = registers.has(CR, LPDS);
            long ns = !deep ? WAKE_NS : registers.has(CR, FPDS) ? WAKE_FLASH_NS : WAKE_LOW_POWER_NS;
            wake.at(site.nowNs() + ns);
        }
    }
}
