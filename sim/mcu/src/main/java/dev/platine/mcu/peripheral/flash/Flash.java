package dev.platine.mcu.peripheral.flash;

import dev.platine.mcu.bus.Bus;
import dev.platine.mcu.bus.Device;
import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.chip.Assembly;
import dev.platine.mcu.core.Processor;
import dev.platine.mcu.peripheral.Clocks;
import dev.platine.mcu.peripheral.Externals;
import dev.platine.mcu.peripheral.Line;
import dev.platine.mcu.peripheral.Peripheral;
import dev.platine.mcu.peripheral.ResetCause;
import dev.platine.mcu.peripheral.Signal;
import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.register.RegisterLayout;
import dev.platine.mcu.time.Alarm;

/**
 * The flash interface (RM0090, RM0368, RM0383 and RM0390 section 3): keys, programming that only clears bits, erasing by sector, write
 * protection, option bytes, one-time memory; busy for the data sheets' typical times. A processor that runs from flash stands still while
 * flash is busy. What a reset or a power cut interrupts is torn.
 *
 * <p>Gives the signal {@code IWDG_HARDWARE}. Wait states, prefetch and caches cost no time here; a latency below what HCLK needs is noted.
 */
public final class Flash extends Peripheral implements Clocks.Listener {
    private static final int ACR = 0x00;
    private static final int KEYR = 0x04;
    private static final int OPTKEYR = 0x08;
    private static final int SR = 0x0C;
    private static final int CR = 0x10;
    private static final int OPTCR = 0x14;
    private static final int EOP = 1;
    private static final int OPERR = 1 << 1;
    private static final int WRPERR = 1 << 4;
    private static final int PGAERR = 1 << 5;
    private static final int PGPERR = 1 << 6;
    private static final int PGSERR = 1 << 7;
    private static final int BSY = 1 << 16;
    private static final int PG = 1;
    private static final int SER = 1 << 1;
    private static final int MER = 1 << 2;
    private static final int STRT = 1 << 16;
    private static final int EOPIE = 1 << 24;
    private static final int ERRIE = 1 << 25;
    private static final int LOCK = 1 << 31;
    private static final int OPTLOCK = 1;
    private static final int OPTSTRT = 1 << 1;
    private static final double[] VOLTS_FOR_PSIZE = {1.7, 2.1, 2.7, 2.7};

    private final FlashTraits traits;
    private final Memory memory;
    private final Processor processor;
    private final Bus bus;
    private final Externals externals;
    private final OptionBytes options;
    private final Operation operation;
    private final KeyLock lock = new KeyLock(0x45670123, 0xCDEF89AB);
    private final KeyLock optionLock = new KeyLock(0x08192A3B, 0x4C5D6E7F);
    private final Line line;
    private final Signal hardwareWatchdog;
    private final Alarm done;
    private int upperHalfAt;
    private boolean optionsUnderWay;

    /**
     * The interface after reset; the memory is empty, the option bytes are as delivered.
     *
     * @param site where it stands
     * @param chip with the memories {@code FLASH}, {@code OTP} and {@code OPTIONS}
     * @param traits which chip
     */
    public Flash(Site site, Assembly chip, FlashTraits traits) {
        super(site, layout(traits));
        storesAll();
        this.traits = traits;
        memory = chip.memory("FLASH");
        processor = chip.processor();
        bus = chip.bus();
        externals = chip.externals();
        options = new OptionBytes(chip.memory("OPTIONS"));
        operation = new Operation(externals);
        line = site.interrupt("FLASH");
        hardwareWatchdog = site.signal("IWDG_HARDWARE");
        done = site.timeAlarm(this::finished);
        chip.stores("FLASH", new Stores(memory, false));
        chip.stores("OTP", new Stores(chip.memory("OTP"), true));
        chip.onReset(this::resetComes);
        site.clocks().listen(this);
    }

