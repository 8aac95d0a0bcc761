package dev.platine.hal.linux.board;

import java.nio.file.Path;

/**
 * Where devices are, and the board's time.
 *
 * @param dev the folder of device files, {@code /dev} but in tests
 * @param sys the kernel's tree of devices, {@code /sys} but in tests
 * @param bootNs when the board was opened or reset, on the kernel's CLOCK_MONOTONIC
 */
public record BusContext(Path dev, Path sys, long bootNs) {
    /**
     * The board's time of something that the kernel stamped.
     *
     * @param monotonicNs the stamp, on CLOCK_MONOTONIC
     * @return nanoseconds since the board's boot; 0 for what was before it
     */
    public long boardNs(long monotonicNs) {
        return Math.max(0, monotonicNs - bootNs);
    }
}
