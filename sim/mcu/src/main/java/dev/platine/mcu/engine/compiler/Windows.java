package dev.platine.mcu.engine.compiler;

import dev.platine.mcu.bus.Memory;
import org.jspecify.annotations.Nullable;

/**
 * The memories that generated code reaches by itself. They hold for as long as no more of the RAM holds code.
 *
 * @param ram what is read and written in line, null for nothing
 * @param codeFrom the first offset of that RAM that holds code
 * @param codeTo behind the last one; the same if there is none
 * @param code where the region itself stands
 * @param floatsPlainly whether FPSCR wants what the computer's arithmetic does, when the region is translated
 */
record Windows(@Nullable Memory ram, int codeFrom, int codeTo, Memory code, boolean floatsPlainly) {
    /** All bits of an offset in the RAM, or in the next power of two. */
    int mask() {
        int size = ram == null ? 1 : ram.sizeBytes();
        return Integer.highestOneBit(size - 1) * 2 - 1;
    }

    boolean isRound() {
        return ram != null && ram.sizeBytes() == mask() + 1;
    }

    boolean holdsCode() {
        return codeTo > codeFrom;
    }
}
