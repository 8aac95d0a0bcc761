package dev.platine.hal;

/** How a loop waits for its next cycle; tests bring their own. Used by the loop's thread. */
@FunctionalInterface
interface Sleeper {
    /** Returns at or after the time, or early when the calling thread is interrupted or unparked. */
    void sleepUntil(long dueNs);

    /** The loop begins, on the thread that will sleep. */
    default void begin() {}

    /** The loop has ended, on the same thread. */
    default void end() {}
}
