package dev.platine.hal;

/** How a loop waits for its next cycle; tests bring their own. */
@FunctionalInterface
interface Sleeper {
    /** Returns at or after the time, or early when the calling thread is interrupted or unparked. */
    void sleepUntil(long dueNs);
}
