package dev.platine.sim.hosted;

import dev.platine.sim.body.Pins;
import java.nio.ByteBuffer;

/**
 * A pin as the firmware describes it. Immutable.
 *
 * @param index its number
 * @param name its name
 * @param kind what it can do
 * @param flags of {@code PLATINE_PIN_...}
 * @param bits resolution of its converter, 0 for volts as they are
 * @param lowV threshold, or what it drives when low
 * @param highV threshold, full scale, or what it drives when high
 * @param ohms source resistance
 */
record PinSpec(int index, String name, Kind kind, int flags, int bits, double lowV, double highV, double ohms) {
    static final int PULL_UP = 1;
    static final int PULL_DOWN = 2;
    static final int EDGES = 4;
    static final int WAKE = 8;

    private static final int ALL_FLAGS = PULL_UP | PULL_DOWN | EDGES | WAKE;
    private static final double OHMS = 30;

    /** In the order of the numbers in C, from 1. */
    enum Kind {
        DIGITAL_IN,
        ANALOG_IN,
        CAPTURE_IN,
        OUT,
        IN_OUT;

        boolean drives() {
            return this == OUT || this == IN_OUT;
        }
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /**
     * Reads and checks an entry of the table.
     *
     * @return the pin, or null at the table's end
     * @throws IllegalArgumentException with the rule that the entry breaks
     */
    static @org.jspecify.annotations.Nullable PinSpec read(ByteBuffer table, int at, int index) {
        if (table.get(at) == 0) {
            return null;
        }
        String name = FirmwareBlock.text(table, at, BlockLayout.NAME_BYTES);
        if (!name.matches("[a-z0-9_]{1,31}")) {
            throw new IllegalArgumentException(
                    "pin " + index + " must have a name of 1 to 31 of a-z, 0-9 and _: '" + name + "'");
        }
        int kind = table.getShort(at + BlockLayout.SPEC_KIND) & 0xffff;
        int flags = table.getShort(at + BlockLayout.SPEC_FLAGS) & 0xffff;
        int bits = table.getInt(at + BlockLayout.SPEC_BITS);
        double lowV = table.getDouble(at + BlockLayout.SPEC_LOW_V);
        double highV = table.getDouble(at + BlockLayout.SPEC_HIGH_V);
        double ohms = table.getDouble(at + BlockLayout.SPEC_OHMS);
        rule(kind >= 1 && kind <= Kind.values().length, name, "must have a kind of PLATINE_PIN_...: kind=" + kind);
        rule((flags & ~ALL_FLAGS) == 0, name, "has flags that nobody knows: flags=" + flags);
        rule(bits >= 0 && bits <= 24, name, "must have 0 to 24 bits: bits=" + bits);
        rule(Double.isFinite(lowV) && Double.isFinite(highV), name, "must have numbers: low_v, high_v");
        rule(ohms >= 0 && ohms < Double.POSITIVE_INFINITY, name, "must be above 0: ohms=" + ohms);
        return withDefaults(index, name, Kind.values()[kind - 1], flags, bits, lowV, highV, ohms);
    }

    private static PinSpec withDefaults(
            int index, String name, Kind kind, int flags, int bits, double lowV, double highV, double ohms) {
        boolean unset = lowV == 0 && highV == 0;
        double low = lowV;
        double high = highV;
        if (unset) {
            boolean threshold = kind == Kind.DIGITAL_IN || kind == Kind.CAPTURE_IN;
            low = threshold ? 0.3 * Pins.SUPPLY_V : 0;
            high = threshold ? 0.7 * Pins.SUPPLY_V : Pins.SUPPLY_V;
        }
        rule(
                kind == Kind.ANALOG_IN ? high > 0 : high >= low,
                name,
                "must have low_v below high_v: " + low + ", " + high);
        return new PinSpec(index, name, kind, flags, bits, low, high, ohms == 0 ? OHMS : ohms);
    }

    private static void rule(boolean holds, String pin, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("pin " + pin + " " + rule);
        }
    }
}