    private static RegisterLayout layout(FlashTraits traits) {
        boolean reads = traits.protectsReads();
        return RegisterLayout.of("FLASH")
                .register(
                        "ACR",
                        ACR,
                        0,
                        "LATENCY@0:" + traits.latencyBits() + ", PRFTEN@8!, ICEN@9!, DCEN@10!, ICRST@11!, DCRST@12!")
                .register("KEYR", KEYR, 0, "KEY@0:32 w")
                .register("OPTKEYR", OPTKEYR, 0, "OPTKEY@0:32 w")
                .register(
                        "SR",
                        SR,
                        0,
                        "EOP@0 rc_w1, OPERR@1 rc_w1, WRPERR@4 rc_w1, PGAERR@5 rc_w1, PGPERR@6 rc_w1, PGSERR@7 rc_w1,"
                                + "BSY@16 r" + (reads ? ", RDERR@8 rc_w1?" : ""))
                .register(
                        "CR",
                        CR,
                        0x80000000,
                        "PG@0, SER@1, MER@2, SNB@3:4, PSIZE@8:2, STRT@16 rs, EOPIE@24, ERRIE@25, LOCK@31 rs")
                .register(
                        "OPTCR",
                        OPTCR,
                        0x0FFFAAED,
                        "OPTLOCK@0 rs, OPTSTRT@1 rs, BOR_LEV@2:2, WDG_SW@5, nRST_STOP@6, nRST_STDBY@7, RDP@8:8, "
                                + (reads ? "nWRP@16:8, SPRMOD@31?" : "nWRP@16:12"))
                .build();
    }

    private void resetComes(ResetCause cause) {
        if (cause == ResetCause.POWER) {
            operation.seed();
        }
    }

    @Override
    protected void wasReset() {
        if (done.isSet()) {
            operation.cut(operation.share(site.nowNs()));
            done.cancel();
        }
        processor.stall(false);
        lock.reset();
        optionLock.reset();
        upperHalfAt = -1;
        optionsUnderWay = false;
        registers.set(OPTCR, options.bits() | OPTLOCK);
        hardwareWatchdog.level(options.hardwareWatchdog());
        raise();
    }

    /**
     * The level of the brown-out reset.
     *
     * @return 0 for the highest (level 3) to 3 for off
     */
    public int brownOutLevel() {
        return options.brownOutLevel();
    }

    /**
     * Whether entering stop resets the chip.
     *
     * @return the option bit nRST_STOP is 0
     */
    public boolean resetsInStop() {
        return options.resetsInStop();
    }

    /**
     * Whether entering standby resets the chip.
     *
     * @return the option bit nRST_STDBY is 0
     */
    public boolean resetsInStandby() {
        return options.resetsInStandby();
    }

    /**
     * The way of a debug probe.
     *
     * @return a live object
     */
    public Programmer programmer() {
        return new Programmer(this, memory, options);
    }

    /** What is under way is ended now. */
    void settle() {
        if (done.isSet()) {
            done.cancel();
            finished();
        }
    }

    /**
     * The level of read protection. Debuggers cannot look into flash from level 1 on ({@link Programmer}), and cannot come from level 2 on; leaving
     * level 1 erases the flash. The program itself runs whatever the level and whoever is attached.
     *
     * @return 0, 1 or 2
     */
    public int protectionLevel() {
        return options.level();
    }

    @Override
    public void clocksChanged() {
        checkLatency();
    }

    private void checkLatency() {
        int latency = registers.get(ACR) & 15;
        if (site.clocks().hclk().hz() > traits.maxHz(latency, externals.vddV())) {
            site.beyond(ACR, 15);
        }
    }

    @Override
    protected boolean accepts(int offset, int written) {
        return switch (offset) {
            case CR -> (registers.get(CR) & LOCK) == 0;
            case OPTCR -> (registers.get(OPTCR) & OPTLOCK) == 0;
            case KEYR -> !registers.has(CR, LOCK) || lock.next(written);
            case OPTKEYR -> !registers.has(OPTCR, OPTLOCK) || optionLock.next(written);
            default -> true;
        };
    }

    @Override
    protected boolean answers(int offset) {
        return offset != KEYR && offset != OPTKEYR;
    }

    @Override
    protected void wasWritten(int offset, int before, int written) {
        switch (offset) {
            case ACR -> checkLatency();
            case KEYR -> registers.put(CR, LOCK, registers.has(CR, LOCK) && !lock.open());
            case OPTKEYR -> registers.put(OPTCR, OPTLOCK, registers.has(OPTCR, OPTLOCK) && !optionLock.open());
            case CR -> control(before);
            case OPTCR -> optionControl();
            default -> raise();
        }
    }

    private void control(int before) {
        if (registers.has(CR, LOCK)) {
            lock.close();
        }
        if (registers.has(CR, STRT) && (before & STRT) == 0) {
            if (registers.has(CR, MER)) {
                eraseAll();
            } else if (registers.has(CR, SER)) {
                erase(registers.get(CR) >>> 3 & 15);
            } else {
                registers.put(CR, STRT, false);
            }
        }
        raise();
    }

