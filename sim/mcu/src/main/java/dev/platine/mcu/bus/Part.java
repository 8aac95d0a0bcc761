package dev.platine.mcu.bus;

import org.jspecify.annotations.Nullable;

/** What answers in a range of addresses: a memory, a device, a memory whose stores go to a device, or a bit-band alias, which has neither. */
final class Part {
    final int base;
    final int sizeBytes;
    final @Nullable Memory memory;
    /** For a memory: what takes its stores, null if the memory does. */
    final @Nullable Device device;
    /** The device, if it is such a one. */
    final @Nullable WordDevice words;

    Part(int base, int sizeBytes, @Nullable Memory memory, @Nullable Device device) {
        this.base = base;
        this.sizeBytes = sizeBytes;
        this.memory = memory;
        this.device = device;
        words = memory == null && device instanceof WordDevice ours ? ours : null;
    }

    boolean covers(int address) {
        return Integer.compareUnsigned(address - base, sizeBytes) < 0;
    }

    /** Whether it shows a memory that has another address. */
    boolean isAlias() {
        Memory shown = memory;
        return shown != null && shown.base() != base;
    }

    /** The same at another address. */
    Part at(int address) {
        return new Part(address, sizeBytes, memory, device);
    }
}
