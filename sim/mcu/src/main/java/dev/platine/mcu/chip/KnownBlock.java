package dev.platine.mcu.chip;

import dev.platine.mcu.bus.Device;
import dev.platine.mcu.core.Processor;
import dev.platine.mcu.register.TouchLog;
import org.jspecify.annotations.Nullable;

/** Addresses that the vendor names and the chip does not model: words keep what is written, and each access is recorded. */
final class KnownBlock implements Device {
    private final int base;
    private final int sizeBytes;
    private final KnownRegisters known;
    private final TouchLog log;
    private final Processor processor;
    private int @Nullable [] words;

    KnownBlock(int base, int sizeBytes, KnownRegisters known, TouchLog log, Processor processor) {
        this.base = base;
        this.log = log;
        this.processor = processor;
        this.known = known;
        this.sizeBytes = sizeBytes;
    }

    /** Read from the table when firmware comes here first, which most never does. */
    private int[] words() {
        int[] made = words;
        if (made == null) {
            made = new int[sizeBytes / 4];
            for (int i = 0; i < made.length; i++) {
                made[i] = known.reset(base + 4 * i);
            }
            words = made;
        }
        return made;
    }

    private static int shift(int offset) {
        return (offset & 3) * 8;
    }

    private static int mask(int size) {
        return size == 4 ? -1 : (1 << (size * 8)) - 1;
    }

    @Override
    public long peek(int offset, int size) {
        return words()[offset >> 2] >>> shift(offset) & mask(size) & 0xFFFFFFFFL;
    }

    @Override
    public long read(int offset, int size) {
        log.note(base + (offset & ~3), -1, TouchLog.Kind.READ, processor.currentAddress());
        return peek(offset, size);
    }

    @Override
    public boolean write(int offset, int size, int value) {
        int mask = mask(size) << shift(offset);
        int changed = (words()[offset >> 2] ^ (value << shift(offset))) & mask;
        int bits = changed == 0 ? -1 : changed;
        log.note(base + (offset & ~3), bits, TouchLog.Kind.WRITTEN, processor.currentAddress());
        words()[offset >> 2] ^= changed;
        return true;
    }
}