    private int psize() {
        int psize = registers.get(CR) >>> 8 & 3;
        if (externals.vddV() < VOLTS_FOR_PSIZE[psize]) {
            site.beyond(CR, 3 << 8);
        }
        return psize;
    }

    private void erase(int sector) {
        if (sector >= traits.sectors()) {
            error(PGSERR);
        } else if (options.protects(sector)) {
            error(WRPERR);
        } else {
            int from = FlashTraits.offset(sector);
            begin(FlashTimes.sectorNs(sector, psize()));
            operation.erase(memory, from, FlashTraits.offset(sector + 1) - from);
        }
    }

    private void eraseAll() {
        if (options.protectsAny(traits.sectors())) {
            error(WRPERR);
        } else {
            begin(FlashTimes.allNs(traits.sizeKb(), psize()));
            operation.erase(memory, 0, memory.sizeBytes());
        }
    }

    private void begin(long forNs) {
        long now = site.nowNs();
        long from = done.isSet() ? done.time() : now;
        if (done.isSet()) {
            operation.finish();
        }
        operation.time(from, from + forNs);
        done.at(from + forNs);
        registers.put(SR, BSY, true);
        if (memory.contains(bus.resolve(processor.currentAddress()), 1)) {
            processor.stall(true);
        }
    }

    private void finished() {
        operation.finish();
        if (optionsUnderWay) {
            optionsUnderWay = false;
            options.program(registers.get(OPTCR));
        }
        registers.put(SR, BSY, false);
        registers.put(CR, STRT, false);
        registers.put(OPTCR, OPTSTRT, false);
        if (registers.has(CR, EOPIE)) {
            registers.put(SR, EOP, true);
        }
        processor.stall(false);
        raise();
    }

    private void error(int flag) {
        registers.put(SR, flag, true);
        registers.put(CR, STRT, false);
        if (registers.has(CR, ERRIE)) {
            registers.put(SR, OPERR, true);
        }
        raise();
    }

    private void raise() {
        boolean end = registers.has(CR, EOPIE) && registers.has(SR, EOP);
        line.set(end || (registers.has(CR, ERRIE) && registers.has(SR, OPERR)));
    }

    private void optionControl() {
        if (registers.has(OPTCR, OPTLOCK)) {
            optionLock.close();
        }
        if (!registers.has(OPTCR, OPTSTRT)) {
            return;
        }
        int wanted = registers.get(OPTCR);
        boolean opens = options.level() == 1 && (wanted & OptionBytes.RDP) == OptionBytes.LEVEL_0;
        if (options.level() == 2) {
            registers.set(OPTCR, options.bits() | (wanted & OPTLOCK));
            error(WRPERR);
            return;
        }
        begin(FlashTimes.optionsNs() + (opens ? FlashTimes.allNs(traits.sizeKb(), 0) : 0));
        if (opens) {
            operation.erase(memory, 0, memory.sizeBytes());
        }
        optionsUnderWay = true;
    }

    /** Stores to a memory: programming. */
    private final class Stores implements Device {
        private final Memory into;
        private final boolean oneTime;

        Stores(Memory into, boolean oneTime) {
            this.into = into;
            this.oneTime = oneTime;
        }

        @Override
        public long read(int offset, int size) {
            return peek(offset, size);
        }

        @Override
        public long peek(int offset, int size) {
            return into.read(into.base() + offset, size);
        }

        @Override
        public boolean write(int offset, int size, int value) {
            int unit = registers.get(CR) >>> 8 & 3;
            boolean protects = oneTime ? locked(offset) : options.protects(FlashTraits.sectorOf(offset));
            if ((registers.get(CR) & (PG | SER | MER)) != PG || registers.has(CR, LOCK)) {
                error(PGSERR);
            } else if (protects) {
                error(WRPERR);
            } else if (size != Math.min(1 << unit, 4)) {
                error(PGPERR);
            } else if (unit == 3 && (offset & 15) == 12 && upperHalfAt != offset) {
                error(PGAERR);
            } else {
                upperHalfAt = offset + 4;
                psize();
                begin(FlashTimes.PROGRAM_NS);
                operation.program(into, offset, size, value);
            }
            return true;
        }

        /** The lock bytes stand behind the 16 blocks; a zero locks its block. */
        private boolean locked(int offset) {
            int block = offset < 512 ? offset / 32 : offset - 512;
            return into.bytes()[512 + block] == 0;
        }
    }
}
