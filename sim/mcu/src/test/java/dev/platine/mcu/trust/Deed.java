package dev.platine.mcu.trust;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Something that the world or a debugger does to a machine at a count of cycles.
 *
 * @param cycle behind how many cycles
 * @param kind what
 * @param values what about, by the kind
 */
record Deed(long cycle, Kind kind, long... values) {
    /** Kinds of deeds, with what their values are. */
    enum Kind {
        /** The level of an interrupt's line: its number, the level. */
        LINE(2),
        /** A line goes high and low again: its number. */
        PULSE(1),
        /** A privileged store, with its effects: address, size, value. */
        WRITE(3),
        /** A debugger changes a memory: address, size, value. */
        POKE(3),
        /** A breakpoint is set: its address. */
        BREAK(1),
        /** A breakpoint is removed: its address. */
        CLEAR(1),
        /** A watchpoint is set: address, size, 1 for reads and 2 for writes and 3 for both. */
        WATCH(3),
        /** A watchpoint is removed: as it was set. */
        UNWATCH(3),
        /** So many single steps by the debugger: the number, 1 if interrupts wait meanwhile. */
        STEP(2),
        /** A register is set: its number as debuggers count them, the value. */
        REGISTER(2),
        /** An event for who waits by WFE: no values. */
        EVENT(0),
        /** A reset: no values. */
        RESET(0);

        private final int values;

        Kind(int values) {
            this.values = values;
        }
    }

    Deed {
        if (values.length != kind.values) {
            throw new IllegalArgumentException(kind + " must have " + kind.values + " values: " + values.length);
        }
    }

    int value(int index) {
        return (int) values[index];
    }

    String text() {
        return "at " + cycle + " " + kind.name().toLowerCase(Locale.ROOT)
                + LongStream.of(values).mapToObj(Plan::number).collect(Collectors.joining());
    }

    static Deed of(String[] words) {
        Kind kind = Kind.valueOf(words[2].toUpperCase(Locale.ROOT));
        long[] values = Arrays.stream(words).skip(3).mapToLong(Long::decode).toArray();
        return new Deed(Long.decode(words[1]), kind, values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Deed deed && text().equals(deed.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
