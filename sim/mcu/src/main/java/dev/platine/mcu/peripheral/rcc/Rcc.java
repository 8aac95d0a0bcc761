package dev.platine.mcu.peripheral.rcc;

import static dev.platine.mcu.peripheral.rcc.RccLayout.*;

import dev.platine.mcu.chip.Assembly;
import dev.platine.mcu.chip.Gates;
import dev.platine.mcu.core.Processor;
import dev.platine.mcu.peripheral.Externals;
import dev.platine.mcu.peripheral.Line;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.ResetCause;
import dev.platine.mcu.peripheral.Signal;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.pin.PinOutput;
import dev.platine.mcu.register.Register;
import dev.platine.mcu.time.Rate;

/**
 * Reset and clock control (RM0090 section 7, RM0368 and RM0383 section 6, RM0390 section 6): the clock tree, the gates and resets of all
 * blocks, the causes of resets, the clock security system, and the backup domain's register, which outlives resets.
 *
 * <p>Gives the signals {@code LSE_READY}, {@code LSI_READY}, {@code PLL_READY}, {@code CSS} (a pulse when the crystal fails) and
 * {@code BACKUP_RESET}; hears {@code DBP} (PWR lets the backup domain be written) and {@code LSI_FORCED} (a watchdog needs LSI).
 */
public final class Rcc extends Peripheral {
    private static final long HSI_NS = 2_200;
    private static final long HSE_NS = 2_000_000;
    private static final long LSI_NS = 15_000;
    private static final long LSE_NS = 2_000_000_000;
    private static final long PLL_NS = 100_000;

    private final RccTraits traits;
    private final ClockTree tree;
    private final Gates gates;
    private final Processor processor;
    private final Externals externals;
    private final Line line;
    private final Signal lseReady;
    private final Signal lsiReady;
    private final Signal pllReady;
    private final Signal security;
    private final Signal backupReset;
    private final Signal writable;
    private final Signal lsiForced;
    private final PinOutput mco1;
    private final PinOutput mco2;
    private int backup;
    private int causes;
    private int lsiStays;
    private boolean powered;
    private boolean asleep;
    private boolean stopped;
    private boolean standby;
    private boolean supplyTooLow;
    private long voltageAllowsHz = Long.MAX_VALUE;

    /**
     * The block before power comes: nothing oscillates.
     *
     * @param site where it stands
     * @param chip whose clocks, gates and non-maskable interrupt it has
     * @param traits which chip
     */
    public Rcc(Site site, Assembly chip, RccTraits traits) {
        super(site, RccLayout.of(traits));
        storesAll();
        this.traits = traits;
        gates = chip.gates();
        processor = chip.processor();
        externals = chip.externals();
        line = site.interrupt("RCC");
        lseReady = site.signal("LSE_READY");
        lsiReady = site.signal("LSI_READY");
        pllReady = site.signal("PLL_READY");
        security = site.signal("CSS");
        backupReset = site.signal("BACKUP_RESET");
        writable = site.signal("DBP");
        mco1 = site.output("MCO1");
        mco2 = site.output("MCO2");
        lsiForced = site.signal("LSI_FORCED");
        tree = new ClockTree(traits, registers, externals, new Oscillator[] {
            oscillator(HSI_NS, HSIRDYF),
            oscillator(HSE_NS, HSERDYF),
            oscillator(LSI_NS, LSIRDYF),
            oscillator(LSE_NS, LSERDYF),
            oscillator(PLL_NS, PLLRDYF),
            oscillator(PLL_NS, PLLI2SRDYF),
            oscillator(PLL_NS, PLLSAIRDYF)
        });
        lsiForced.listen(high -> update());
        externals.listen(this::externalsChanged);
        chip.onReset(this::resetComes);
        chip.onSleep(this::sleeps);
    }

    private Oscillator oscillator(long startNs, int flag) {
        return new Oscillator(site, startNs, () -> readied(flag));
    }

    private void resetComes(ResetCause cause) {
        powered = true;
        causes = ResetFlags.after(cause, causes);
        if (cause == ResetCause.POWER && externals.vbatV() == 0) {
            resetBackup();
        }
    }

    @Override
    protected void wasReset() {
        registers.set(BDCR, backup);
        registers.set(CSR, causes | lsiStays);
        tree.source = ClockTree.HSI;
        stopped = false;
        tree.hse.run(false);
        if (powered) {
            tree.hsi.force();
        }
        line.set(false);
        nonMaskable(false);
        asleep = false;
        gateAll();
        update();
    }

    @Override
    protected void powerLost() {
        powered = false;
        causes = 0;
        if (externals.vbatV() == 0) {
            resetBackup();
        }
    }

    @Override
    public void coreOff(boolean cut) {
        lsiStays = cut ? 0 : registers.get(CSR) & LSION;
        super.coreOff(cut);
        lsiStays = 0;
    }

