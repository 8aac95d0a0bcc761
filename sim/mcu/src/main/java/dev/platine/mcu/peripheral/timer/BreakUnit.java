package dev.platine.mcu.peripheral.timer;

import static dev.platine.mcu.peripheral.timer.TimerRegisters.AOE;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.BDTR;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.BKE;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.BKP;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.BREAK;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCER;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCMR1;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CCMR2;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.CR2;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.MOE;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.OIS;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.OSSI;
import static dev.platine.mcu.peripheral.timer.TimerRegisters.OSSR;

import dev.platine.mcu.peripheral.Site;
import dev.platine.mcu.pin.PinInput;
import dev.platine.mcu.register.RegisterFile;

/** BDTR of an advanced timer: break input, main output enable, dead time, and what the lock keeps from being written. */
final class BreakUnit {
    private static final int LOCK = 3 << 8;
    private static final int LOCKED_1 = 0xFF | BKE | BKP | AOE;
    private static final int LOCKED_2 = LOCKED_1 | OSSI | OSSR;
    private static final int POLARITIES = 0xA;
    private static final int MODES = 0x78;
    /** Long ago: before any dead time. */
    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private final Timer timer;
    private final RegisterFile registers;
    private final boolean advanced;
    private boolean input;
    private boolean lockWritten;
    private long since;

    BreakUnit(Timer timer, Site site, TimerSpec spec, RegisterFile registers) {
        this.timer = timer;
        this.registers = registers;
        advanced = spec.kind().advanced();
        since = LONG_AGO;
        if (advanced) {
            site.input("TIM" + spec.number() + "_BKIN", false).listen(new PinInput.Listener() {
                @Override
                public void changed(boolean high) {
                    pin(high);
                }
            });
            site.signal("CSS").listen(high -> {
                if (high) {
                    crystalFailed();
                }
            });
        }
    }

    void reset() {
        lockWritten = false;
        since = LONG_AGO;
    }

    /** The cycle at which MOE changed. */
    long since() {
        return since;
    }

    private void pin(boolean high) {
        input = high;
        timer.begin();
        if (active()) {
            strike();
        }
        timer.end();
    }

    /** The clock security system is a break too. */
    private void crystalFailed() {
        timer.begin();
        if (registers.has(BDTR, BKE)) {
            strike();
        }
        timer.end();
    }

    private boolean active() {
        return advanced && registers.has(BDTR, BKE) && input == registers.has(BDTR, BKP);
    }

    /** The break: outputs off, whatever the clock does. */
    void strike() {
        moe(false, timer.now());
        timer.requests().flag(BREAK);
    }

    private void moe(boolean on, long cycle) {
        if (registers.has(BDTR, MOE) != on) {
            registers.put(BDTR, MOE, on);
            since = cycle;
        }
    }

    /** The break's flag cannot be cleared while the input is active. */
    void hold() {
        if (active()) {
            timer.requests().flag(BREAK);
        }
    }

    /** Whether the next update event sets MOE. */
    boolean rearms() {
        return advanced && (registers.get(BDTR) & (AOE | MOE)) == AOE && !active();
    }

    /** An update event came. */
    void updated(long cycle) {
        if (rearms()) {
            moe(true, cycle);
        }
    }

    /** BDTR was written; {@link #protect} was before. */
    void written(int before) {
        lockWritten = true;
        if (((registers.get(BDTR) ^ before) & MOE) != 0) {
            since = timer.now();
        }
        if (active()) {
            strike();
        }
    }

    /** Puts back what the lock protects in a register that was written. */
    void protect(int offset, int before) {
        if (!advanced) {
            return;
        }
        int level = lockWritten ? (offset == BDTR ? before : registers.get(BDTR)) >>> 8 & 3 : 0;
        int kept = switch (offset) {
            case BDTR -> (lockWritten ? LOCK : 0) | (level >= 2 ? LOCKED_2 : level == 1 ? LOCKED_1 : 0);
            case CR2 -> level >= 1 ? OIS : 0;
            case CCER -> level >= 2 ? outputs(0, 4, 4, POLARITIES) : 0;
            case CCMR1, CCMR2 -> level == 3 ? outputs(offset == CCMR1 ? 0 : 2, 2, 8, MODES) : 0;
            default -> 0;
        };
        registers.set(offset, (registers.get(offset) & ~kept) | (before & kept));
    }

    /** Bits of those channels that are outputs. */
    private int outputs(int first, int count, int width, int bits) {
        int mask = 0;
        for (int i = 0; i < count; i++) {
            int channel = first + i;
            int settings = registers.get(CCMR1 + 4 * (channel >> 1)) >>> ((channel & 1) * 8);
            mask |= (settings & 3) == 0 ? bits << (i * width) : 0;
        }
        return mask;
    }

    /** DTG in ticks of the timer's clock. */
    long deadTimeTicks() {
        int dtg = registers.get(BDTR) & 0xFF;
        int steps;
        if (dtg < 0x80) {
            steps = dtg;
        } else if (dtg < 0xC0) {
            steps = (64 + (dtg & 0x3F)) * 2;
        } else if (dtg < 0xE0) {
            steps = (32 + (dtg & 0x1F)) * 8;
        } else {
            steps = (32 + (dtg & 0x1F)) * 16;
        }
        return (long) steps << Math.min(registers.get(TimerRegisters.CR1) >>> 8 & 3, 2);
    }
}
