package dev.platine.mcu.register;

import java.util.ArrayList;
import java.util.List;

/** A register of a block: its place, its value after reset, its fields. Immutable. */
public final class Register {
    // The bits by what access does to them.
    final int rw;

    final int w;
    final int rcW1;
    final int rcW0;
    final int rs;
    final int rcR;
    final int t;
    private final String name;
    private final int offset;
    private final int reset;
    private final List<Field> fields;
    private final int modelled;
    private final int named;
    private final int strange;
    private final boolean readPlainly;
    private final boolean writtenPlainly;

    Register(String name, int offset, int reset, List<Field> fields) {
        this.name = name;
        this.offset = offset;
        this.reset = reset;
        this.fields = List.copyOf(fields);
        Field[] each = fields.toArray(Field[]::new);
        rw = mask(each, Access.RW) | mask(each, Access.RWO);
        w = mask(each, Access.W);
        rcW1 = mask(each, Access.RC_W1);
        rcW0 = mask(each, Access.RC_W0);
        rs = mask(each, Access.RS);
        rcR = mask(each, Access.RC_R);
        t = mask(each, Access.T);
        int all = 0;
        int live = 0;
        for (Field field : each) {
            int mask = field.mask();
            all |= mask;
            live |= field.modelled() ? mask : 0;
        }
        named = all;
        modelled = live;
        // SR = ~FLAG writes ones everywhere: that says nothing where zeros clear
        int reserved = rcW0 != 0 ? 0 : ~all;
        strange = ~live & (rw | w | reserved);
        readPlainly = live != 0 && (w | rcR) == 0;
        writtenPlainly = live != 0 && (rcW1 | rcW0 | rs | t) == 0;
    }

    private static int mask(Field[] fields, Access access) {
        int mask = 0;
        for (Field field : fields) {
            mask |= field.access() == access ? field.mask() : 0;
        }
        return mask;
    }

    static Register of(String name, int offset, int reset, String fields) {
        List<Field> list = new ArrayList<>();
        int from = 0;
        while (from < fields.length()) {
            int comma = fields.indexOf(',', from);
            String field = fields.substring(from, comma < 0 ? fields.length() : comma);
            if (!field.isBlank()) {
                list.add(Field.of(field));
            }
            from += field.length() + 1;
        }
        return new Register(name, offset, reset, list);
    }

    /**
     * Its name.
     *
     * @return as the reference manual has it
     */
    public String name() {
        return name;
    }

    /**
     * Its place.
     *
     * @return bytes from the block's base, a multiple of 4
     */
    public int offset() {
        return offset;
    }

    /**
     * Its value after reset.
     *
     * @return 32 bits
     */
    public int reset() {
        return reset;
    }

    /**
     * Its fields.
     *
     * @return in the order of the declaration
     */
    public List<Field> fields() {
        return fields;
    }

    /**
     * The bits that have their effect.
     *
     * @return ones at their places
     */
    public int modelled() {
        return modelled;
    }

    /**
     * The bits that read as 0 because they are only written.
     *
     * @return ones at their places
     */
    public int writeOnly() {
        return w;
    }

    /**
     * The bits that have a name.
     *
     * @return ones at their places
     */
    public int named() {
        return named;
    }

    /**
     * Whether its bits are what a read gives, and stay so.
     *
     * @return false if a field of it is only written or cleared by reading, or none is modelled
     */
    public boolean isReadPlainly() {
        return readPlainly;
    }

    /**
     * Whether a read clears fields of it.
     *
     * @return whether there is one
     */
    public boolean isClearedByReading() {
        return rcR != 0;
    }

    /**
     * Whether a write changes nothing but fields that take what is written. Fields that are only written hold nothing.
     *
     * @return false if any field has a rule of its own, or none is modelled
     */
    public boolean isWrittenPlainly() {
        return writtenPlainly;
    }

    /**
     * The bits that take what is written.
     *
     * @return ones at their places
     */
    public int writable() {
        return rw;
    }

    /**
     * The bits of fields that are known only and of reserved ones, which a plain write may change.
     *
     * @return ones at their places
     */
    public int strange() {
        return strange;
    }

    /**
     * The bits that a write changes or triggers without their having an effect here.
     *
     * @param before the register's bits before the write
     * @param written what is written, at its places
     * @param lanes ones for the bytes that are written
     * @return ones at the places of fields that are known only and of reserved bits
     */
    public int strange(int before, int written, int lanes) {
        int cleared = (before & written & rcW1) | (before & ~written & rcW0);
        int set = (written & ~before & rs) | (written & t);
        return (((before ^ written) & strange) | ((cleared | set) & ~modelled)) & lanes;
    }
}