    private void resetBackup() {
        backup = 0;
        registers.set(BDCR, 0);
        tree.lse.run(false);
        backupReset.pulse();
    }

    /** Stops the system clock and all high-speed oscillators; PWR's side of stop and standby. */
    public void stop() {
        stopped = true;
        registers.put(CR, HSION | HSEON | PLLON | PLLI2SON | PLLSAION, false);
        registers.put(CFGR, 3, false);
        tree.source = ClockTree.HSI;
        update();
    }

    /** The system clock runs again, from HSI; PWR's side of the wake-up from stop. */
    public void resume() {
        registers.put(CR, HSION, true);
        tree.hsi.force();
        stopped = false;
        update();
    }

    /**
     * Holds the system clock, or lets it go; PWR's side of standby.
     *
     * @param now whether it is held
     */
    public void hold(boolean now) {
        standby = now;
        update();
    }

    /**
     * Whether the supply holds the chip in reset.
     *
     * @return what PWR told
     */
    public boolean supplyTooLow() {
        return supplyTooLow;
    }

    /**
     * Holds the chip in reset while the supply is too low; PWR's side.
     *
     * @param now whether it is
     */
    public void supplyTooLow(boolean now) {
        if (supplyTooLow != now) {
            supplyTooLow = now;
            update();
        }
    }

    /**
     * Tells up to which HCLK the core's voltage suffices; a faster one is noted, not refused.
     *
     * @param hz PWR's scale and over-drive
     */
    public void voltageAllows(long hz) {
        voltageAllowsHz = hz;
    }

    /**
     * The system clock, before the AHB's prescaler.
     *
     * @return 0 while it stands still
     */
    public Rate system() {
        return tree.system();
    }

    private boolean has(int offset, int bits) {
        return registers.has(offset, bits);
    }

    private boolean pllFromHse() {
        return has(PLLCFGR, PLLSRC);
    }

    private boolean systemUses(int source) {
        boolean pll = tree.source >= ClockTree.PLL;
        return tree.source == source || (pll && source == (pllFromHse() ? ClockTree.HSE : ClockTree.HSI));
    }

    /** Brings oscillators, ready bits, the system's source and the rates to what the registers say. */
    private void update() {
        Rate before = site.clocks().hclk();
        tree.held = !powered || stopped || standby || supplyTooLow;
        tree.hsi.run(powered && has(CR, HSION));
        tree.hse.startNs(has(CR, HSEBYP) ? 0 : HSE_NS);
        tree.hse.run(has(CR, HSEON) && externals.hseHz() > 0);
        tree.lse.startNs(has(BDCR, LSEBYP) ? 0 : LSE_NS);
        tree.lse.run(has(BDCR, LSEON) && externals.lseHz() > 0);
        tree.lsi.run(has(CSR, LSION) || lsiForced.isHigh());
        tree.pll.run(has(CR, PLLON) && !tree.vco().stopped());
        tree.pllI2s.run(has(CR, PLLI2SON) && !tree.i2sInput().stopped());
        tree.pllSai.run(has(CR, PLLSAION) && !tree.saiInput().stopped());
        registers.put(CR, HSIRDY, tree.hsi.ready());
        registers.put(CR, HSERDY, tree.hse.ready());
        registers.put(CR, PLLRDY, tree.pll.ready());
        registers.put(CR, PLLI2SRDY, tree.pllI2s.ready());
        registers.put(CR, PLLSAIRDY, tree.pllSai.ready());
        registers.put(BDCR, LSERDY, tree.lse.ready());
        registers.put(CSR, LSIRDY, tree.lsi.ready());
        backup = registers.get(BDCR);
        int wanted = registers.get(CFGR) & 3;
        if (wanted != tree.source && !tree.system(wanted).stopped()) {
            tree.source = wanted;
        }
        registers.put(CFGR, 3 << 2, false);
        registers.put(CFGR, tree.source << 2, true);
        tree.apply(site.clocks());
        mco1.wave(tree.mco1().hz());
        mco2.wave(tree.mco2().hz());
        lseReady.level(tree.lse.ready());
        lsiReady.level(tree.lsi.ready());
        pllReady.level(tree.pll.ready());
        if (!site.clocks().hclk().equals(before)) {
            checkLimits();
        }
    }

    private void checkLimits() {
        if (tree.tooFast(site.clocks(), voltageAllowsHz)) {
            site.beyond(CFGR, 0xFCF3);
        }
        if (tree.vcoBeyond()) {
            site.beyond(PLLCFGR, 0x7FFF);
        }
    }

    private void readied(int flag) {
        update();
        if (has(CIR, flag << 8)) {
            registers.put(CIR, flag, true);
            raise();
        }
    }

