package dev.platine.mcu.guest;

import dev.platine.mcu.debug.SemihostingHost;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/** A program's console: it only writes. */
record GuestConsole(IntConsumer written, LongSupplier now) implements SemihostingHost {
    @Override
    public void write(boolean error, int oneByte) {
        written.accept(oneByte);
    }

    @Override
    public int read() {
        return END;
    }

    @Override
    public long nowNs() {
        return now.getAsLong();
    }
}
