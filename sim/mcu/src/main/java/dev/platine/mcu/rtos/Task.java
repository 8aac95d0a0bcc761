package dev.platine.mcu.rtos;

import org.jspecify.annotations.Nullable;

/**
 * A task.
 *
 * @param id the address of what the kernel keeps of it; not 0 and the same as long as it lives
 * @param name as the program calls it, of printable characters
 * @param state in words: {@code running}, {@code blocked until tick 100}
 * @param priority as the kernel counts, below 0 if it could not be read
 * @param stack the lowest address of its stack, 0 if it could not be read
 * @param frame where its registers stand; null for the running one, whose registers are the processor's
 */
public record Task(
        int id,
        String name,
        String state,
        long priority,
        int stack,
        @Nullable TaskFrame frame) {
    /**
     * Whether the processor's registers are this task's.
     *
     * @return whether it has no frame
     */
    public boolean runs() {
        return frame == null;
    }
}