    private void externalsChanged() {
        if (externals.hseHz() == 0 && tree.hse.ready() && has(CR, CSSON)) {
            crystalFails();
        }
        if (!powered && externals.vbatV() == 0) {
            resetBackup();
        }
        update();
    }

    private void crystalFails() {
        registers.put(CIR, CSSF, true);
        if (systemUses(ClockTree.HSE)) {
            if (tree.source >= ClockTree.PLL) {
                registers.put(CR, PLLON, false);
            }
            registers.put(CR, HSION, true);
            tree.hsi.force();
            registers.put(CFGR, 3, false);
        }
        registers.put(CR, HSEON, false);
        security.pulse();
        nonMaskable(true);
    }

    @Override
    protected boolean accepts(int offset, int written) {
        return offset != BDCR || writable.isHigh();
    }

    @Override
    protected void wasWritten(int offset, int before, int written) {
        switch (offset) {
            case CR -> control(before);
            case PLLCFGR -> lockedWhile(PLLCFGR, before, PLLON, -1);
            case CFGR -> {}
            case CIR -> interrupts(written);
            case BDCR -> backupDomain(before);
            case CSR -> causes(written);
            case PLLI2SCFGR -> lockedWhile(PLLI2SCFGR, before, PLLI2SON, -1);
            case PLLSAICFGR -> lockedWhile(PLLSAICFGR, before, PLLSAION, -1);
            default -> blocks(offset, before);
        }
        if (offset < AHB1RSTR || offset > 0x64) {
            update();
        }
    }

    private void control(int before) {
        int keep = (systemUses(ClockTree.HSI) ? HSION : 0)
                | (systemUses(ClockTree.HSE) ? HSEON : 0)
                | (tree.source >= ClockTree.PLL ? PLLON : 0);
        registers.put(CR, before & keep, true);
        if ((before & HSEON) != 0) {
            registers.put(CR, HSEBYP, (before & HSEBYP) != 0);
        }
    }

    /** A PLL's settings stay while it is on. */
    private void lockedWhile(int offset, int before, int on, int bits) {
        int locked = has(CR, on) ? bits : 0;
        if (offset == PLLCFGR && has(CR, PLLI2SON | PLLSAION)) {
            locked |= PLLSRC | (traits.i2sInput() ? 0 : PLLM);
        }
        registers.set(offset, (registers.get(offset) & ~locked) | (before & locked));
    }

    private void interrupts(int written) {
        registers.put(CIR, written >>> 16 & 0xFF, false);
        raise();
        nonMaskable(has(CIR, CSSF));
    }

    private void nonMaskable(boolean high) {
        processor.exceptions().nonMaskable(high);
        processor.stop();
    }

    private void raise() {
        int bits = registers.get(CIR);
        line.set((bits & bits >>> 8 & 0x7F) != 0);
    }

    private void backupDomain(int before) {
        if (has(BDCR, BDRST)) {
            resetBackup();
            registers.set(BDCR, BDRST);
            return;
        }
        if ((before & RTCSEL) != 0) {
            registers.put(BDCR, RTCSEL, false);
            registers.put(BDCR, before & RTCSEL, true);
        }
        if ((before & LSEON) != 0) {
            registers.put(BDCR, LSEBYP, (before & LSEBYP) != 0);
        }
    }

    private void causes(int written) {
        if ((written & RMVF) != 0) {
            registers.put(CSR, ResetFlags.ALL, false);
        }
        causes = registers.get(CSR) & ResetFlags.ALL;
    }

    private void sleeps(boolean now) {
        boolean changes = asleep;
        asleep = now;
        for (int enable = AHB1ENR; enable <= APB2ENR; enable += 4) {
            changes |= clocked(enable) != registers.get(enable);
        }
        if (changes) {
            gateAll();
        }
    }

    private void gateAll() {
        for (int enable = AHB1ENR; enable <= APB2ENR; enable += 4) {
            gate(enable);
        }
    }

    private void gate(int enable) {
        gates.enable(enable, clocked(enable));
    }

    /** A clock comes through where it is enabled, in sleep where it is enabled for that too. */
    private int clocked(int enable) {
        Register inSleep = registers.at((enable + TO_SLEEP) >> 2);
        int on = registers.get(enable);
        return asleep && inSleep != null ? on & (registers.get(enable + TO_SLEEP) | ~inSleep.named()) : on;
    }

    private void blocks(int offset, int before) {
        int now = registers.get(offset);
        if (offset >= AHB1RSTR && offset <= APB2RSTR) {
            gates.reset(offset, before ^ now);
        } else if (offset >= AHB1ENR && offset <= APB2ENR) {
            gate(offset);
        } else if (asleep && offset >= AHB1LPENR && offset <= APB2LPENR) {
            gate(offset - TO_SLEEP);
        }
    }
}
