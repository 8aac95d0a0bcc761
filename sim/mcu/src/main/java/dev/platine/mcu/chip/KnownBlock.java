package dev.platine.mcu.chip;

import dev.platine.mcu.bus.Device;
import dev.platine.mcu.core.Processor;
import dev.platine.mcu.register.TouchLog;

/** Addresses that the vendor names and the chip does not model: words keep what is written, and each access is recorded. */
final class KnownBlock implements Device {
    private final int base;
    private final int[] words;
    private final TouchLog log;
    private final Processor processor;

    KnownBlock(int base, int sizeBytes, KnownRegisters known, TouchLog log, Processor processor) {
        this.base = base;
        this.log = log;
        this.processor = processor;
        words = new int[sizeBytes / 4];
        for (int i = 0; i < words.length; i++) {
            words[i] = known.reset(base + 4 * i);
        }
    }

    private static int shift(int offset) {
        return (offset & 3) * 8;
    }

    private static int mask(int size) {
        return size == 4 ? -1 : (1 << (size * 8)) - 1;
    }

    @Override
    public long peek(int offset, int size) {
        return words[offset >> 2] >>> shift(offset) & mask(size) & 0xFFFFFFFFL;
    }

    @Override
    public long read(int offset, int size) {
        log.note(base + (offset & ~3), -1, TouchLog.Kind.READ, processor.currentAddress());
        return peek(offset, size);
    }

    @Override
    public boolean write(int offset, int size, int value) {
        int mask = mask(size) << shift(offset);
        int changed = (words[offset >> 2] ^ (value << shift(offset))) & mask;
        int bits = changed == 0 ? -1 : changed;
        log.note(base + (offset & ~3), bits, TouchLog.Kind.WRITTEN, processor.currentAddress());
        words[offset >> 2] ^= changed;
        return true;
    }
}
