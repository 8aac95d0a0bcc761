package dev.platine.mcu.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
        CLOCK_OFF,
        /** A setting lies beyond what the data sheet allows: a clock too fast, a latency too low. It has its effect all the same. */
        BEYOND
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
        final Key key;
        final int firstPc;
        long count;

        Count(Key key, int firstPc) {
            this.key = key;
            this.firstPc = firstPc;
        }

        boolean is(int address, int bits, Kind kind) {
            return key.address == address && key.bits == bits && key.kind == kind;
        }

        Touch touch() {
            return new Touch(key.address, key.bits, key.kind, count, firstPc);
        }
    }

    private final Map<Key, Count> touches = new LinkedHashMap<>();
    private final List<Consumer<Touch>> listeners = new ArrayList<>();
    private @Nullable Count last;

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
        Count recent = last;
        if (recent != null && recent.is(address, bits, kind)) {
            recent.count++;
            return;
        }
        Key key = new Key(address, bits, kind);
        Count known = touches.get(key);
        Count count = known == null ? new Count(key, pc) : known;
        count.count++;
        last = count;
        if (known == null) {
            touches.put(key, count);
            Touch first = count.touch();
            listeners.forEach(listener -> listener.accept(first));
        }
    }

    /**
     * Adds who hears of each touch when it happens for the first time, for as long as the chip lives.
     *
     * @param listener told within the access, before it has its effect
     */
    public void listen(Consumer<Touch> listener) {
        listeners.add(listener);
    }

    /**
     * What was touched so far.
     *
     * @return in the order of the first touches
     */
    public List<Touch> touches() {
        List<Touch> list = new ArrayList<>();
        touches.values().forEach(count -> list.add(count.touch()));
        return list;
    }
}
