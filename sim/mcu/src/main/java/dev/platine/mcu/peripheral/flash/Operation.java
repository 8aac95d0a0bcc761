package dev.platine.mcu.peripheral.flash;

import dev.platine.mcu.bus.Memory;
import dev.platine.mcu.peripheral.Externals;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What flash is busy with: a unit that is programmed, a range that is erased. */
final class Operation {
    private final Externals externals;
    private final byte[] before = new byte[4];
    private Tearing tearing;
    private @Nullable Memory memory;
    private int offset;
    private int size;
    private boolean erases;
    private long beganNs;
    private long endsNs;

    Operation(Externals externals) {
        this.externals = externals;
        tearing = new Tearing(externals.seed());
    }

    /** Takes the seed, at the first power-up only, so that later cuts differ. */
    void seed() {
        if (beganNs == 0 && endsNs == 0) {
            tearing = new Tearing(externals.seed());
        }
    }

    void time(long fromNs, long toNs) {
        beganNs = fromNs;
        endsNs = toNs;
    }

    double share(long ns) {
        return Math.min(1, Math.max(0, (double) (ns - beganNs) / (endsNs - beganNs)));
    }

    /** Ones become zeros, at once: nobody can read while it lasts. */
    void program(Memory into, int at, int bytes, int value) {
        begin(into, at, bytes, false);
        System.arraycopy(into.bytes(), at, before, 0, bytes);
        int old = (int) into.read(into.base() + at, bytes);
        into.program(into.base() + at, bytes, old & value);
    }

    /** The bytes become ones at the end. */
    void erase(Memory of, int from, int bytes) {
        begin(of, from, bytes, true);
    }

    private void begin(Memory of, int from, int bytes, boolean erase) {
        memory = of;
        offset = from;
        size = bytes;
        erases = erase;
    }

    void finish() {
        cut(1);
    }

    /** Ends it with a share of it done. */
    void cut(double share) {
        Memory of = memory;
        memory = null;
        if (of == null || (share >= 1 && !erases)) {
            return;
        }
        byte[] bytes = of.bytes();
        if (share >= 1) {
            Arrays.fill(bytes, offset, offset + size, (byte) -1);
        } else {
            for (int i = 0; i < size; i++) {
                int old = erases ? bytes[offset + i] : before[i];
                int now = erases ? 0xFF : bytes[offset + i];
                bytes[offset + i] = (byte) tearing.mix(old & 0xFF, now & 0xFF, share);
            }
        }
        of.changed(offset, size);
    }
}
