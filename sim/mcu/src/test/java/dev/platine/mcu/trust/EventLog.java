package dev.platine.mcu.trust;

import dev.platine.mcu.core.CoreRegisters;
import dev.platine.mcu.core.Fault;
import dev.platine.mcu.core.Halt;
import dev.platine.mcu.core.Observer;
import dev.platine.mcu.core.Processor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * What happened to a machine besides instructions, with the time and the registers of that moment: a running fingerprint of all of it and
 * the last lines as text.
 */
final class EventLog implements Observer {
    private static final int KEPT = 16;

    private final Processor processor;
    private final LongSupplier clock;
    private final String[] kinds = new String[KEPT];
    private final long[][] values = new long[KEPT][];
    private long fingerprint;
    private long count;

    EventLog(Processor processor, LongSupplier clock) {
        this.processor = processor;
        this.clock = clock;
        clear();
    }

    void clear() {
        fingerprint = 0xCBF29CE484222325L;
        count = 0;
    }

    /** A number that two runs share only if all their events were the same. */
    long fingerprint() {
        return fingerprint;
    }

    long count() {
        return count;
    }

    void note(String kind, long... numbers) {
        long cycle = clock.getAsLong();
        mix(kind.hashCode());
        mix(cycle);
        for (long number : numbers) {
            mix(number);
        }
        int place = (int) (count++ % KEPT);
        kinds[place] = cycle + " " + kind;
        values[place] = numbers.clone();
    }

    private void mix(long value) {
        long mixed = (fingerprint ^ value) * 0x100000001B3L;
        fingerprint = mixed ^ mixed >>> 29;
    }

    /** The last events, oldest first. */
    List<String> last() {
        List<String> out = new ArrayList<>();
        for (long i = Math.max(count - KEPT, 0); i < count; i++) {
            int place = (int) (i % KEPT);
            StringBuilder line = new StringBuilder(kinds[place]);
            for (long value : values[place]) {
                line.append(String.format(Locale.ROOT, " %x", value));
            }
            out.add(line.toString());
        }
        return out;
    }

    /** R0 to R12, SP, LR, the flags and the IT state, as one number: what code in the middle of a burst can see. */
    private long registers() {
        var registers = processor.debug().registers();
        int hash = Arrays.hashCode(processor.cpu().r);
        return (long) hash << 32 | registers.get(CoreRegisters.XPSR) & 0xFFFFFFFFL;
    }

    void halted(Halt halt) {
        note(
                "halted " + halt.reason(),
                halt.pc(),
                halt.address(),
                halt.store() ? 1 : 0,
                halt.before(),
                halt.after(),
                halt.code());
    }

    @Override
    public void entered(int exception) {
        note("entered", exception, processor.cpu().pc, registers());
    }

    @Override
    public void left(int exception) {
        note("left", exception, registers());
    }

    @Override
    public void faulted(Fault fault, int pc, int address, int exception) {
        note("faulted " + fault, pc, address, exception, registers());
    }

    @Override
    public void lockedUp(int pc) {
        note("locked up", pc);
    }

    @Override
    public void slept(boolean deep) {
        note("slept", deep ? 1 : 0, registers());
    }

    @Override
    public void woke() {
        note("woke");
    }

    @Override
    public void unknownRegister(int address, boolean store) {
        note("unknown register", address, store ? 1 : 0);
    }
}
