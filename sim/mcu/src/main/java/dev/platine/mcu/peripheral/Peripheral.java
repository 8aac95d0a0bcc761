package dev.platine.mcu.peripheral;

import dev.platine.mcu.bus.WordDevice;
import dev.platine.mcu.register.Register;
import dev.platine.mcu.register.RegisterFile;
import dev.platine.mcu.register.RegisterLayout;
import java.util.Arrays;

/**
 * A block with registers. This class does what access means by the layout: clock gate, bytes and halfwords, access words, and the record of
 * what is not modelled; subclasses give the registers their effects. Used on the simulation's thread only.
 */
public abstract class Peripheral extends WordDevice {
    /** Where the block stands. */
    protected final Site site;
    /** Its registers' bits. */
    protected final RegisterFile registers;

    private boolean clocked;

    /**
     * A block after reset, its clock off.
     *
     * @param site where it stands
     * @param layout its registers
     */
    protected Peripheral(Site site, RegisterLayout layout) {
        super(layout.words());
        this.site = site;
        registers = new RegisterFile(layout, words());
    }

    /**
     * Tells that registers read as their bits stand in {@link #registers}, at any time, and that reading them does nothing: {@link #value}
     * and {@link #wasRead} are not called of them then, which is several times quicker. Fields that are not modelled, only written, or
     * cleared by reading go the long way all the same.
     *
     * @param but offsets of registers of which that is not true
     */
    protected final void storesAll(int... but) {
        for (Register register : layout().registers()) {
            stores(register.offset(), true);
        }
        for (int offset : but) {
            stores(offset, false);
        }
    }

    /**
     * Tells whether a register reads as its bits stand, as {@link #storesAll} does of all.
     *
     * @param offset of the register in bytes, a multiple of 4
     * @param now whether that is true from now on
     */
    protected final void stores(int offset, boolean now) {
        Register register = registers.at(offset >> 2);
        if (register != null) {
            readsAsItStands(offset >> 2, now && register.isReadPlainly());
        }
    }

    /**
     * Tells that every write is taken: {@link #accepts} is not asked any more of a register whose fields all take what is written.
     *
     * @param but offsets of registers of which that is not true
     */
    protected final void acceptsAll(int... but) {
        for (Register register : layout().registers()) {
            int offset = register.offset();
            if (register.isWrittenPlainly() && Arrays.stream(but).noneMatch(other -> other == offset)) {
                takes(offset >> 2, register.writable(), register.strange());
            }
        }
    }

    /**
     * The block's name.
     *
     * @return such as {@code USART2}
     */
    public final String name() {
        return site.name();
    }

    /**
     * What registers it has.
     *
     * @return the layout
     */
    public final RegisterLayout layout() {
        return registers.layout();
    }

    /**
     * Whether its clock is on, so that it answers.
     *
     * @return whether RCC lets it run
     */
    public final boolean clocked() {
        return clocked;
    }

    /**
     * Switches its clock; RCC's side.
     *
     * @param on whether it runs
     */
    public final void clock(boolean on) {
        if (clocked != on) {
            gating(on);
            clocked = on;
            open(on);
        }
    }

    /** Resets it: registers unless it {@link #keepsRegisters}, then {@link #wasReset}. */
    public final void reset() {
        if (!keepsRegisters()) {
            registers.reset();
        }
        wasReset();
    }

    /**
     * Whether the registers survive a reset of the chip, as those of the backup domain do. Such a block resets itself.
     *
     * @return false unless overridden
     */
    protected boolean keepsRegisters() {
        return false;
    }

    /**
     * The clock is about to be switched; a block that counts stops or goes on.
     *
     * @param on what it will be
     */
    protected void gating(boolean on) {}

    /** Power is cut: what is under way is torn. A reset follows. */
    protected void powerLost() {}

    /**
     * The core's supply is off, by standby or because power is cut: resets the block, unless it lives on the backup domain or a clock of
     * its own.
     *
     * @param cut whether power is cut, so that {@link #powerLost} comes before
     */
    public void coreOff(boolean cut) {
        if (cut) {
            powerLost();
        }
        reset();
    }

    /** The registers have their reset values: everything else follows. Also called when the chip is built. */
    protected abstract void wasReset();

    /**
     * What a register reads as, before the effects of reading.
     *
     * @param offset of the register in bytes, a multiple of 4
     * @return 32 bits; {@link RegisterFile#get} unless overridden
     */
    protected int value(int offset) {
        return registers.get(offset);
    }

    /**
     * A register was read with effect; the value is taken already, fields that reading clears are cleared.
     *
     * @param offset of the register in bytes, a multiple of 4
     */
    protected void wasRead(int offset) {}

    /**
     * A register was written; its bits follow the layout's rules already.
     *
     * @param offset of the register in bytes, a multiple of 4
     * @param before its bits before
     * @param written the bits that were written, at their places, 0 for bytes that were not
     */
    @Override
    protected abstract void wasWritten(int offset, int before, int written);

    /**
     * Whether a write is taken at all now, for registers with locks.
     *
     * @param offset of the register in bytes, a multiple of 4
     * @param written the bits that are written, at their places
     * @return true unless overridden
     */
    protected boolean accepts(int offset, int written) {
        return true;
    }

    /**
     * Whether the bus answers a write without an error that was not taken.
     *
     * @param offset of the register in bytes, a multiple of 4
     * @return true unless overridden
     */
    protected boolean answers(int offset) {
        return true;
    }

    @Override
    public final long peek(int offset, int size) {
        Register register = registers.at(offset >> 2);
        return register == null ? 0 : lane(value(offset & ~3) & ~register.writeOnly(), offset, size);
    }

    @Override
    protected final long readWithEffects(int offset, int size) {
        Register register = registers.at(offset >> 2);
        if (!clocked) {
            site.clockOff(offset & ~3);
            return 0;
        }
        if (register == null || register.modelled() == 0) {
            site.unmodelled(offset & ~3, 0);
            if (register == null) {
                return 0;
            }
        }
        int at = offset & ~3;
        long value = lane(value(at) & ~register.writeOnly(), offset, size);
        if (register.isClearedByReading()) {
            registers.clearRead(register, lanes(offset, size));
        }
        wasRead(at);
        return value;
    }

    @Override
    protected final boolean writeWithCare(int offset, int size, int value) {
        int at = offset & ~3;
        Register register = registers.at(offset >> 2);
        if (!clocked) {
            site.clockOff(at);
            return true;
        }
        int lanes = lanes(offset, size);
        int written = value << ((offset & 3) * 8) & lanes;
        int strange = register == null ? written : register.strange(registers.get(at), written, lanes);
        boolean whole = strange == 0 && (register == null || register.modelled() == 0);
        if (whole || strange != 0) {
            site.unmodelled(at, whole ? -1 : strange);
        }
        if (register == null) {
            return true;
        }
        if (!accepts(at, written)) {
            return answers(at);
        }
        int before = registers.get(at);
        registers.store(register, written, lanes);
        wasWritten(at, before, written);
        return true;
    }

    private static int lanes(int offset, int size) {
        return (size == 4 ? -1 : (1 << (size * 8)) - 1) << ((offset & 3) * 8);
    }

    private static long lane(int value, int offset, int size) {
        return size == 4 ? value & 0xFFFFFFFFL : (value & lanes(offset, size) & 0xFFFFFFFFL) >>> ((offset & 3) * 8);
    }
}
