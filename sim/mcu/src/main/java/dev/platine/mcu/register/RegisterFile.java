package dev.platine.mcu.register;

import org.jspecify.annotations.Nullable;

/**
 * The values of a block's registers, with what access does to them by the layout alone. Used on the simulation's thread only; nothing
 * here allocates.
 */
public final class RegisterFile {
    private final RegisterLayout layout;
    private final int[] values;

    /**
     * Registers at their reset values.
     *
     * @param layout what there is
     */
    public RegisterFile(RegisterLayout layout) {
        this(layout, new int[layout.words()]);
    }

    /**
     * Registers at their reset values, in words that somebody else reads and writes too.
     *
     * @param layout what there is
     * @param words as many as the layout has
     */
    public RegisterFile(RegisterLayout layout, int[] words) {
        this.layout = layout;
        values = words;
        reset();
    }

    /** All at their values after reset. */
    public void reset() {
        for (Register register : layout.registers()) {
            values[register.offset() / 4] = register.reset();
        }
    }

    /**
     * The layout.
     *
     * @return what there is
     */
    public RegisterLayout layout() {
        return layout;
    }

    /**
     * A register's bits, as the block itself sees them.
     *
     * @param offset in bytes
     * @return 32 bits
     */
    public int get(int offset) {
        return values[offset >> 2];
    }

    /**
     * Sets a register's bits, as the block itself does: no access rule applies.
     *
     * @param offset in bytes
     * @param value 32 bits
     */
    public void set(int offset, int value) {
        values[offset >> 2] = value;
    }

    /**
     * Sets or clears bits of a register.
     *
     * @param offset in bytes
     * @param bits which
     * @param on whether they are ones afterwards
     */
    public void put(int offset, int bits, boolean on) {
        values[offset >> 2] = on ? values[offset >> 2] | bits : values[offset >> 2] & ~bits;
    }

    /**
     * Whether any of some bits is set.
     *
     * @param offset in bytes
     * @param bits which
     * @return whether one is
     */
    public boolean has(int offset, int bits) {
        return (values[offset >> 2] & bits) != 0;
    }

    /**
     * What a read does after its value was taken: fields that reading clears.
     *
     * @param register which
     * @param lanes ones for the bytes that were read
     */
    public void clearRead(Register register, int lanes) {
        values[register.offset() >> 2] &= ~(register.rcR & lanes);
    }

    /**
     * What a write makes of the bits by the layout's rules.
     *
     * @param register which
     * @param bits what is written, at its places
     * @param lanes ones for the bytes that are written
     */
    public void store(Register register, int bits, int lanes) {
        int v = values[register.offset() >> 2];
        v = (v & ~(register.rw & lanes)) | (bits & register.rw & lanes);
        v &= ~(register.rcW0 & lanes & ~bits);
        v &= ~(register.rcW1 & lanes & bits);
        v |= register.rs & lanes & bits;
        v ^= register.t & lanes & bits;
        values[register.offset() >> 2] = v;
    }

    /**
     * The register at a word.
     *
     * @param word the offset in bytes, divided by 4
     * @return the register, null where none is
     */
    public @Nullable Register at(int word) {
        return layout.at(word);
    }
}
