package dev.platine.mcu.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the firmware touched and the chip does not model: by address and bits, with count and the first instruction that did it. Used on
 * the simulation's thread only.
 */
public final class TouchLog {
    /** In what way something was touched. */
    public enum Kind {
        /** A register that is not modelled was read. */
        READ,
        /** Bits that are not modelled were set, or a register that is not modelled was written. */
        WRITTEN,
        /** A block was accessed whose clock is off. */
        CLOCK_OFF
    }

    /**
     * One thing that was touched.
     *
     * @param address of the register
     * @param bits which of its bits; all for a whole register
     * @param kind how
     * @param count how often
     * @param firstPc the first instruction's address
     */
    public record Touch(int address, int bits, Kind kind, long count, int firstPc) {}

    private record Key(int address, int bits, Kind kind) {}

    private static final class Count {
        long count;
        int firstPc;
    }

    private final Map<Key, Count> touches = new LinkedHashMap<>();

    /** A log with nothing in it. */
    public TouchLog() {}

    /**
     * Notes a touch.
     *
     * @param address of the register
     * @param bits which, -1 for all
     * @param kind how
     * @param pc the instruction's address
     */
    public void note(int address, int bits, Kind kind, int pc) {
        Count count = touches.computeIfAbsent(new Key(address, bits, kind), k -> {
            Count first = new Count();
            first.firstPc = pc;
            return first;
        });
        count.count++;
    }

    /**
     * What was touched so far.
     *
     * @return in the order of the first touches
     */
    public List<Touch> touches() {
        List<Touch> list = new ArrayList<>();
        touches.forEach((k, c) -> list.add(new Touch(k.address, k.bits, k.kind, c.count, c.firstPc)));
        return list;
    }
}
