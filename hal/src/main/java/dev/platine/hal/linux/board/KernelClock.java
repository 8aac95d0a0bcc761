package dev.platine.hal.linux.board;

import dev.platine.hal.linux.LinuxCalls;
import dev.platine.hal.linux.NativeBlock;

/** The kernel's CLOCK_MONOTONIC, on which it stamps events. Allocates nothing. One thread at a time. */
final class KernelClock {
    private final NativeBlock block = new NativeBlock(LinuxCalls.TIMESPEC_BYTES);

    long nowNs() {
        LinuxCalls.clock_gettime(LinuxCalls.CLOCK_MONOTONIC, block.address());
        return block.bytes().getLong(0) * 1_000_000_000 + block.bytes().getLong(LinuxCalls.TIMESPEC_FRACTION);
    }
}
